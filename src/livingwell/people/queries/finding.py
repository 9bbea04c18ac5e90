"""Somebody found among those the viewer may see."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from livingwell.access.queries import begun_from_seen
from livingwell.access.words import Part

from .. import rules
from ..models import Person, WayToReach

OTHER_NAMES = Path(__file__).parents[1] / "other_names.toml"


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
