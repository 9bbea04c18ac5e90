"""Reading what waits for somebody who is away, or soon will be: whom they hold, and what they promised."""

from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from livingwell.places.models import Away

from ..models import OPEN_STEP, Holding, NextStep
from .around import seen_by

HELD = Q(until__isnull=True, journey__ended_at__isnull=True)
SHOWN = 100


def with_holds(aways: QuerySet[Away]) -> QuerySet[Away]:
    """Return days away, each with `holds`: how many people whoever is away holds."""
    held = Holding.objects.filter(HELD, practitioner_id=OuterRef("practitioner_id")).order_by()
    counted = held.values("practitioner_id").annotate(n=Count("pk")).values("n")
    return aways.annotate(holds=Coalesce(Subquery(counted), 0))


def held_without_cover(away: Away) -> list[Holding]:
    """Return whom somebody holds and nobody covers by name: none is named, or whoever is cannot see them."""
    held = Holding.objects.filter(HELD, practitioner_id=away.practitioner_id)
    if away.cover_id is not None:
        held = held.filter(~seen_by(away.cover_id))
    return list(held.select_related("person").order_by("person__called", "pk")[:SHOWN])


def due_with(practitioner_id: UUID, until: date) -> list[NextStep]:
    """Return somebody's open next steps that are due by a day, soonest first."""
    steps = NextStep.objects.filter(OPEN_STEP, practitioner_id=practitioner_id, due_on__lte=until)
    return list(
        steps.filter(journey__ended_at__isnull=True)
        .select_related("person", "practitioner", "team")
        .order_by("due_on", "made_at", "pk")[:SHOWN]
    )
