"""What somebody was asked, what they answered so far, and the figures that came of it."""

import json
from decimal import Decimal
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from livingwell.access.queries import still
from livingwell.access.words import Viewer

from ..models import Answers, CheckIn, Figure, NoMore

SHOWN = 50


def asked_of(person_id: UUID) -> list[CheckIn]:
    """Return what somebody was asked, the newest first."""
    return list(CheckIn.objects.filter(person_id=person_id).order_by("-asked_at")[:SHOWN])


def find_check_in(check_in_id: UUID) -> CheckIn | None:
    """Return a check-in, or None: not there and not yours are the same."""
    return CheckIn.objects.filter(pk=check_in_id).first()


def open_check_in(person_id: UUID, measure: str) -> CheckIn | None:
    """Return what somebody was asked of a measure and has not answered, nor anybody stopped."""
    return CheckIn.objects.filter(
        person_id=person_id, measure=measure, answered_at__isnull=True, stopped_at__isnull=True
    ).first()


def by_link(digest: bytes) -> tuple[UUID, str] | None:
    """Return which check-in a link is for and what whoever it asks is called, or None."""
    with connection.cursor() as cursor:
        cursor.execute("select check_in_id, called from gate.asked_by_link(%s)", [digest])
        found = cursor.fetchone()
    return (found[0], found[1]) if found else None


def kept_answers(check_in: CheckIn) -> dict[str, int]:
    """Return what was answered so far, by item."""
    kept = Answers.objects.filter(check_in=check_in).first()
    return json.loads(kept.answers) if kept else {}


def first_figures(check_in: CheckIn, by: Viewer) -> dict[str, Decimal]:
    """Return the first figure of each kind, on the same journey and of the same measure."""
    if by.kind == "asked":
        with connection.cursor() as cursor:
            cursor.execute("select scale, value from gate.first_figures()")
            return dict(cursor.fetchall())
    earlier = Figure.objects.filter(
        check_in__journey_id=check_in.journey_id, measure=check_in.measure, value__isnull=False
    )
    first = earlier.order_by("scale", "at").distinct("scale").values_list("scale", "value")
    return {scale: value for scale, value in first if value is not None}


def figures_of(person_id: UUID) -> list[Figure]:
    """Return every figure of somebody, the oldest first."""
    return list(Figure.objects.filter(person_id=person_id).order_by("at", "scale"))


def totals_so_far(person_id: UUID, measure: str) -> list[Figure]:
    """Return the totals of one measure, the oldest first: all that whoever brings a link sees of before."""
    of_one = Figure.objects.filter(person_id=person_id, measure=measure, value__isnull=False)
    return list(of_one.exclude(scale__contains=".").order_by("at", "scale"))


def has_stopped(person_id: UUID) -> NoMore | None:
    """Return that somebody does not want to be asked, or None."""
    return still(NoMore.objects.filter(person_id=person_id)).first()


def untold() -> QuerySet[CheckIn]:
    """Return what was answered that cannot wait, and that nobody has been told of. For workers."""
    return CheckIn.objects.filter(cannot_wait=True, told_at__isnull=True)


def untold_one(check_in_id: UUID) -> CheckIn | None:
    """Return one of them with its journey, locked, or None: somebody has been told. For workers."""
    waiting = untold().select_related("journey__site", "journey__team").select_for_update(of=("self",))
    return waiting.filter(pk=check_in_id).first()
