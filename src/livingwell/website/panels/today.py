"""Today: what a practitioner needs to see first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from livingwell.access.words import Viewer
from livingwell.conversations import panels as conversations
from livingwell.conversations import queries as conversation_queries
from livingwell.conversations.words import LeftBehind
from livingwell.glass import queries as glass
from livingwell.huddles import queries as huddles
from livingwell.huddles.panels import NextHuddle
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding, NextStep
from livingwell.journeys.panels import Held, Step
from livingwell.places import queries as places
from livingwell.places.models import Team

from .away import Aways
from .now import Now, now_of

AHEAD = timedelta(days=7)
AWAY_AHEAD = timedelta(days=14)  # long enough to hand somebody over in person
SHOWN = 50
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Today:
    """A practitioner's day: what cannot wait, what was promised, who is coming up, who I hold or cover."""

    called: str
    teams: tuple[Team, ...]
    now: Now
    aways: Aways
    next_huddle: NextHuddle
    promises: tuple[Step, ...]
    team_promises: tuple[Step, ...]
    more_promises: bool
    held: tuple[Held, ...]
    covered: tuple[Held, ...]
    team_covers: tuple[Held, ...]
    more_held: bool
    coming_up: conversations.ComingUp
    unfinished: conversations.UnfinishedNotes
    left_notes: tuple[LeftBehind, ...]
    concerns: conversations.ConcernsPanel
    to_look_over: int = 0
    asked_of_me: int = 0


def today_of(viewer: Viewer, now: datetime, *, page: int = 1, promises: int = 1) -> Today:
    """Return somebody's day, in a number of queries that does not grow with how many they hold.

    `page` is that of the people they hold, `promises` that of what was promised, each from 1.
    """
    me, on = viewer.someone, now.date()
    teams = huddles.teams_today(me, now, also=glass.waiting_here())
    team_ids = [team.pk for team in teams]
    led = [team.pk for team in teams if vars(team)["i_lead"]]
    all_aways = list(journeys.with_holds(places.away_within(team_ids, on, on + AWAY_AHEAD, now, led=led)))
    aways = [away for away in all_aways if away.practitioner_id != me and away.from_on <= on]
    covers = [away.practitioner_id for away in aways if away.cover_id == me]
    steps, more_promises = _a_page(journeys.steps_of(me, team_ids, aways, until=on + AHEAD), promises)
    holdings, more_held = _a_page(journeys.held_by(me, team_ids, aways), page)
    coming = conversation_queries.coming_up(me, now, teams=team_ids, aways=aways)
    unfinished = conversation_queries.unfinished_notes(me, teams=team_ids, aways=aways)
    rows = _held(holdings, on, me=me, covers=covers)
    return Today(
        called=viewer.called,
        teams=tuple(teams),
        now=now_of(viewer, teams, now),
        aways=Aways.of(all_aways, me, on),
        next_huddle=NextHuddle.of(teams),
        promises=_steps((step for step in steps if step.practitioner_id), on),
        team_promises=_steps((step for step in steps if not step.practitioner_id), on),
        more_promises=more_promises,
        held=tuple(row for row in rows if not row.covering),
        covered=tuple(row for row in rows if row.covering and not row.by_team),
        team_covers=tuple(row for row in rows if row.by_team),
        more_held=more_held,
        coming_up=conversations.ComingUp.of(coming, now, me=me),
        unfinished=conversations.UnfinishedNotes.of(unfinished, me=me),
        left_notes=tuple(conversation_queries.left_notes()),
        concerns=conversations.ConcernsPanel.of(conversation_queries.concerns_with(me)),
        to_look_over=max((vars(team)["to_look_over"] for team in teams), default=0),
        asked_of_me=max((vars(team)["asked_of_me"] for team in teams), default=0),
    )


def _a_page(rows: QuerySet[Row], page: int) -> tuple[list[Row], bool]:
    """Return one page of rows, and whether there are more after it."""
    first = (page - 1) * SHOWN
    found = list(rows[first : first + SHOWN + 1])
    return found[:SHOWN], len(found) > SHOWN


def _held(holdings: list[Holding], on: date, *, me: UUID, covers: list[UUID]) -> list[Held]:
    soonest: dict[UUID, NextStep] = {}
    for step in journeys.open_steps([holding.journey_id for holding in holdings]):
        soonest.setdefault(step.journey_id, step)
    return [Held.of(holding, soonest.get(holding.journey_id), on, me=me, covers=covers) for holding in holdings]


def _steps(steps: Iterable[NextStep], on: date) -> tuple[Step, ...]:
    return tuple(Step.of(step, on, person_called=step.person.called) for step in steps)
