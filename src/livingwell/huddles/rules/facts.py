"""What the agenda needs to know of a journey, and what it says: plain frozen values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..words import Came, Why


@dataclass(frozen=True)
class Said:
    """A few words, to be translated and filled. A day in `values` is a date, a stretch of time a timedelta."""

    sentence: str
    values: tuple[tuple[str, object], ...] = ()


NOTHING = Said("")


@dataclass(frozen=True)
class Promise:
    """An open next step whose day has come."""

    what: str
    due_on: date


@dataclass(frozen=True)
class Raised:
    """A worry that nobody shares yet, or a wish to think about somebody together: who said so, and when."""

    by: str
    on: date


@dataclass(frozen=True)
class Fact:
    """One open journey of the team, as it stands today.

    holder_id: the practitioner who holds; none while it is the team.
    brought_before: the team has thought about this journey at an earlier huddle.
    carried_on: the earlier huddle that brought it back, when none has decided since.
    left_over_on: the last huddle that had it on its list and did not come to it, or took its decision up again.
    undone: next steps made at an earlier huddle, their day come, not kept.
    past_due: any open next steps whose day has passed.
    worries, asked: those not yet shared by anybody; those not yet brought.
    """

    journey_id: UUID
    called: str
    opened_on: date
    person_id: UUID | None = None
    holder_id: UUID | None = None
    came: Came = Came.BY_THEMSELVES
    came_by: str = ""
    is_return: bool = False
    ended_before_on: date | None = None
    first_conversation_by: date | None = None
    first_conversation_on: date | None = None
    last_spoken_on: date | None = None
    paused_until: date | None = None
    brought_before: bool = False
    carried_on: date | None = None
    left_over_on: date | None = None
    undone: tuple[Promise, ...] = ()
    past_due: tuple[Promise, ...] = ()
    worries: tuple[Raised, ...] = ()
    asked: tuple[Raised, ...] = ()


@dataclass(frozen=True)
class Row:
    """Somebody on the agenda: every reason, in the agenda's order, and the first of them in few words."""

    journey_id: UUID
    called: str
    whys: tuple[Why, ...]
    said: Said
    due: date
    opened_on: date
