"""What a decision needs, and what happens when two people decide at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_


@dataclass(frozen=True)
class Standing:
    """An open next step: whose it is, and by when."""

    by: StepBy
    due_on: date


@dataclass(frozen=True)
class Decided:
    """What was agreed, as a form carries it, with what the form began from.

    shares: (worry, practitioner) for everybody who takes up a share of a worry.
    """

    revision: int
    words: str = ""
    words_were: str = ""
    holder: UUID | None = None
    holder_was: UUID | None = None
    shares: tuple[tuple[UUID, UUID], ...] = ()


class Overtaken(NotPossible):
    """Somebody else has just done this. Nothing of theirs is overwritten, and what was typed here is still here."""


def check_decision(*, called: str, holder: UUID | None, steps: Iterable[Standing], today: date) -> None:
    """Raise NotPossible unless somebody leaves the huddle with one name holding, and something that we do next."""
    if holder is None:
        raise NotPossible(
            N_("Say who holds: one name, so that %(called)s knows who to ask for."), field="holder", called=called
        )
    if not any(step.by != StepBy.PERSON and step.due_on >= today for step in steps):
        raise NotPossible(
            N_("Say one thing that we do next for %(called)s, and by when. Then go on to the next person."),
            field="what",
            called=called,
        )


def holder_to_name(*, chosen: UUID | None, was: UUID | None, now: UUID | None, now_called: str) -> UUID | None:
    """Return whom to name as the holder, or None to leave it as it is.

    was: who held when the page was made; now: who holds at this moment. Raises NotPossible when somebody was named
    meanwhile and another is chosen here.
    """
    if chosen is None or chosen in {now, was}:
        return None
    if now != was:
        raise NotPossible(
            N_("%(called)s has become the holder while you were choosing. Look again before you change it."),
            field="holder",
            called=now_called,
        )
    return chosen


def words_to_keep(*, mine: str, was: str | None, stored: str, mine_last: bool) -> str | None:
    """Return the words to keep when `mine` arrive and `stored` are there, or None when keeping either loses the other.

    was: what mine began from, None when that is no longer known; mine_last: whether `stored` came from me.
    """
    if mine == stored or mine_last or stored == was:
        return mine
    return stored if mine == was else None
