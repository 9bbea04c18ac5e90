"""Today, a person's page and My page: what each shows, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from neighbourhood import as_, in_days, introduce, introduce_another, signed_in
from website.homes import own_page, reached

from livingwell.access.models import Look
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.words import Ending

pytestmark = pytest.mark.django_db(transaction=True)


def test_today_shows_whom_i_hold_and_what_i_promised(lasting_place):
    reached(lasting_place, introduce(lasting_place, "Ama"))
    page = signed_in(lasting_place.tom).get("/today/").content.decode()
    assert "Ama" in page
    assert "Ring about the letter" in page


def test_cover_sees_whom_they_cover_while_the_holder_is_away(lasting_place):
    from livingwell.places import actions as places

    reached(lasting_place, introduce(lasting_place, "Ama"))
    before = signed_in(lasting_place.shanice).get("/today/").content.decode()
    assert "for Tom, who is away" not in before
    with as_(lasting_place.tom):
        places.be_away(
            practitioner=lasting_place.tom, cover=lasting_place.shanice, from_on=in_days(0), until_on=in_days(3)
        )
    assert "for Tom, who is away" in signed_in(lasting_place.shanice).get("/today/").content.decode()


def test_a_person_is_there_for_the_team_and_not_for_another(lasting_place):
    journey = introduce(lasting_place, "Ama")
    address = reverse("website:person", args=[journey.person_id])
    assert "Ama" in signed_in(lasting_place.tom).get(address).content.decode()
    elsewhere = signed_in(lasting_place.callum).get(address)
    nowhere = signed_in(lasting_place.callum).get(reverse("website:person", args=[lasting_place.team.pk]))
    assert (elsewhere.status_code, nowhere.status_code) == (404, 404)
    assert elsewhere.content == nowhere.content


def test_each_opening_leaves_one_look_that_the_person_can_read(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    signed_in(lasting_place.shanice).get(reverse("website:person", args=[journey.person_id]))
    with as_(lasting_place.tom):
        assert list(Look.objects.values_list("by_called", "page")) == [("Shanice", "page")]
    assert "Shanice" in own_page(lasting_place, journey).get("/my-page/").content.decode()


def test_my_page_opens_only_with_the_words_and_a_fresh_key_shuts_the_last(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    person = own_page(lasting_place, journey)
    page = person.get("/my-page/").content.decode()
    assert "Hello, Ama" in page
    assert "Tom is alongside you" in page
    own_page(lasting_place, journey)
    assert person.get("/my-page/").status_code == 404


def test_nobody_is_given_a_page_before_they_were_spoken_with(lasting_place):
    journey = introduce(lasting_place, "Ama")
    answer = signed_in(lasting_place.tom).post(reverse("website:give_page", args=[journey.pk]))
    assert answer.status_code == 422
    assert "Speak with them first" in answer.content.decode()


def test_a_link_that_opens_nothing_answers_as_one_that_does(lasting_place):
    nothing = Client()
    nothing.get(reverse("website:open_own_page", args=["x" * 43]))
    assert (
        "Those are not the words" in nothing.post(reverse("website:own_words"), {"four_words": "a b"}).content.decode()
    )


def test_a_person_says_something_and_it_waits_for_the_huddle(lasting_place):
    from livingwell.journeys.models import ToBring

    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    person = own_page(lasting_place, journey)
    assert person.post(reverse("website:person_says"), {"words": ""}).status_code == 422
    assert person.post(reverse("website:person_says"), {"words": "The post came"}).status_code == 303
    with as_(lasting_place.tom):
        assert ToBring.objects.get().why == "The post came"


def test_coming_back_is_one_tap_with_the_same_people(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    person = own_page(lasting_place, journey)
    with as_(lasting_place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, words="I’ve got my Sundays back", by=tom)
    assert "Come back in" in person.get("/my-page/").content.decode()
    assert person.post(reverse("website:person_come_back")).status_code == 303
    assert "Tom is alongside you" in person.get("/my-page/").content.decode()
    with as_(lasting_place.tom):
        assert Journey.objects.get(ended_at=None).returns_to_id == journey.pk


def test_what_a_husband_typed_in_confidence_is_not_on_her_page(lasting_place):
    from livingwell.introductions.rules import Introducer

    journey = reached(
        lasting_place,
        introduce_another(
            lasting_place,
            "Marian",
            introducer=Introducer("Leonard", "her husband", they_agreed=True, in_confidence="I sleep in the car"),
        ),
    )
    assert "I sleep in the car" not in own_page(lasting_place, journey).get("/my-page/").content.decode()


def test_pages_cost_the_same_however_much_is_on_them(lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Ama"))
    client = signed_in(lasting_place.tom)
    addresses = {
        "today": "/today/",
        "person": reverse("website:person", args=[journey.person_id]),
        "story": reverse("website:person_story", args=[journey.person_id]),
        "around": reverse("website:person_around", args=[journey.person_id]),
    }
    few = {name: queries(client, address) for name, address in addresses.items()}
    for number in range(12):
        reached(lasting_place, introduce(lasting_place, f"Person {number}"))
        with as_(lasting_place.tom) as tom:
            journeys.raise_worry(journey=journey, words=f"Worry {number}", by=tom)
    assert {name: queries(client, address) for name, address in addresses.items()} == few
    assert max(few.values()) <= 15, few


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
