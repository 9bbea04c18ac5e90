"""Two who are perhaps one, on their pages: offered with reasons, said, shown wherever either is, and taken back."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from introductions.doorway import text_of
from neighbourhood import Place, as_, introduce, signed_in
from website.homes import own_page, reached

from livingwell.access.models import Look
from livingwell.huddles import actions as huddles
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.people.models import Double

pytestmark = pytest.mark.django_db
WHY = "She told me that she came twice"


@pytest.fixture
def tom(place) -> Client:
    return signed_in(place.tom)


@pytest.fixture
def both(place) -> tuple[Journey, Journey]:
    return introduce(place, "Ama"), introduce(place, "Amma Okafor")


def page(journey: Journey, what: str = "") -> str:
    return f"/people/{journey.person_id}/{what}"


def beside(both) -> str:
    return page(both[0], f"beside/{both[1].person_id}/")


def say(client: Client, both, said: str = "one", why: str = WHY):
    return client.post(beside(both), {"said": said, "why": why, "_once": str(uuid4())})


def take_back(client: Client, place: Place, why: str = "Two cousins"):
    with as_(place.tom):
        double = Double.objects.get(until=None)
    return client.post(f"/people/doubles/{double.pk}/take-back", {"why": why})


def test_whoever_looks_is_offered_the_other_with_the_reasons_and_says_they_are_one(tom, place, both):
    offered = text_of(tom.get(page(both[0])))
    assert "Perhaps written down twice Amma Okafor names that sound alike, the same number" in offered
    asked = text_of(tom.get(beside(both)))
    assert "One person, or two?" in asked
    assert "names that sound alike, the same number" in asked
    assert asked.count("07700 900123") == 2
    assert say(tom, both)["Location"] == page(both[0])
    for one, other in (both, both[::-1]):
        found = text_of(tom.get(page(one)))
        assert f"Also written down as {'Ama' if one is both[1] else 'Amma Okafor'}" in found
        assert page(other) in tom.get(page(one)).content.decode()
        assert "Perhaps written down twice" not in found
    stands = text_of(tom.get(beside(both)))
    assert "They are said to be one person" in stands
    assert WHY in stands


def test_both_lines_of_moments_are_read_together_and_a_look_at_each_is_kept(tom, place, both):
    with as_(place.tom) as viewer:
        journeys.ask_to_bring(journey=both[1], why="Housing", by=viewer)
    assert "asked the team to think together" not in text_of(tom.get(page(both[0], "story/")))
    say(tom, both)
    for what in ("", "story/"):
        told = text_of(tom.get(page(both[0], what)))
        assert "Tom asked the team to think together (as Amma Okafor)" in told
        assert told.count("said that they are written down here twice") == 1
    with as_(place.tom):
        looks = Look.objects.filter(person_id=both[1].person_id).values_list("page", flat=True)
        assert set(looks) >= {"page", "story"}


def test_whoever_may_see_only_one_of_them_reads_only_that_one(place, tom, both):
    with as_(place.tom) as viewer:
        journeys.draw_in(journey=both[0], practitioner=place.maggie, why="Rent", by=viewer)
        journeys.ask_to_bring(journey=both[1], why="Housing", by=viewer)
    say(tom, both)
    maggie = signed_in(place.maggie)
    for what in ("", "story/", "around/"):
        told = text_of(maggie.get(page(both[0], what)))
        assert "Amma" not in told
        assert "Also written down" not in told
        assert "think together" not in told
    assert maggie.get(page(both[1])).status_code == maggie.get(beside(both)).status_code == 404
    assert say(maggie, both).status_code == 404
    with as_(place.tom):
        double = Double.objects.get()
    callum = signed_in(place.callum)
    for client in (maggie, callum):
        assert client.post(f"/people/doubles/{double.pk}/take-back", {"why": "x"}).status_code == 404
    assert callum.get(beside(both)).status_code == callum.get(page(both[0], f"beside/{uuid4()}/")).status_code == 404


def test_today_and_the_huddle_show_that_they_are_one(tom, place, both):
    with as_(place.tom) as viewer:
        journeys.hold(journey=both[0], practitioner=place.tom, by=viewer)
        huddle = huddles.open_huddle(team=place.team, today=timezone.localdate(), quiet_days=42, by=viewer)
    say(tom, both)
    assert "Ama also Amma Okafor" in text_of(tom.get("/today/"))
    board = text_of(tom.get(f"/huddles/{huddle.pk}/{both[0].pk}/"))
    assert "Ama (also Amma Okafor)" in board
    assert "Amma Okafor (also Ama)" in board
    assert "Also written down as Amma Okafor" in board


def test_the_own_page_of_either_opens_and_shows_no_more_than_it_did(tom, place, both):
    pages = [own_page(place, reached(place, journey)) for journey in both]
    before = [text_of(client.get("/my-page/")) for client in pages]
    say(tom, both)
    for client, told, other in zip(pages, before, ("Amma Okafor", "Ama,"), strict=True):
        answer = client.get("/my-page/")
        assert answer.status_code == 200
        assert (other in text_of(answer)) == (other in told)


def test_they_are_two_is_remembered_so_that_nobody_is_asked_again(tom, both):
    assert say(tom, both, "two", "Mother and daughter").status_code == 303
    for journey in both:
        assert "Perhaps written down twice" not in text_of(tom.get(page(journey)))
    assert "They are said to be two people" in text_of(tom.get(beside(both)))


def test_taken_back_every_page_is_as_it_was(tom, place, both):
    before = [said_of(tom, journey) for journey in both]
    say(tom, both)
    assert [said_of(tom, journey) for journey in both] != before
    assert take_back(tom, place)["Location"].endswith("/")
    assert [said_of(tom, journey) for journey in both] == before
    history = text_of(tom.get(beside(both)))
    assert "What was said before" in history
    assert "Two cousins" in history


def said_of(client: Client, journey: Journey) -> str:
    """Return what a page says, but for its line of moments, where it is told."""
    told = text_of(client.get(page(journey)))
    return told.split("Lately")[0] + told.split("The story so far")[-1]


def test_what_is_not_said_in_full_is_shown_again_with_a_sentence(tom, place, both):
    for said, why, sentence in (
        ("", WHY, "Say whether they are one person or two"),
        ("one", " ", "Say how you know, in a few words"),
        ("one", "x" * 301, "300"),
    ):
        again = say(tom, both, said, why)
        assert again.status_code == 422
        assert sentence in text_of(again)
        assert why.strip() in again.content.decode()
    say(tom, both)
    assert "already said to be one person" in text_of(say(tom, both))
    assert take_back(tom, place, " ").status_code == 422
    assert tom.get(page(both[0], f"beside/{both[0].person_id}/")).status_code == 404


def test_somebody_of_another_team_is_never_offered(place, tom, both):
    introduce(replace(place, team=place.other_team, tom=place.callum), "Ama Okafor")
    assert "Ama Okafor" not in text_of(tom.get(page(both[1])))


def test_pages_cost_as_much_however_many_are_one(place, tom, both, figure):
    say(tom, both)
    counted = []
    for more in (0, 8):
        for number in range(more):
            say(tom, (introduce(place, f"Ama {number}"), both[0]))
        costs = {name: queries(tom, where) for name, where in (("person", page(both[0])), ("beside", beside(both)))}
        counted.append(costs)
    figure("queries.doubles.person", counted[0]["person"], "queries")
    assert counted[0] == counted[1]
    assert max(counted[0].values()) <= 15


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)
