"""Reading who somebody is and how to reach them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from livingwell.access.queries import begun_from_seen
from livingwell.access.words import Part

from . import rules
from .models import Person, WayToReach

OTHER_NAMES = Path(__file__).with_name("other_names.toml")


@lru_cache
def other_names() -> rules.OtherNames:
    """Return the other forms of each name that we know of."""
    return rules.read_other_names(OTHER_NAMES.read_text())


def find_by(typed: str, *, also_called: Iterable[tuple[UUID, str]] = ()) -> list[rules.Found]:
    """Return who of those the viewer may see is near what was typed, the nearest first. Two queries, whoever there is.

    `also_called` are names they were given elsewhere. What was typed is told to no query: names are read, and compared
    here.
    """
    seen = dict(begun_from_seen(Person.objects.all(), Part.WHO).values_list("pk", "called"))
    others, ways = defaultdict(list), defaultdict(list)
    for person_id, name in also_called:
        if name != seen.get(person_id):
            others[person_id].append(name)
    # Ways no longer in use too: somebody rings from an old number.
    kept = WayToReach.objects.filter(value__contains="@") if rules.read(typed).is_words else WayToReach.objects.all()
    for person_id, way in begun_from_seen(kept, Part.CONTACT).values_list("person_id", "value"):
        ways[person_id].append(way)
    known = (rules.Known(pk, called, tuple(others.get(pk, ())), tuple(ways.get(pk, ()))) for pk, called in seen.items())
    return rules.find(typed, known, other_names())


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
