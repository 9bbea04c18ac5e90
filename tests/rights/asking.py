"""Somebody with a page of their own, and what they ask."""

from django.urls import reverse
from neighbourhood import Place, as_, introduce
from website.homes import reached

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys.models import Journey
from livingwell.rights import actions
from livingwell.rights.models import Asked
from livingwell.rights.words import Right

MY_RIGHTS = reverse("website:my_rights")


def themselves(journey: Journey) -> Viewer:
    return Viewer(Kind.PERSON, journey.person_id, called=journey.person.called)


def held_by_tom(place: Place, called: str = "Ama", **said) -> Journey:
    return reached(place, introduce(place, called, **said))


def asked_by_tom(place: Place, journey: Journey, right: Right = Right.COPY, words: str = "") -> Asked:
    with as_(place.tom) as tom:
        return actions.ask(journey=journey, right=right, words=words, by=tom)


def my_right(right: Right) -> str:
    return reverse("website:my_right", args=[right.slug])


__all__ = ["MY_RIGHTS", "asked_by_tom", "held_by_tom", "my_right", "named", "themselves"]
