"""Gathering what the agenda is worked out from: three queries, however many people the team is alongside."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import JSONObject, TruncDate

from livingwell.introductions.models import Introduction
from livingwell.introductions.words import ForWhom
from livingwell.journeys.models import OPEN_STEP, Holding, NextStep, ToBring, Worry, WorryShared
from livingwell.people import queries as people

from ..models import Brought, Huddle
from ..rules import Fact, Kept, Promise, Raised
from ..words import Came, Outcome, Why

HELD = (
    "journey_id",
    "person_id",
    "person__called",
    "person__pronouns",
    "opened_on",
    "journey__first_conversation_by",
    "first_conversation_on",
    "last_spoken_on",
    "journey__paused_until",
    "journey__returns_to_id",
    "ended_before_on",
    "practitioner_id",
    "came",
)
Waiting = Mapping[UUID, Mapping[str, list[tuple[str, str, date, bool]]]]


def facts_for(team_id: UUID, today: date) -> list[Fact]:
    """Return one fact for each open journey of a team, as it stands today."""
    waiting, before = _waiting(team_id, today), _brought_before(team_id, today)
    return [_fact(row, waiting[row[0]], before.get(row[0]), today) for row in _held(team_id)]


def also_called(facts: Iterable[Fact]) -> dict[UUID, tuple[str, ...]]:
    """Return what else each of these is written down as, by their journey. One query."""
    journeys = {fact.person_id: fact.journey_id for fact in facts if fact.person_id}
    found = people.also_written_down(journeys)
    return {journeys[key]: tuple(one.called for one in also) for key, also in found.items() if key in journeys}


def brought_to(huddle: Huddle) -> list[Kept]:
    """Return who is on this huddle's list, and what has become of it."""
    rows = Brought.objects.filter(huddle=huddle).values_list(
        "journey_id", "person__called", "why", "outcome", "holder_called", "brought_by", "journey__ended_at"
    )
    return [
        Kept(journey_id, called, tuple(map(Why, whys)), Outcome(outcome), holder, by, ended is not None)
        for journey_id, called, whys, outcome, holder, by, ended in rows
    ]


def _held(team_id: UUID) -> QuerySet[Holding, tuple[Any, ...]]:
    """Every open journey has exactly one open holding: the database sees to it."""
    introduced = Introduction.objects.filter(journey_id=OuterRef("journey_id")).order_by("received_at")
    came = introduced.values(
        json=JSONObject(whom="for_whom", is_to="introducer_is", by="introducer_called", of="introducer_organisation")
    )
    return (
        Holding.objects.filter(team_id=team_id, until__isnull=True, journey__ended_at__isnull=True)
        .annotate(
            came=Subquery(came[:1]),
            opened_on=TruncDate("journey__opened_at"),
            first_conversation_on=TruncDate("journey__first_conversation_at"),
            last_spoken_on=TruncDate("journey__last_spoken_at"),
            ended_before_on=TruncDate("journey__returns_to__ended_at"),
        )
        .values_list(*HELD)
    )


def _waiting(team_id: UUID, today: date) -> Waiting:
    """Return what waits on each journey, as (words, by, day, from a huddle before today), under its sort."""
    ours = {"journey__team_id": team_id, "journey__ended_at__isnull": True}
    steps = _columns(
        NextStep.objects.filter(OPEN_STEP, due_on__lte=today, **ours),
        sort="step",
        said=F("what"),
        day=F("due_on"),
        agreed=Exists(Brought.objects.filter(pk=OuterRef("from_id"), huddle__on__lt=today)),
    )
    shared = Exists(WorryShared.objects.filter(worry_id=OuterRef("pk")))
    worries = _columns(Worry.objects.filter(~shared, settled_at__isnull=True, **ours), sort="worry")
    asked = _columns(ToBring.objects.filter(brought_at__isnull=True, **ours), sort="asked")
    found: dict[UUID, dict[str, list[tuple[str, str, date, bool]]]] = defaultdict(lambda: defaultdict(list))
    for journey_id, sort, *rest in steps.union(worries, asked, all=True).order_by("day"):
        found[journey_id][sort].append((rest[0], rest[1], rest[2], rest[3]))
    return found


def _columns(rows: QuerySet[Any], *, sort: str, **given: Any) -> QuerySet[Any]:
    """Give rows of three tables the same columns, so that they are one question to the database."""
    columns = {
        "sort": Value(sort, CharField()),
        "said": Value("", TextField()),
        "day": TruncDate("made_at"),
        "agreed": Value(False, BooleanField()),
        **given,
    }
    return rows.annotate(**columns).order_by().values_list("journey_id", "sort", "said", "by_called", "day", "agreed")


def _brought_before(team_id: UUID, today: date) -> dict[UUID, tuple[str, date, bool]]:
    """Return where each open journey was left when it was last on a list, before today: outcome, day, ever decided."""
    earlier = Brought.objects.filter(huddle__team_id=team_id, huddle__on__lt=today)
    thought = earlier.filter(journey_id=OuterRef("journey_id")).exclude(outcome=Outcome.WAITING)
    rows = (
        earlier.filter(journey__ended_at__isnull=True)
        .annotate(was_thought_about=Exists(thought))
        .order_by("journey_id", "-huddle__on")
        .distinct("journey_id")
        .values_list("journey_id", "outcome", "huddle__on", "was_thought_about")
    )
    return {journey_id: (outcome, on, thought_about) for journey_id, outcome, on, thought_about in rows}


def _fact(
    row: tuple[Any, ...], waiting: Mapping[str, list[tuple[str, str, date, bool]]], before: Any, today: date
) -> Fact:
    journey_id, person_id, called, pronouns, opened, by, first, spoken, paused, returns_to, ended, holder, came = row
    steps = waiting.get("step", ())
    how, came_by = _came(came or {}, pronouns)
    outcome, brought_on, was_thought_about = before or ("", None, False)
    return Fact(
        journey_id=journey_id,
        called=called,
        person_id=person_id,
        holder_id=holder,
        opened_on=opened,
        came=how,
        came_by=came_by,
        is_return=returns_to is not None,
        ended_before_on=ended,
        first_conversation_by=by,
        first_conversation_on=first,
        last_spoken_on=spoken,
        paused_until=paused,
        brought_before=was_thought_about,
        carried_on=brought_on if outcome == Outcome.CARRIED else None,
        left_over_on=brought_on if outcome == Outcome.WAITING else None,
        undone=tuple(Promise(what, on) for what, _, on, agreed in steps if agreed),
        past_due=tuple(Promise(what, on) for what, _, on, _agreed in steps if on < today),
        worries=tuple(Raised(who, on) for _, who, on, _agreed in waiting.get("worry", ())),
        asked=tuple(Raised(who, on) for _, who, on, _agreed in waiting.get("asked", ())),
    )


def _came(came: Mapping[str, str], pronouns: str) -> tuple[Came, str]:
    """Return how somebody came, in their own pronouns where they said which; and by whom, when with someone."""
    if came and came["whom"] == ForWhom.LISTED:
        return Came.FROM_A_LIST, ""
    if came and came["whom"] != ForWhom.ME:
        return Came.WITH_SOMEONE, came["is_to"] or came["of"] or came["by"]
    said = pronouns.strip().casefold()
    if said.startswith("she"):
        return Came.BY_HERSELF, ""
    return (Came.BY_HIMSELF, "") if said.startswith("he") else (Came.BY_THEMSELVES, "")
