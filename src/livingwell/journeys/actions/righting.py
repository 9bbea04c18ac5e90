"""Putting right what is said of somebody: who did it is on their line of moments, and which parts, never the words."""

from typing import Any

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.people import actions as people
from livingwell.people.models import Person

from ..models import Journey
from ..words import Happened
from .stream import record_event


@action
def put_right(*, journey: Journey, revision: int, changes: dict[str, Any], by: Viewer) -> Person:
    """Change what is said of somebody. Raises people.rules.Overtaken when it was changed since `revision` was read."""
    before = Person.objects.get(pk=journey.person_id)
    person = people.put_right(person=before, revision=revision, changes=changes, by=by)
    if person.revision != before.revision:
        changed = sorted(name for name in people.FIELDS if getattr(person, name) != getattr(before, name))
        record_event(
            kind=Happened.PUT_RIGHT,
            person_id=journey.person_id,
            journey_id=journey.pk,
            about={"fields": changed},
            by=by,
        )
    return person
