"""Finding somebody among those I may see: what is shown, what is never in an address, and what strangers change."""

import time
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from neighbourhood import Place, as_, in_days, introduce, signed_in
from website.homes import reached

from livingwell.access.models import Look
from livingwell.access.naming import practising
from livingwell.access.words import Kind, Viewer
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy
from livingwell.people.words import Channel
from livingwell.website import carried

pytestmark = pytest.mark.django_db


def look_for(client: Client, typed: str) -> str:
    """Type, and press Find: as a browser without scripts does it."""
    answer = client.post("/find/", {"find": typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def named_in(page: str) -> list[str]:
    return [part.split("<")[0] for part in page.split('found__name" dir="auto">')[1:]]


def test_somebody_is_found_by_a_nickname_a_slip_and_the_last_figures_of_their_number(place):
    introduce(place, "Margaret Doyle", ways=(Way(Channel.TEXT, "07700 900555", may_message=True),))
    introduce(place, "Ewan")
    tom = signed_in(place.tom)
    assert {typed: named_in(look_for(tom, typed)) for typed in ("peggy", "margret", "0555", "ewan")} == {
        "peggy": ["Margaret Doyle"],
        "margret": ["Margaret Doyle"],
        "0555": ["Margaret Doyle"],
        "ewan": ["Ewan"],
    }


def test_a_name_they_no_longer_use_finds_them_and_is_said(place):
    journey = introduce(place, "Marek")
    with as_(place.tom) as tom:
        journeys.put_right(journey=journey, revision=journey.person.revision, changes={"called": "Maz"}, by=tom)
    page = look_for(signed_in(place.tom), "marek")
    assert named_in(page) == ["Maz"]
    assert "introduced as Marek" in page


def test_of_those_as_near_whose_next_step_is_due_first_is_first(place):
    later, sooner = (introduce(place, "Ama") for _ in range(2))
    with as_(place.tom) as tom:
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=sooner, what="Bring the keys", doer=doer, due_on=in_days(0), by=tom)
    page = look_for(signed_in(place.tom), "ama")
    assert page.index(str(sooner.person_id)) < page.index(str(later.person_id))


def test_nobody_found_is_said_so_that_nobody_learns_who_is_known(place):
    introduce(place, "Ama")
    callum, tom = signed_in(place.callum), signed_in(place.tom)
    known, unknown = look_for(callum, "Ama"), look_for(callum, "Zebedee")
    assert "Nobody by that name among the people you can see" in known
    for page in (known, unknown):
        assert "Introduce somebody" in page
        assert named_in(page) == []
    plain = [page.split('id="found"')[1].split("</main>")[0] for page in (known, unknown)]
    assert plain[0] == plain[1]
    assert named_in(look_for(tom, "Ama")) == ["Ama"]


def test_somebody_who_refused_me_is_not_found(place):
    journey = introduce(place, "Ama")
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.shanice, by=tom)
    assert named_in(look_for(signed_in(place.shanice), "Ama")) == []


def test_what_was_typed_is_in_no_address_and_going_back_comes_to_it(place):
    introduce(place, "Ama")
    tom = signed_in(place.tom)
    sent = tom.post("/find/", {"find": "Ama"})
    assert sent.status_code == 303
    assert "ama" not in sent.headers["Location"].lower().split("said=")[0]
    assert named_in(tom.get(sent.headers["Location"]).content.decode()) == ["Ama"]
    live = tom.post("/find/", {"find": "Ama"}, headers={"HX-Request": "true"})
    assert named_in(live.content.decode()) == ["Ama"]
    assert named_in(tom.get(live.headers["HX-Replace-Url"]).content.decode()) == ["Ama"]


def test_an_address_with_words_in_it_opens_for_nobody_else(place):
    tom, shanice = practising(place.tom), practising(place.shanice)
    address = carried.closed("Ama", tom)
    assert carried.opened(address, tom) == "Ama"
    assert [
        carried.opened(one, who) for one, who in [(address, shanice), (address[:-2] + "xx", tom), ("Ama", tom)]
    ] == [
        "",
        "",
        "",
    ]
    assert carried.opened(carried.closed("", tom), tom) == ""


def test_words_carried_are_forgotten_after_half_an_hour(monkeypatch):
    tom = Viewer(Kind.PRACTITIONER, uuid4())
    address, now = carried.closed("Ama", tom), time.time()
    monkeypatch.setattr(carried.time, "time", lambda: now + carried.SITTING + 1)
    assert carried.opened(address, tom) == ""


def test_finding_is_no_look_at_anybody_s_page_and_opening_is(place):
    journey = introduce(place, "Ama")
    tom = signed_in(place.tom)
    look_for(tom, "Ama")
    assert looks_at(place, journey) == 0
    tom.get(f"/people/{journey.person_id}/")
    assert looks_at(place, journey) == 1


def looks_at(place: Place, journey) -> int:
    with as_(place.tom):
        return Look.objects.filter(person_id=journey.person_id).count()


def test_my_team_s_people_are_shown_without_a_word_in_each_way_of_looking(place):
    reached(place, introduce(place, "Ama"))
    bo = introduce(place, "Bo")
    tom = signed_in(place.tom)
    looks = ("", "mine", "waiting", "due", "out")
    shown = {look: set(named_in(tom.get(f"/find/?look={look}").content.decode())) for look in looks}
    assert shown[""] == {"Ama", "Bo"}
    assert shown["mine"] == {"Ama"}
    assert shown["waiting"] == {"Ama", "Bo"}
    assert shown["out"] == set()
    bo = reached(place, bo)
    with as_(place.tom) as one:
        journeys.end(journey=bo, ending=Ending.MOVED_AWAY, words="To her sister's", by=one)
    assert named_in(tom.get("/find/?look=out").content.decode()) == ["Bo"]
    assert named_in(tom.get("/find/?look=nonsense").content.decode()) == ["Ama"]


def test_what_is_far_too_long_is_said_beside_the_box_and_still_there(place):
    answer = signed_in(place.tom).post("/find/", {"find": "a" * 101})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Please keep this to 100 characters" in page
    assert "a" * 101 in page


def test_every_practitioner_s_page_has_the_box_and_nobody_else_s(place):
    assert 'action="/find/"' in signed_in(place.tom).get("/today/").content.decode()
    assert 'action="/find/"' not in Client().get("/").content.decode()
    assert Client().get(reverse("website:find")).status_code == 302


def counted(client: Client, typed: str) -> int:
    client.post("/find/", {"find": typed}, headers={"HX-Request": "true"})
    with CaptureQueriesContext(connection) as captured:
        client.post("/find/", {"find": typed}, headers={"HX-Request": "true"})
    return len(captured)


def test_it_asks_no_more_for_fifty_than_for_fifteen(place):
    tom, made, found = signed_in(place.tom), 0, []
    for rows in (15, 50):
        while made < rows:
            made += 1
            introduce(place, f"Ama {made}")
        found.append((counted(tom, "ama"), counted(tom, "")))
    assert found[0] == found[1]
    assert max(found[0]) <= 15
