"""What somebody says of who they are: which questions are theirs to be asked, which answers there are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.words import WhoAsked

from ..words import ASKED_AND_DECLINED, NOBODY_ASKED, RATHER_NOT, AgeBand, Told

OLDEST = {AgeBand.UNDER_16: 15, AgeBand.SIXTEEN_17: 17}  # in years; an age nobody has said is taken for an adult's
HIDDEN_BELOW, NEAREST = 8, 5
NOT_AN_ANSWER = N_("Choose one of the answers in the list.")
NOT_THEIRS = N_("This is not asked of somebody this young.")
NOT_TOLD = N_("Say how they told you. What nobody was told is not written down.")


@dataclass(frozen=True)
class Answer:
    """One answer a nation knows. `code` is what it counts as in what the nation collects; empty where it has none."""

    key: str
    code: str
    group: str
    words: str


def answers_of(asked: WhoAsked) -> dict[str, Answer]:
    """Return the answers to a question, by key, in the nation's order."""
    read = (Answer(*(part.strip() for part in line.split("|"))) for line in asked.answers)
    return {answer.key: answer for answer in read}


def is_asked(asked: WhoAsked, age_band: str) -> bool:
    """Whether a question is asked of somebody of this age."""
    return asked.from_age <= OLDEST.get(AgeBand(age_band), asked.from_age)


def check_said(asked: WhoAsked, key: str, *, age_band: str, told: Told, by_themselves: bool) -> None:
    """Raise NotPossible for what is no answer, is not asked at that age, or was not told by the person."""
    if not is_asked(asked, age_band):
        raise NotPossible(NOT_THEIRS)
    if key != RATHER_NOT and key not in answers_of(asked):
        raise NotPossible(NOT_AN_ANSWER, field="answer")
    if by_themselves != (told == Told.THEMSELVES):
        raise NotPossible(NOT_TOLD, field="told")


def code_of(asked: WhoAsked, key: str | None) -> str:
    """Return what an answer counts as: declined is "Z", that nobody asked (None) is "99", and never one the other."""
    if key is None:
        return NOBODY_ASKED
    return ASKED_AND_DECLINED if key == RATHER_NOT else answers_of(asked)[key].code


@dataclass(frozen=True)
class Complete:
    """Of how many people one thing was asked. `declined` is fit to show: None where it is hidden."""

    name: str
    people: int
    asked: int
    declined: int | None


def shown(count: int) -> int | None:
    """Return a count as it may be shown: 1 to 7 are hidden (None), others go to the nearest 5."""
    if 0 < count < HIDDEN_BELOW:
        return None
    return (2 * count + NEAREST) // (2 * NEAREST) * NEAREST


def completeness(
    who: Iterable[WhoAsked], people: Iterable[str], said: Mapping[str, Iterable[bool]]
) -> tuple[Complete, ...]:
    """Return how complete each question is, over the age bands of `people`.

    said: for each question, of each person who was asked, whether they would rather not say.
    """
    bands = list(people)
    return tuple(
        Complete(
            name=asked.name,
            people=sum(is_asked(asked, band) for band in bands),
            asked=len(given := list(said.get(asked.slug, ()))),
            declined=shown(sum(given)),
        )
        for asked in who
    )
