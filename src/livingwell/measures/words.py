"""What a measure is made of, by which way it was answered, and what an answer says of change."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from livingwell.lib.sentences import N_


class Licence(StrEnum):
    """Whether a measure's words may be shown, as its owners say."""

    FREE = "free"  # free to show
    REGISTERED = "registered"  # may be shown once the place has registered, and says so
    LOADED = "loaded"  # its words are loaded by the place, from its own licensed copy


class About(StrEnum):
    """Whom a measure asks."""

    PERSON = "person"
    GOALS = "goals"  # a person, of goals of their own: asked where those are
    PRACTITIONER = "practitioner"


class How(StrEnum):
    """How the answers on a scale become one figure."""

    SUM = "sum"
    MEAN = "mean"
    ITEM = "item"  # each of its items by itself


class Became(StrEnum):
    """What came of a figure, beside the first one that counts."""

    FIRST = "first"
    BETTER = "better"
    WORSE = "worse"
    NO_CHANGE = "no change"
    NOT_SAID = "not said"  # no threshold was published, or too little was answered


BECAME = {
    Became.FIRST: N_("The first time"),
    Became.BETTER: N_("Better than the first time"),
    Became.WORSE: N_("Harder than the first time"),
    Became.NO_CHANGE: N_("About the same as the first time"),
    Became.NOT_SAID: "",
}


class By(StrEnum):
    """By which way a check-in is answered. The score is the same."""

    LINK = "link"
    TABLET = "tablet"
    PHONE = "phone"
    PAPER = "paper"
    POST = "post"
    OWN_PAGE = "own page"


BY = {
    By.LINK: N_("By a link"),
    By.TABLET: N_("Side by side, on a tablet"),
    By.PHONE: N_("Read aloud by phone"),
    By.PAPER: N_("On paper, typed in"),
    By.POST: N_("By post, typed in"),
    By.OWN_PAGE: N_("On their own page"),
}
# Nobody of ours is with them as they answer.
FROM_A_DISTANCE = frozenset({By.LINK, By.PAPER, By.POST, By.OWN_PAGE})
# Typed in by one of us, from what they said or wrote.
TYPED_IN = frozenset({By.TABLET, By.PHONE, By.PAPER, By.POST})


class Moment(StrEnum):
    """When along a journey somebody is asked."""

    START = "start"
    ALONG = "along the way"
    END = "end"
    LATER = "later"


MOMENTS = {
    Moment.START: N_("at the start"),
    Moment.ALONG: N_("along the way"),
    Moment.END: N_("at the end"),
    Moment.LATER: N_("later on"),
}


class Easiest(StrEnum):
    """The easiest next way to ask somebody who has not answered yet."""

    WHEN_WE_MEET = "when we meet"
    LINK = "link"
    PHONE = "phone"
    POST = "post"
    NEXT_TIME = "next time"


class Stands(StrEnum):
    """How a check-in stands, to whoever brings its link."""

    OPEN = "open"
    USED = "used"
    LATE = "late"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Option:
    """One answer, and what it is called."""

    value: int
    words: str


@dataclass(frozen=True)
class Item:
    """A slot that is asked. `area` is our own plain label; `wording` the measure's own, where it may be shown."""

    key: str
    area: str = ""
    wording: str = ""
    reversed: bool = False

    @property
    def asked(self) -> str:
        return self.wording or self.area


@dataclass(frozen=True)
class Threshold:
    """By how much a figure must move to count as changed: who published it, and which version of that."""

    least: Decimal
    source: str
    version: str


@dataclass(frozen=True)
class CutOff:
    """A figure from which something is said of a scale, as published."""

    scale: str
    at: Decimal
    means: str
    source: str
    version: str


@dataclass(frozen=True)
class Scale:
    """Some items that make one figure together, or each by itself."""

    key: str
    called: str
    how: How
    items: tuple[str, ...]
    change: Threshold | None = None
    table: Mapping[Decimal, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class Life:
    """Which item asks whether life is worth living, and which answers say that somebody must hear of it at once."""

    item: str
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Measure:
    """What is asked as a measure, and how it is scored. Data, and no code of its own."""

    slug: str
    called: str
    version: str
    about: About
    higher_is_better: bool
    least: int
    most: int
    licence: Licence
    licence_words: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    options: tuple[Option, ...] = ()
    cut_offs: tuple[CutOff, ...] = ()
    life: Life | None = None
    opening: str = ""
    registered: str = ""  # what the place says of its registration: a number, a day

    def item(self, key: str) -> Item:
        return next(one for one in self.items if one.key == key)

    @property
    def answers(self) -> tuple[Option, ...]:
        """Return what may be answered, in order: as named, or the bare figures."""
        return self.options or tuple(Option(value, str(value)) for value in range(self.least, self.most + 1))


@dataclass(frozen=True)
class Score:
    """One figure of a check-in. `value` is None where too little was answered."""

    scale: str
    called: str
    value: Decimal | None
    answered: int
    of: int


@dataclass(frozen=True)
class Result:
    """A figure beside the first that counts, with the threshold it was held against kept on it."""

    score: Score
    became: Became
    first: Decimal | None = None
    threshold: Threshold | None = None

    @property
    def change(self) -> Decimal | None:
        if self.score.value is None or self.first is None:
            return None
        return self.score.value - self.first
