"""Reading the people of one's teams, and where each of some people stands, for a list."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from livingwell.access.queries import begun_from_seen
from livingwell.access.words import Part

from ..models import OPEN_STEP, DrawnIn, Holding, Journey, NextStep, Parting

# The ways to look at one's team's people. None is an order of worry: what is due first comes first, everywhere.
EVERYBODY, MINE, WAITING, DUE, DRAWN, OUT = "", "mine", "waiting", "due", "drawn-in", "out"
PEOPLE_LOOKS = (EVERYBODY, MINE, WAITING, DUE, DRAWN, OUT)
LATELY = timedelta(days=90)


def people_of(practitioner_id: UUID, now: datetime, *, look: str = EVERYBODY) -> QuerySet[Journey]:
    """Return the newest journey of each person the viewer may see, looked at one way: what is due first comes first."""
    order = ("-ended_at", "pk") if look == OUT else (F("due_on").asc(nulls_last=True), "person__called", "pk")
    return _newest_for(practitioner_id).filter(_looked_at(look, now)).order_by(*order)


def counts_of_people(practitioner_id: UUID, now: datetime) -> dict[str, int]:
    """Return how many people there are in each way of looking, in one query."""
    names = {look: f"in_{look.replace('-', '_') or 'all'}" for look in PEOPLE_LOOKS}
    conditions = {names[look]: _looked_at(look, now) for look in PEOPLE_LOOKS}
    counted = _newest_for(practitioner_id).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in conditions.items()}
    )
    return {look: counted[name] for look, name in names.items()}


def newest_journeys(person_ids: Collection[UUID]) -> dict[UUID, Journey]:
    """Return the newest journey of each of some people, with its person and team."""
    return {one.person_id: one for one in _newest(Journey.objects.filter(person_id__in=list(person_ids)))}


def due_of(person_ids: Collection[UUID]) -> dict[UUID, Any]:
    """Return when the next step of each of some people is due, where there is one."""
    rows = NextStep.objects.filter(OPEN_STEP, person_id__in=list(person_ids)).values("person_id")
    return dict(rows.annotate(due_on=Min("due_on")).values_list("person_id", "due_on"))


def holdings_of(journey_ids: Iterable[UUID]) -> dict[UUID, Holding]:
    """Return who holds each of some journeys now."""
    rows = Holding.objects.filter(journey_id__in=list(journey_ids), until__isnull=True)
    return {one.journey_id: one for one in rows.select_related("practitioner", "team")}


def partings_of(journey_ids: Iterable[UUID]) -> dict[UUID, Parting]:
    """Return how each of some journeys ended, where it has."""
    return {one.journey_id: one for one in Parting.objects.filter(journey_id__in=list(journey_ids))}


def _newest(journeys: QuerySet[Journey]) -> QuerySet[Any]:
    later = Journey.objects.filter(person_id=OuterRef("person_id"), opened_at__gt=OuterRef("opened_at"))
    steps = NextStep.objects.filter(OPEN_STEP, journey_id=OuterRef("pk")).order_by("due_on")
    return (
        journeys.filter(~Exists(later))
        .annotate(due_on=Subquery(steps.values("due_on")[:1]))
        .select_related("person", "team")
    )


def _newest_for(practitioner_id: UUID) -> QuerySet[Any]:
    """Return the same, each saying whether somebody holds it or is drawn in."""
    still_theirs = {"journey_id": OuterRef("pk"), "until__isnull": True, "practitioner_id": practitioner_id}
    return _newest(begun_from_seen(Journey.objects.all(), Part.JOURNEY)).annotate(
        is_mine=Exists(Holding.objects.filter(**still_theirs)), is_drawn=Exists(DrawnIn.objects.filter(**still_theirs))
    )


def _looked_at(look: str, now: datetime) -> Q:
    if look == OUT:
        return Q(ended_at__gte=now - LATELY)
    is_open = Q(ended_at__isnull=True)
    ways = {
        MINE: Q(is_mine=True),
        WAITING: Q(first_conversation_at__isnull=True),
        DUE: Q(due_on__lte=timezone.localdate(now)),
        DRAWN: Q(is_drawn=True),
    }
    return is_open & ways.get(look, Q())
