"""The pages of a plan: read, written a part at a time, suggested in, answered; two at once; one's own and nobody's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from neighbourhood import signed_in
from plans.writing import MATTERS, SIGNS, held_by_tom, suggested, write_beside, writes
from website.homes import own_page

from livingwell.plans import queries
from livingwell.plans.words import SeenBy

pytestmark = pytest.mark.django_db
MY_PLAN, MY_SAFETY = reverse("website:my_plan"), reverse("website:my_safety_plan")


def my_part(where=MATTERS) -> str:
    return reverse("website:my_plan_part", args=where)


def their_part(journey, where=MATTERS) -> str:
    return reverse("website:person_plan_part", args=[journey.person_id, *where])


def their_plan(journey) -> str:
    return reverse("website:person_plan", args=[journey.person_id])


def read(client, address: str, **get) -> str:
    answer = client.get(address, get)
    assert answer.status_code == 200
    return answer.content.decode()


def test_i_write_a_part_on_its_own_page_and_read_it_on_my_plan(place):
    journey = held_by_tom(place)
    ama = own_page(place, journey)
    assert "What matters to me" in read(ama, my_part())
    sent = ama.post(my_part(), {"words": "My brother.", "on": "0", "seen_by": "team"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{MY_PLAN}#about-me-matters")
    mine = read(ama, MY_PLAN)
    assert "My brother." in mine
    assert "You wrote this on" in mine
    assert "Ring about the letter" in mine
    assert "My brother." in read(signed_in(place.tom), their_plan(journey))
    assert 'href="/my-page/safety-plan/"' in read(ama, "/my-page/")


def test_what_i_keep_to_myself_is_nowhere_on_their_pages(place):
    journey = held_by_tom(place)
    ama, tom = own_page(place, journey), signed_in(place.tom)
    ama.post(my_part(), {"words": "The pills.", "on": "0", "seen_by": "only me"})
    assert "Only you" in read(ama, MY_PLAN)
    for address in (their_plan(journey), their_part(journey)):
        assert "The pills." not in read(tom, address)
        assert "Only you" not in read(tom, address)


def test_a_suggestion_waits_on_my_plan_with_who_wrote_it_and_one_press_says_yes(place):
    journey = held_by_tom(place)
    ama, tom = own_page(place, journey), signed_in(place.tom)
    sent = tom.post(their_part(journey), {"words": "Her brother Kofi.", "on": "0", "how": "suggestion"})
    assert sent.status_code == 303
    mine = read(ama, MY_PLAN)
    assert "Tom suggests" in mine
    one = suggested(place.shanice, journey, "Her job.")
    ama.post(reverse("website:my_suggestion_no", args=[one.pk]), {"next": MY_PLAN})
    assert "Her job." not in read(ama, MY_PLAN)
    hidden = {"words": "Her brother Kofi.", "on": "0", "seen_by": "team"}
    said = mine.split('name="suggestion" value="')[1].split('"')[0]
    assert ama.post(my_part(), hidden | {"suggestion": said}).status_code == 303
    assert "Tom suggests" not in read(ama, MY_PLAN)
    assert "Yes, " in read(ama, my_part())


def test_together_needs_it_said_and_then_says_with_whom(place):
    journey = held_by_tom(place)
    tom = signed_in(place.tom)
    unsaid = tom.post(their_part(journey), {"words": "My brother.", "on": "0"})
    assert unsaid.status_code == 422
    assert "My brother." in unsaid.content.decode()
    assert tom.post(their_part(journey), {"words": "My brother.", "on": "0", "how": "together"}).status_code == 303
    assert "Agreed together on" in read(tom, their_plan(journey))
    assert "with Tom" in read(own_page(place, journey), MY_PLAN)


def test_the_second_of_two_at_once_is_told_and_both_texts_are_there(place):
    journey = held_by_tom(place)
    ama = own_page(place, journey)
    writes(journey, "One.")
    write_beside(place.shanice, journey, "One, said Shanice.", on=1)
    told = ama.post(my_part(), {"words": "One, said I.", "on": "1", "seen_by": "team"})
    page = told.content.decode()
    assert told.status_code == 422
    for words in ("since you opened it", "One, said I.", "One, said Shanice.", "with Shanice"):
        assert words in page
    assert 'name="on" value="2"' in page
    assert ama.post(my_part(), {"words": "Both.", "on": "2", "seen_by": "team"}).status_code == 303
    changes = read(ama, my_part())
    assert "<ins>Both.</ins>" in changes
    assert "<del>" in changes


@pytest.mark.parametrize("on", ["", "x", "-1", "9" * 30, "٣"])
def test_a_version_that_is_no_number_is_none(place, on):
    journey = held_by_tom(place)
    assert own_page(place, journey).post(my_part(), {"words": "A", "on": on, "seen_by": "team"}).status_code == 303


def test_a_part_too_long_or_nowhere_is_refused_and_nothing_typed_is_lost(place):
    journey = held_by_tom(place)
    ama = own_page(place, journey)
    long = ama.post(my_part(), {"words": "ab " * 2_000, "on": "0", "seen_by": "team"})
    assert long.status_code == 422
    assert "ab ab ab" in long.content.decode()
    assert ama.get(my_part(("about-me", "shoe-size"))).status_code == 404
    assert signed_in(place.tom).get(their_part(journey, ("about-me", "shoe-size"))).status_code == 404


def test_my_safety_plan_is_one_tap_away_and_its_kept_page_leads_nowhere(place):
    journey = held_by_tom(place)
    ama = own_page(place, journey)
    writes(journey, "I stop answering the door.", where=SIGNS)
    assert "I stop answering the door." in read(ama, MY_SAFETY)
    kept = read(ama, reverse("website:my_kept_safety_plan"))
    assert "I stop answering the door." in kept
    assert "/my-page/plan/" not in kept
    keeper = ama.get(reverse("website:keep_on_this_phone"))
    assert keeper.headers["Content-Type"].startswith("text/javascript")


def test_whoever_is_not_alongside_finds_no_plan(place):
    journey = held_by_tom(place)
    writes(journey, "Mine.", seen_by=SeenBy.TEAM)
    one = suggested(place.tom, journey, "Hers.")
    callum, bea = signed_in(place.callum), own_page(place, held_by_tom(place, "Bea"))
    for address in (their_plan(journey), their_part(journey)):
        assert callum.get(address).status_code == 404
    assert callum.post(reverse("website:take_back_suggestion", args=[one.pk])).status_code == 404
    assert bea.post(reverse("website:my_suggestion_no", args=[one.pk])).status_code == 404
    assert "Mine." not in read(bea, MY_PLAN)


def test_what_answered_a_question_that_is_asked_no_more_is_still_there_and_still_mine(place, monkeypatch):
    journey = held_by_tom(place)
    ama = own_page(place, journey)
    writes(journey, "My brother.")
    fewer = queries.worksheets_here()
    without = type(fewer)(2, tuple(one for one in fewer.sheets if one.key != "about-me"))
    monkeypatch.setattr("livingwell.plans.queries.plan.worksheets_here", lambda: without)
    monkeypatch.setattr(queries, "worksheets_here", lambda: without)
    mine = read(ama, MY_PLAN)
    assert "From an earlier worksheet" in mine
    assert "What matters to me" in mine
    assert ama.post(my_part(), {"words": "My sister.", "on": "1", "seen_by": "team"}).status_code == 303
    assert "My sister." in read(ama, MY_PLAN)


def test_a_plan_costs_the_same_however_much_is_in_it(place, figure):
    journey = held_by_tom(place)
    ama, tom = own_page(place, journey), signed_in(place.tom)
    pages = {"my plan": (ama, MY_PLAN), "my safety plan": (ama, MY_SAFETY), "plan": (tom, their_plan(journey))}
    counted: dict[str, set[int]] = {name: set() for name in pages}
    for rounds in range(2):
        for one in queries.worksheets_here().asked():
            where = (one.sheet.key, one.question.key)
            writes(journey, f"Words {rounds}", where=where, on=rounds)
            suggested(place.tom, journey, f"Others {rounds}", where=where)
        for name, (client, address) in pages.items():
            read(client, address)
            with CaptureQueriesContext(connection) as captured:
                read(client, address)
            counted[name].add(len(captured))
    for name, times in counted.items():
        assert len(times) == 1, f"{name}: {times}"
        assert max(times) <= 15, f"{name}: {times}"
        figure(f"queries.{name.replace(' ', '_')}", max(times), "queries")
