"""What other rooms show of the huddle: what it decided for somebody, and when the team meets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from livingwell.places.models import Team

from ..models import Brought
from ..words import Outcome


@dataclass(frozen=True)
class Decision:
    """What a huddle decided for somebody: when, by whom, who holds."""

    on: date
    team: str
    words: str
    holder: str
    by: str
    at: datetime | None
    is_carried: bool


@dataclass(frozen=True)
class HuddlePanel:
    """For a person's page: `HuddlePanel.of(queries.decisions_of(person_id))`, shown by `huddles/_decided.jinja`."""

    decisions: tuple[Decision, ...]

    @classmethod
    def of(cls, brought: Iterable[Brought]) -> "HuddlePanel":
        return cls(tuple(_decision(one) for one in brought))

    @property
    def latest(self) -> Decision | None:
        return self.decisions[0] if self.decisions else None


def _decision(one: Brought) -> Decision:
    read = vars(one)
    return Decision(
        on=read["on"],
        team=read["team_called"],
        words=one.decision,
        holder=one.holder_called,
        by=one.decided_by,
        at=one.decided_at,
        is_carried=one.outcome == Outcome.CARRIED,
    )


@dataclass(frozen=True)
class TeamHuddle:
    team_id: UUID
    team: str
    huddle_id: UUID | None
    is_open: bool
    is_closed: bool


@dataclass(frozen=True)
class NextHuddle:
    """For Today: `NextHuddle.of(queries.teams_today(viewer.ref, now))`, shown by `huddles/_next.jinja`."""

    teams: tuple[TeamHuddle, ...]

    @classmethod
    def of(cls, teams: Iterable[Team]) -> "NextHuddle":
        return cls(tuple(_team(team) for team in teams))


def _team(team: Team) -> TeamHuddle:
    huddle = vars(team)["huddle"]
    return TeamHuddle(
        team_id=team.pk,
        team=team.name,
        huddle_id=UUID(huddle["id"]) if huddle else None,
        is_open=huddle is not None and huddle["closed_at"] is None,
        is_closed=huddle is not None and huddle["closed_at"] is not None,
    )
