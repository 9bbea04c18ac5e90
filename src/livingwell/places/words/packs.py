"""What a place says of itself in its pack, as frozen values: read once, shown everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from livingwell.lib.hours import Hours
from livingwell.lib.sentences import N_


@dataclass(frozen=True)
class Helpline:
    """Somebody to ring or text now, in the nation's numbers."""

    name: str
    number: str
    short: str  # how it is said in the bar that stays in sight: "111, then 2"
    how: str  # "call" or "text"
    words: str
    for_young: bool = False
    bar: str = ""  # what it is called in the bar that stays in sight, in ten letters or fewer; not there when empty


@dataclass(frozen=True)
class Retention:
    """How long what is kept of somebody is kept here, in years, and by which code of practice."""

    years_after_last: int
    years_after_death: int
    source: str


@dataclass(frozen=True)
class Complaints:
    """Whom anybody may tell that we did not do right by what we keep about them."""

    name: str
    number: str
    address: str


@dataclass(frozen=True)
class WhoAsked:
    """What somebody may say of who they are. Each answer is "key | code | group | words"; the code is the nation's."""

    slug: str
    name: str
    ask: str
    why: str
    source: str
    answers: tuple[str, ...]
    from_age: int = 0


@dataclass(frozen=True)
class Nation:
    """What differs by law and by number: who to ring, when adult law begins, by which acts."""

    slug: str
    name: str
    helplines: tuple[Helpline, ...]
    last_checked: date
    adult_law_from: int
    adult_law: str
    child_law: str
    retention: Retention
    complaints: Complaints
    who: tuple[WhoAsked, ...]

    def in_bar(self) -> tuple[Helpline, ...]:
        """Return who stays in sight at every scroll."""
        return tuple(line for line in self.helplines if line.bar)

    def for_anybody(self) -> tuple[Helpline, ...]:
        """Return who answers anybody, of whatever age."""
        return tuple(line for line in self.helplines if not line.for_young)

    def for_young(self) -> tuple[Helpline, ...]:
        return tuple(line for line in self.helplines if line.for_young)


@dataclass(frozen=True)
class Door:
    """Where somebody comes in, and which team reads what comes through it."""

    slug: str
    name: str
    team: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrganisationPack:
    slug: str
    name: str
    sort: str


@dataclass(frozen=True)
class TeamPack:
    slug: str
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Rhythm:
    """The place's own numbers. `reach_days` are staffed days; the rest are days on the calendar."""

    first_conversation_days: int
    reach_days: int
    horizon_days: int
    quiet_days: int
    sessions: int
    review_days: int = 3  # within which somebody looks over a glass that was broken; after that every lead may


@dataclass(frozen=True)
class Look:
    brand: str
    brand_deep: str
    mark: str


@dataclass(frozen=True)
class WheelSegment:
    """One part of life on the wheel. Its name is short, for it stands inside; `about` says what belongs to it."""

    slug: str
    name: str
    about: str = ""


# What a place may call otherwise, and where that is read.
WORDS = {
    "team": N_("who somebody is told will be in touch"),
    "huddle": N_("the team's meeting: its page, and its place at the head of every page"),
    "plan": N_("a person's own plan"),
    "practitioner": N_("whoever supports"),
}


@dataclass(frozen=True)
class Pack:
    """A whole place."""

    slug: str
    name: str
    town: str
    nation: Nation
    words: Mapping[str, str]
    look: Look
    rhythm: Rhythm
    hours: Hours
    doors: tuple[Door, ...]
    organisations: tuple[OrganisationPack, ...]
    teams: tuple[TeamPack, ...]
    wheel: tuple[WheelSegment, ...] = ()
    young_lead: str = ""
    phone: str = ""  # where somebody answers, said to whoever has lost their words; as people write it
    privacy_contact: str = ""  # who answers for what is kept (a data protection officer), as people write to them
    missed_from: time = time(10, 30)  # when somebody who works today and was not seen is asked after
    is_made_up: bool = False

    def door(self, slug: str) -> Door | None:
        return next((door for door in self.doors if door.slug == slug), None)

    def word(self, key: str) -> str:
        """Return what this place calls something: "plan", "team", "practitioner"."""
        return self.words.get(key, key)

    def next_read(self, now: datetime) -> datetime:
        """Return when somebody next reads the door: now when it is staffed."""
        return self.hours.next_staffed(now)

    def reach_by(self, now: datetime) -> date:
        """Return the day by which somebody newly introduced will hear from us."""
        return self.hours.working_day_after(self.next_read(now).date(), self.rhythm.reach_days)
