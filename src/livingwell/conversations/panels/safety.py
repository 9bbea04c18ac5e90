"""Keeping people safe, beside the conversation: the huddle, a worry, who can be reached now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from livingwell.journeys.models import Concern, ToBring, Worry
from livingwell.journeys.panels import ToldSoFar
from livingwell.journeys.queries import Reach


@dataclass(frozen=True)
class Safety:
    """What has been asked and shared so far, and whom a worry that cannot wait would reach."""

    asked: tuple[ToBring, ...]
    worries: tuple[Worry, ...]
    reach: Reach | None

    @classmethod
    def of(cls, *, asked: Iterable[ToBring], worries: Iterable[Worry], reach: Reach | None) -> "Safety":
        return cls(tuple(asked), tuple(worries), reach)

    @property
    def said_to_the_huddle(self) -> tuple[Worry, ...]:
        return tuple(one for one in self.worries if not one.cannot_wait)

    @property
    def reached_now(self) -> tuple[Worry, ...]:
        return tuple(one for one in self.worries if one.cannot_wait)


@dataclass(frozen=True)
class WorryStatus:
    """Whether a worry that could not wait has reached somebody: who has it, since when."""

    id: UUID
    called: str
    reaches: str
    reached_by: str
    made_at: datetime
    taken_by: str
    taken_at: datetime | None
    told: ToldSoFar

    @classmethod
    def of(cls, worry: Worry) -> "WorryStatus":
        return cls(
            id=worry.pk,
            called=worry.person.called,
            reaches=worry.reaches.called if worry.reaches else "",
            reached_by=worry.reaches.reached_by if worry.reaches else "",
            made_at=worry.made_at,
            taken_by=worry.acknowledged_by,
            taken_at=worry.acknowledged_at,
            told=ToldSoFar.of(worry),
        )

    @property
    def version(self) -> str:
        """A mark that changes when there is news."""
        return f"{self.id} {self.told.number} {self.reaches} {self.taken_at}"


@dataclass(frozen=True)
class ConcernRow:
    """A safeguarding concern in a list of its own, for the two who may read it."""

    id: UUID
    called: str
    next_step: str
    due_on: date
    lead: str


@dataclass(frozen=True)
class ConcernsPanel:
    """The open concerns that somebody leads on or raised, the soonest due first."""

    rows: tuple[ConcernRow, ...]

    @classmethod
    def of(cls, concerns: Iterable[Concern]) -> "ConcernsPanel":
        """Make it from `queries.concerns_with`; a name out of sight is left out."""
        return cls(
            tuple(
                ConcernRow(one.pk, vars(one)["person_called"] or "", one.next_step, one.due_on, one.lead.called)
                for one in concerns
            )
        )
