"""The page of each thing that can be done on a journey: every question once, and every refusal beside its own."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from journeys.lives import spoken_with
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.doings import DOINGS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("doing", DOINGS)
def test_every_question_is_on_the_page_once(lasting_place, doing):
    journey = introduce(lasting_place)
    page = signed_in(lasting_place.tom).get(reverse("journeys:do", args=[journey.pk, doing])).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))


def dated(field: str, day) -> dict[str, str]:
    return {f"{field}_day": str(day.day), f"{field}_month": str(day.month), f"{field}_year": str(day.year)}


def problem_beside(page: str, field: str) -> bool:
    """Return whether the summary of what needs another look points at a field."""
    return re.search(rf'href="#id_{field}[^"]*"', page) is not None


def test_a_pause_past_the_horizon_says_so_beside_its_day(lasting_place):
    journey = introduce(lasting_place)
    address = reverse("journeys:do", args=[journey.pk, "pause"])
    answer = signed_in(lasting_place.tom).post(address, dated("until", in_days(40)))
    assert answer.status_code == 422
    assert problem_beside(answer.content.decode(), "until")


def test_a_try_to_come_says_so_beside_its_time(lasting_place):
    journey = introduce(lasting_place)
    soon = timezone.localtime() + timedelta(days=1)
    said = {"how": "call", "outcome": "no answer", "time": "10am", "words": "", **dated("on", soon)}
    answer = signed_in(lasting_place.tom).post(reverse("journeys:do", args=[journey.pk, "tried"]), said)
    assert answer.status_code == 422
    assert problem_beside(answer.content.decode(), "time")


def test_we_spoke_from_the_persons_page_goes_on_to_a_first_conversation(lasting_place):
    journey = introduce(lasting_place)
    tom, before = signed_in(lasting_place.tom), timezone.localtime() - timedelta(days=1)
    said = {"how": "call", "outcome": "reached", "time": "10am", "words": "", **dated("on", before)}
    assert tom.post(reverse("journeys:do", args=[journey.pk, "tried"]), said).status_code == 303
    assert "A first conversation" in tom.get(reverse("website:person", args=[journey.person_id])).content.decode()


def test_a_step_of_ours_named_to_nobody_is_whoevers_writes_it(lasting_place):
    journey = spoken_with(lasting_place, introduce(lasting_place))
    said = {"what": "Post the form", "done_by": "practitioner", "practitioner": "", **dated("due_on", in_days(3))}
    tom = signed_in(lasting_place.tom)
    assert tom.post(reverse("journeys:do", args=[journey.pk, "step"]), said).status_code == 303
    assert "Tom" in tom.get("/today/").content.decode()


def test_whoever_was_drawn_in_and_ends_a_journey_goes_on_to_their_own_day(lasting_place):
    journey = spoken_with(lasting_place, introduce(lasting_place))
    with as_(lasting_place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=lasting_place.maggie, why="Knows the rent rules", by=tom)
    said = {"ending": "stepped out", "words": "I’ve got my Sundays back"}
    answer = signed_in(lasting_place.maggie).post(reverse("journeys:do", args=[journey.pk, "end"]), said)
    assert (answer.status_code, answer["Location"]) == (303, reverse("website:today"))
