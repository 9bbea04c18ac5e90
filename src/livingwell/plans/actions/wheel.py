"""The wheel, turned."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Happened
from livingwell.places.words import WheelSegment

from .. import rules
from ..models import WheelRating, WheelTurn
from .by import beside


@action
def turn_wheel(
    *, person_id: UUID, segments: Sequence[WheelSegment], values: Mapping[str, int | None], by: Viewer
) -> WheelTurn:
    """Keep how the wheel stands today. `values` by the segment's slug; what is not said stays unsaid."""
    rules.check_turn(values)
    turn = WheelTurn.objects.create(person_id=person_id, on=timezone.localdate(), **beside(by))
    WheelRating.objects.bulk_create(
        WheelRating(
            person_id=person_id,
            turn=turn,
            place=place,
            segment=one.slug,
            called=one.name,
            value=values.get(one.slug),
        )
        for place, one in enumerate(segments)
    )
    journeys.record_event(kind=Happened.WHEEL_TURNED, person_id=person_id, from_id=turn.pk, by=by)
    return turn
