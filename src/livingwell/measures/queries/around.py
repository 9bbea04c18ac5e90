"""Who hears of an answer that cannot wait beside whomever it reaches: whoever holds, and whoever covers for them."""

from datetime import date

from livingwell.journeys.models import Holding, Journey
from livingwell.journeys.queries import seen_by
from livingwell.places import queries as places
from livingwell.places.models import Practitioner


def holder_and_cover(journey: Journey, on: date) -> list[Practitioner]:
    """Return who holds a journey and, on a day they are away, who covers and can see the person. For workers."""
    holding = Holding.objects.filter(journey=journey, until__isnull=True, practitioner__isnull=False).first()
    if holding is None or holding.practitioner_id is None:
        return []
    covers = places.aways(on).filter(practitioner_id=holding.practitioner_id).values_list("cover_id", flat=True)
    seen = [one for one in covers if one and Holding.objects.filter(seen_by(one), pk=holding.pk).exists()]
    return list(places.practitioners([holding.practitioner_id, *seen]).select_related("account"))
