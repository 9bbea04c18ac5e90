"""A word is found in what was written about one person, in its sentence, with when and by whom; by who may read it."""

import pytest
from conversations.talking import held
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from neighbourhood import as_, in_days, introduce, introduce_another, signed_in
from website.homes import reached

from livingwell.introductions.rules import Introducer
from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy

pytestmark = pytest.mark.django_db


def found(client: Client, journey, word: str) -> list[str]:
    """Type a word, press the button, and return what is marked."""
    address = reverse("website:person_said", args=[journey.person_id])
    answer = client.post(address, {"word": word}, follow=True)
    assert answer.status_code == 200
    return [one.split("</mark>")[0] for one in answer.content.decode().split("<mark>")[1:]]


def test_a_word_is_found_wherever_it_was_written(place):
    journey = reached(place, introduce(place, "Ama", going_on="My brother José plays the trombone."))
    held(place, journey, words="She spoke of the trombone again.")
    with as_(place.tom) as tom:
        journeys.raise_worry(journey=journey, words="The trombone was sold.", by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=journey, what="Ask about trombones", doer=doer, due_on=in_days(3), by=tom)
    client = signed_in(place.tom)
    assert sorted(found(client, journey, "trombone")) == ["trombone", "trombone", "trombone", "trombones"]
    assert sorted(set(found(client, journey, "jose tromboone"))) == ["José", "trombone"]
    assert found(client, journey, "accordion") == []


def test_it_says_when_and_by_whom_and_the_word_is_in_no_address(place):
    journey = reached(place, introduce(place, "Ama"))
    address = reverse("website:person_said", args=[journey.person_id])
    sent = signed_in(place.tom).post(address, {"word": "letter"})
    assert sent.status_code == 303
    assert "letter" not in sent.headers["Location"]
    page = signed_in(place.tom).get(sent.headers["Location"]).content.decode()
    assert "Ring about the <mark>letter</mark>" in page
    assert "· Tom</p>" in page


def test_nobody_who_may_not_see_them_is_told_anything(place):
    journey = introduce(place, "Ama", going_on="The trombone")
    address = reverse("website:person_said", args=[journey.person_id])
    assert signed_in(place.callum).post(address, {"word": "trombone"}).status_code == 404
    assert signed_in(place.callum).get(address).status_code == 404


def test_what_was_said_in_confidence_is_not_found_until_it_may_be_read(place):
    introducer = Introducer("Piotr", "his brother", they_agreed=True, in_confidence="He keeps a trombone.")
    journey = introduce_another(place, "Marek", introducer=introducer)
    assert found(signed_in(place.tom), journey, "trombone") == []


def test_it_costs_the_same_however_much_was_written(place):
    journey, client = reached(place, introduce(place, "Ama")), signed_in(place.tom)
    with as_(place.tom) as tom:
        counts = []
        for how_many in (2, 20):
            for number in range(how_many):
                journeys.raise_worry(journey=journey, words=f"The letter {number}", by=tom)
            found(client, journey, "letter")
            address = client.post(reverse("website:person_said", args=[journey.person_id]), {"word": "letter"}).headers[
                "Location"
            ]
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 15
