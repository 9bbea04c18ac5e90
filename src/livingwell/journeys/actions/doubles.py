"""Somebody written down twice: what is said of two people is on both their lines of moments.

Neither line names the other. Whoever may see only one of the two learns nothing of who else is here.
"""

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.people import actions as people
from livingwell.people import queries as people_queries
from livingwell.people.models import Double, Person

from .. import queries
from ..words import Happened
from .stream import new_event, record_events


@action
def say_one(*, one: Person, other: Person, why: str, by: Viewer) -> Double:
    """Say that two people written down are one. Raises NotPossible as people.actions.say_one does."""
    double = people.say_one(one=one, other=other, why=why, by=by)
    _tell_both(double, Happened.SAID_TO_BE_ONE, by)
    return double


@action
def say_two(*, one: Person, other: Person, why: str, by: Viewer) -> Double:
    """Say that two people written down are two; on their lines only where it was said before that they are one."""
    was_one = any(double.is_one and not double.until for double in _said(one, other))
    double = people.say_two(one=one, other=other, why=why, by=by)
    if was_one:
        _tell_both(double, Happened.SAID_TO_BE_TWO, by)
    return double


@action
def take_back(*, double: Double, why: str, by: Viewer) -> Double:
    """Take back what was said of two people. Raises NotPossible where somebody has just done so."""
    ended = people.take_back(double=double, why=why, by=by)
    if ended.is_one:
        _tell_both(ended, Happened.SAID_TO_BE_TWO, by)
    return ended


def _said(one: Person, other: Person) -> list[Double]:
    return people_queries.said_of_both(one.pk, other.pk)


def _tell_both(double: Double, happened: Happened, by: Viewer) -> None:
    events = []
    for person_id in (double.person_id, double.other_id):
        journey = queries.latest_journey(person_id)
        events.append(
            new_event(
                kind=happened,
                person_id=person_id,
                journey_id=journey.pk if journey else None,
                from_id=double.pk,
                by=by,
            )
        )
    record_events(events=events, by=by)
