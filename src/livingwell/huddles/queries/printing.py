"""Reading a whole huddle for paper, for when everything is down: one query for everybody on the list."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery

from livingwell.journeys.models import Holding

from ..models import Brought, Huddle
from . import parts


def for_paper(huddle: Huddle) -> QuerySet[Brought]:
    """Return everybody brought to a huddle, by name: holder, ways to reach them safely, next steps as they stand."""
    holder: QuerySet[Any, Any] = Holding.objects.filter(
        journey_id=OuterRef("journey_id"), until__isnull=True, practitioner__isnull=False
    ).values("practitioner__called")
    return (
        Brought.objects.filter(huddle=huddle)
        .select_related("person")
        .annotate(
            ways=ArraySubquery(parts.ways()),
            steps=ArraySubquery(parts.steps("journey_id")),
            passages=ArraySubquery(parts.passages("journey_id")),
            holder=Subquery(holder[:1]),
        )
        .order_by("person__called")
    )
