"""Who somebody is and how to reach them."""

from uuid import UUID

from django.db.models import QuerySet

from ..models import Person, WayToReach


def find_person(person_id: UUID) -> Person | None:
    """Return a person the named viewer may see, or None: not there and not yours are the same."""
    return Person.objects.filter(pk=person_id).first()


def find_way(person_id: UUID, way_id: UUID) -> WayToReach | None:
    """Return a way to reach somebody that is in use, with the person, or None."""
    found = WayToReach.objects.select_related("person").filter(pk=way_id, person_id=person_id, until__isnull=True)
    return found.first()


def ways_to_reach(person_id: UUID) -> QuerySet[WayToReach]:
    """Return the ways to reach somebody that are in use, the safest to message first."""
    return WayToReach.objects.filter(person_id=person_id, until__isnull=True).order_by("-may_message", "since")
