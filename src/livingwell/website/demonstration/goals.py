"""Marian’s wheel and her goals: the first turned beside Tom, the next by her own hand, and a ladder that she climbs."""

from datetime import datetime, timedelta
from uuid import UUID

from livingwell.access.naming import named, practising
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.words import StepBy
from livingwell.plans import actions
from livingwell.plans.models import Goal
from livingwell.plans.words import FirstStep, RatedBy

from . import clock
from .place import Place

BEFORE = {"home": 2, "money": 3, "body": 2, "mind": 3, "people": 5, "belonging": 4, "joy": 1}
NOW = {"home": 4, "money": 3, "days": 3, "body": 3, "mind": 4, "people": 7, "belonging": 4, "joy": 2}
CLIMBED = ((3, 1, RatedBy.BESIDE), (2, 2, RatedBy.PHONE))


def tell(place: Place, person_id: UUID, now: datetime) -> None:
    """Let Marian turn her wheel twice, say what she wants, and climb."""
    with clock.at(now - timedelta(days=3)), named(practising(place.cast["Tom"])) as tom:
        _turn(place, BEFORE, person_id=person_id, by=tom)
        journeys.give_page(journey=_journey(person_id), by=tom)
        goal = _goals(place, _journey(person_id), now=now, by=tom)
    for days, value, how in CLIMBED:
        with clock.at(now - timedelta(days=days)), named(practising(place.cast["Tom"])) as tom:
            actions.rate_goal(goal=goal, journey=_journey(person_id), value=value, how=how, by=tom)
    with clock.at(now), named(Viewer(Kind.PERSON, person_id, called="Marian")) as marian:
        _turn(place, NOW, person_id=person_id, by=marian)
        words = "I slept in the bed on Tuesday. Not the chair."
        actions.rate_goal(goal=goal, journey=_journey(person_id), value=4, how=RatedBy.OWN_PAGE, words=words, by=marian)


def _turn(place: Place, values: dict[str, int], *, person_id: UUID, by: Viewer) -> None:
    actions.turn_wheel(person_id=person_id, segments=place.pack.wheel, values=values, by=by)


def _goals(place: Place, journey: Journey, *, now: datetime, by: Viewer) -> Goal:
    words, home = "A front door that nobody can take from me, and a night’s sleep.", place.pack.wheel[0]
    hope = actions.say_aspiration(person_id=journey.person_id, words=words, segment=home, by=by)
    made = actions.set_goal(
        aspiration=hope,
        journey=journey,
        words="Sleep in the bed, and not in the chair.",
        know="I wake up lying down. Leonard says good morning and not ‘did you sleep at all’.",
        first_step=FirstStep("Take the books off the bed", StepBy.PERSON, now.date() + timedelta(days=4)),
        by=by,
    )
    actions.count_goal(goal=made, journey=journey, by=by)
    actions.set_goal(aspiration=hope, journey=journey, words="Know by which day we would have to leave.", by=by)
    return made


def _journey(person_id: UUID) -> Journey:
    return Journey.objects.select_related("team", "person", "site").get(person_id=person_id, ended_at=None)
