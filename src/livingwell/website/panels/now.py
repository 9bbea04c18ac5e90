"""What Today keeps fresh while it is left open: what cannot wait, and who is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from livingwell.access.words import Viewer
from livingwell.conversations import queries as conversations
from livingwell.conversations.panels import OutNow
from livingwell.huddles.panels import Missed, missed_of
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Worry
from livingwell.journeys.panels import ToldSoFar
from livingwell.places import queries as places
from livingwell.places.models import Duty, Team


@dataclass(frozen=True)
class Waiting:
    """A worry that cannot wait and that nobody has taken up: about whom, from whom, and whom it was sent to."""

    id: UUID
    person_id: UUID
    called: str
    words: str
    by: str
    at: datetime
    reaches: str
    reaches_me: bool
    is_mine: bool
    told: ToldSoFar

    @classmethod
    def of(cls, worry: Worry, me: UUID) -> "Waiting":
        return cls(
            id=worry.pk,
            person_id=worry.person_id,
            called=worry.person.called,
            words=worry.words,
            by=worry.by_called,
            at=worry.made_at,
            reaches=worry.reaches.called if worry.reaches else "",
            reaches_me=worry.reaches_id == me,
            is_mine=worry.by_id == me,
            told=ToldSoFar.of(worry),
        )


@dataclass(frozen=True)
class Left:
    """What somebody left in their own words for whoever is on duty next."""

    words: str
    called: str
    at: datetime


@dataclass(frozen=True)
class OnDuty:
    """Who is on duty for a team, and until when; nobody when `called` is empty."""

    team_id: UUID
    team: str
    called: str = ""
    until: datetime | None = None
    is_me: bool = False
    left: Left | None = None

    @classmethod
    def of(cls, team: Team, duties: Iterable[Duty], me: UUID) -> "OnDuty":
        """Make it from every duty there is at this moment: whoever took it last has it."""
        duty = next((one for one in duties if one.team_id == team.pk), None)
        if duty is None:
            return cls(team.pk, team.name)
        is_me = duty.practitioner_id == me
        return cls(team.pk, team.name, duty.practitioner.called, duty.ends_at, is_me, _left(duty) if is_me else None)


@dataclass(frozen=True)
class Now:
    """What cannot wait, whoever it was sent to; and who is on duty in my teams. `shuts_at`: when our hours end."""

    waiting: tuple[Waiting, ...]
    duty: tuple[OnDuty, ...]
    shuts_at: datetime | None
    out: tuple[OutNow, ...] = ()
    missed: tuple[Missed, ...] = ()

    @property
    def waiting_version(self) -> str:
        return _mark((self.waiting, self.out, self.missed))

    @property
    def duty_version(self) -> str:
        return _mark((self.duty, self.shuts_at))

    @property
    def version(self) -> str:
        """A mark that changes when there is news of any of it."""
        return f"{self.waiting_version} {self.duty_version}"


def now_of(viewer: Viewer, teams: Iterable[Team], now: datetime) -> Now:
    """Return what Today keeps fresh, in two queries. What was sent to the viewer comes first.

    `teams` were read by `huddles.queries.teams_now`. Who was not seen is shown to whoever leads or is on duty.
    """
    me, teams = viewer.someone, list(teams)
    team_ids = [team.pk for team in teams]
    waiting = [Waiting.of(worry, me) for worry in journeys.not_taken_up(me, team_ids)]
    duties = places.on_duty(team_ids, now)
    on = [OnDuty.of(team, duties, me) for team in teams]
    asks = {team.pk for team in teams if vars(team)["i_lead"]} | {one.team_id for one in on if one.is_me}
    not_seen = [facts for team in teams if team.pk in asks for facts in vars(team)["not_seen"]]
    return Now(
        waiting=tuple(sorted(waiting, key=lambda one: not one.reaches_me)),
        duty=tuple(on),
        shuts_at=places.pack_here().hours.open_until(now),
        out=tuple(OutNow.of(facts, me, now) for facts in conversations.out_of(teams)),
        missed=missed_of(not_seen, now, me=me),
    )


def _left(duty: Duty) -> Left | None:
    left = vars(duty)["left"]
    return Left(left["words"], left["called"], datetime.fromisoformat(left["at"])) if left else None


def _mark(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()[:16]
