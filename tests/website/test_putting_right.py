"""Two people put the same thing right: the second sees every part that differs, and chooses; nothing is lost unseen."""

import pytest
from django.test import Client
from django.urls import reverse
from neighbourhood import as_, introduce, signed_in

from livingwell.journeys.models import Event, Journey
from livingwell.journeys.words import Happened
from livingwell.people.models import Person

pytestmark = pytest.mark.django_db

ABOUT = {
    "called": "Ama",
    "language": "Twi",
    "strengths": "Her sister\nSinging",
    "company": "Her sister",
    "revision": "1",
}


@pytest.fixture
def ama(place) -> Journey:
    return introduce(place, "Ama")


def about(journey: Journey) -> str:
    return reverse("website:put_right", args=[journey.person_id])


def put_right(client: Client, journey: Journey, **said: object):
    return client.post(about(journey), {**ABOUT, **said})


def as_it_is(place, journey: Journey) -> Person:
    with as_(place.tom):
        return Person.objects.get(pk=journey.person_id)


def test_what_somebody_else_saved_stands_until_the_second_has_chosen(place, ama):
    tom, shanice = signed_in(place.tom), signed_in(place.shanice)
    put_right(tom, ama, needs="A ramp", company="Nobody", meets=["walk", "cafe"], wants_interpreter="on")
    late = put_right(shanice, ama, needs="Large print", pronouns="she")
    page = late.content.decode()
    assert late.status_code == 422
    assert "Somebody else has just changed this" in page
    assert [
        name
        for name in ("called", "needs", "company", "meets", "wants_interpreter", "pronouns", "language")
        if f'name="keep_{name}"' in page
    ] == ["needs", "company", "meets", "wants_interpreter", "pronouns"]
    assert "A ramp" in page
    assert "Large print" in page
    assert "On a walk, In a café" in page
    assert as_it_is(place, ama).needs == "A ramp"


def test_the_second_keeps_what_they_choose_of_each(place, ama):
    tom, shanice = signed_in(place.tom), signed_in(place.shanice)
    put_right(tom, ama, needs="A ramp", company="Nobody")
    again = {"needs": "Large print", "revision": "2", "keep_needs": "yours"}
    assert put_right(shanice, ama, **again).status_code == 422
    assert put_right(shanice, ama, **again, keep_company="theirs").status_code == 303
    now = as_it_is(place, ama)
    assert (now.needs, now.company, now.revision) == ("Large print", "Nobody", 3)


def test_a_choice_made_over_an_older_row_is_asked_again(place, ama):
    tom, shanice = signed_in(place.tom), signed_in(place.shanice)
    put_right(tom, ama, needs="A ramp")
    put_right(tom, ama, needs="No stairs", revision="2")
    late = put_right(shanice, ama, needs="Large print", revision="2", keep_needs="yours")
    assert late.status_code == 422
    assert "No stairs" in late.content.decode()
    assert as_it_is(place, ama).needs == "No stairs"


def test_who_put_what_right_is_in_the_stream_and_not_the_words(place, ama):
    put_right(signed_in(place.tom), ama, needs="A ramp")
    put_right(signed_in(place.tom), ama, needs="A ramp", revision="2")
    with as_(place.tom):
        one = Event.objects.get(kind=Happened.PUT_RIGHT)
    assert (one.by_called, one.about) == ("Tom", {"fields": ["company", "language", "needs", "strengths"]})


def test_a_strength_that_is_too_long_is_said_beside_the_field_and_not_cut(place, ama):
    answer = put_right(signed_in(place.tom), ama, strengths="Singing\n" + "a" * 121)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Keep each line to 120 characters" in page
    assert "a" * 121 in page
    assert as_it_is(place, ama).strengths == []


@pytest.mark.parametrize("revision", ["", "x", "9" * 300, "-1", "1\x00"])
def test_a_revision_that_cannot_be_shows_the_second_what_there_is(place, ama, revision):
    answer = put_right(signed_in(place.tom), ama, needs="A ramp", revision=revision)
    assert answer.status_code == (303 if revision == "1\x00" else 422)
