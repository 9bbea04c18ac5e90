"""Somebody with a wheel and goals, and who writes them."""

from datetime import date

from django.test import Client
from django.urls import reverse
from neighbourhood import Place, as_, signed_in
from plans.writing import held_by_tom
from rights.asking import named, themselves
from website.homes import own_page

from livingwell.journeys.models import Journey
from livingwell.places.queries import pack_here
from livingwell.plans import actions, queries
from livingwell.plans.models import Aspiration, Goal, WheelTurn
from livingwell.plans.words import RatedBy


def my(name: str, *at: object) -> str:
    return reverse(f"website:my_{name}", args=at)


def their(journey: Journey, name: str, *at: object) -> str:
    return reverse(f"website:person_{name}", args=[journey.person_id, *at])


def turned(journey: Journey, **values: int) -> WheelTurn:
    """The person turns their wheel by their own hand."""
    with named(themselves(journey)) as by:
        return actions.turn_wheel(person_id=journey.person_id, segments=pack_here().wheel, values=values, by=by)


def hoped(journey: Journey, words: str = "I want to sleep in my own bed.") -> Aspiration:
    with named(themselves(journey)) as by:
        return actions.say_aspiration(person_id=journey.person_id, words=words, by=by)


def goal_of(journey: Journey, words: str = "Go up the stairs.", **said) -> Goal:
    hope = hoped(journey)
    with named(themselves(journey)) as by:
        return actions.set_goal(aspiration=hope, journey=journey, words=words, by=by, **said)


def rated(journey: Journey, goal: Goal, value: int, *, on: date | None = None) -> None:
    with named(themselves(journey)) as by:
        actions.rate_goal(goal=goal, journey=journey, value=value, how=RatedBy.OWN_PAGE, on=on, by=by)


def both_sides(place: Place, journey: Journey) -> tuple[Client, Client]:
    """Ama's own page, and Tom signed in."""
    return own_page(place, journey), signed_in(place.tom)


__all__ = [
    "as_",
    "both_sides",
    "goal_of",
    "held_by_tom",
    "hoped",
    "my",
    "named",
    "own_page",
    "queries",
    "rated",
    "signed_in",
    "their",
    "themselves",
    "turned",
]
