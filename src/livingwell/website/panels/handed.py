"""What is handed over with duty: what is still open from before, and what whoever had it left in their own words."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Worry
from livingwell.journeys.panels import Step
from livingwell.places import queries as places
from livingwell.places.models import Duty, DutyWords, Team

from .now import Waiting


@dataclass(frozen=True)
class TakenUp:
    """A worry that could not wait, that somebody has and that is not put to rest yet."""

    id: UUID
    person_id: UUID
    called: str
    has: str
    since: datetime

    @classmethod
    def of(cls, worry: Worry, since: datetime) -> "TakenUp":
        return cls(worry.pk, worry.person_id, worry.person.called, worry.acknowledged_by, since)


@dataclass(frozen=True)
class HandedOver:
    """Words left, the newest first; worries nobody has; worries somebody has; and tries due by today."""

    team: Team
    duty: Duty | None
    is_mine: bool
    left: tuple[DutyWords, ...]
    waiting: tuple[Waiting, ...]
    taken_up: tuple[TakenUp, ...]
    tries: tuple[Step, ...]

    @property
    def is_clear(self) -> bool:
        return not (self.waiting or self.taken_up or self.tries)


def handed_over(team: Team, now: datetime, *, me: UUID) -> HandedOver:
    """Return what is handed over with a team's duty, as far as `me` may see it. Four queries."""
    duty = next(iter(places.on_duty([team.pk], now)), None)
    worries = journeys.not_settled(team.pk)
    tries = journeys.tries_due(team.pk, now.date())
    return HandedOver(
        team=team,
        duty=duty,
        is_mine=duty is not None and duty.practitioner_id == me,
        left=tuple(places.words_left(team.pk, now)),
        waiting=tuple(Waiting.of(one, me) for one in worries if one.acknowledged_at is None),
        taken_up=tuple(TakenUp.of(one, one.acknowledged_at) for one in worries if one.acknowledged_at is not None),
        tries=tuple(Step.of(one, now.date(), person_called=one.person.called) for one in tries),
    )
