"""Somebody reached and held, and the keys to their own page."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from neighbourhood import Place, as_, in_days, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy, TriedBy, TryOutcome


def reached(place: Place, journey: Journey) -> Journey:
    """Tom reaches somebody, holds, and promises a next step."""
    with as_(place.tom) as tom:
        journeys.make_step(
            journey=journey,
            what="Ring about the letter",
            doer=Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk),
            due_on=in_days(2),
            by=tom,
        )
        journeys.record_try(journey=journey, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=tom)
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
    return journey


def keys_to(place: Place, journey: Journey) -> tuple[str, str]:
    """Return the path of somebody's own page and the words that open it, as Tom's page shows them once."""
    given = signed_in(place.tom).post(reverse("website:give_page", args=[journey.pk])).content.decode()
    address = given.split('class="key">')[1].split("<")[0].strip()
    words = given.split('key--words">')[1].split("<")[0].strip()
    return address.replace("http://testserver", ""), words


def own_page(place: Place, journey: Journey) -> Client:
    """Walk the whole way to My page: the practitioner's button, the link, the words."""
    path, words = keys_to(place, journey)
    person = Client()
    assert person.get(path).status_code == 303
    assert person.post(reverse("website:own_words"), {"four_words": words.upper()}).status_code == 303
    return person
