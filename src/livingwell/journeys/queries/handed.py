"""Reading what whoever takes duty for a team is handed: what cannot wait and is not settled, and tries due today."""

from datetime import date
from uuid import UUID

from django.db.models import F

from ..models import OPEN_STEP, NextStep, Worry
from ..words import StepKind
from .passing import with_told

TRIES = (StepKind.REACH, StepKind.RING_INTRODUCER, StepKind.CHECK_WITH_PERSON, StepKind.BE_IN_TOUCH)
SHOWN = 50


def not_settled(team_id: UUID) -> list[Worry]:
    """Return a team's worries that could not wait and are not put to rest, those that nobody has first."""
    theirs = Worry.objects.filter(cannot_wait=True, settled_at__isnull=True, journey__team_id=team_id)
    nobody_first = F("acknowledged_at").asc(nulls_first=True)
    return list(with_told(theirs.select_related("person", "reaches")).order_by(nobody_first, "made_at")[:SHOWN])


def tries_due(team_id: UUID, on: date) -> list[NextStep]:
    """Return the tries to be in touch with a team's people that were promised by a day, the soonest first."""
    tries = NextStep.objects.filter(OPEN_STEP, kind__in=TRIES, due_on__lte=on, journey__team_id=team_id)
    return list(
        tries.filter(journey__ended_at__isnull=True)
        .select_related("person", "practitioner", "team")
        .order_by("due_on", "made_at", "pk")[:SHOWN]
    )
