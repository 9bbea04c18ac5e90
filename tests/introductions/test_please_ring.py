"""Asking to be rung: nobody's asking is lost, whoever asked is the one who is rung, and a ring needs a number."""

import pytest
from django.utils import timezone
from doorway import fill_for_me, fill_for_someone, introduction_behind, receipt_of, text_of
from neighbourhood import as_
from opening import steps_that_say

from livingwell.conversations.rules import is_kept_by_talking
from livingwell.introductions import actions, queries, rules
from livingwell.introductions.models import Introduction, Passage
from livingwell.introductions.words import Said, State
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, Journey, NextStep
from livingwell.journeys.words import StepKind, TriedBy, TryOutcome
from livingwell.people.models import WayToReach
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db
NUMBER = "01632 960777"


@pytest.fixture
def own(place, client):
    address = receipt_of(fill_for_me(client))
    return address, introduction_behind(address, place)


@pytest.fixture
def introducers(place, client):
    address = receipt_of(fill_for_someone(client, introducer_contact=NUMBER))
    return address, introduction_behind(address, place)


def rings(one: Introduction) -> list[NextStep]:
    return steps_that_say("Ring", person_id=one.person_id)


def done(place, step: NextStep) -> None:
    with as_(place.tom) as by:
        journeys.keep_step(step=step, by=by)


def reach(place, one: Introduction) -> None:
    with as_(place.tom) as by:
        now = timezone.now()
        actions.try_to_reach(introduction=one, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=now, by=by)


# -- the same ask, and another ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("whose", ["own", "introducers"])
def test_whoever_was_rung_and_asks_again_is_rung_again_though_nobody_pressed_read(whose, place, client, request):
    address, one = request.getfixturevalue(whose)
    client.post(f"{address}ring")
    with as_(place.tom):
        [first] = rings(one)
    done(place, first)
    client.post(f"{address}ring")
    client.post(f"{address}ring")
    with as_(place.tom):
        assert [step.is_open for step in rings(one)] == [False, True]


def test_a_ring_asked_for_with_the_form_is_the_same_ask_until_it_is_done(place, client):
    address = receipt_of(fill_for_me(client, safe="not sure", send="ring"))
    one = introduction_behind(address, place)
    client.post(f"{address}ring")
    with as_(place.tom):
        [step] = rings(one)
    done(place, step)
    client.post(f"{address}ring")
    with as_(place.tom):
        assert len(rings(one)) == 2


def test_taking_it_back_again_after_somebody_checked_is_checked_again(own, place, client):
    client.post(f"{own[0]}back")
    client.post(f"{own[0]}back")
    with as_(place.tom):
        step = NextStep.objects.get(kind=StepKind.CHECK_WITH_PERSON)
    done(place, step)
    client.post(f"{own[0]}back")
    with as_(place.tom):
        assert NextStep.objects.filter(kind=StepKind.CHECK_WITH_PERSON).count() == 2


def test_trying_to_reach_somebody_reads_what_came_before_and_not_what_comes_after(own, place, client):
    client.post(f"{own[0]}more", {"words": "My sister can come too"})
    reach(place, own[1])
    with as_(place.tom):
        one = Introduction.objects.get(pk=own[1].pk)
        assert (one.read_by, one.state) == ("Tom", State.REACHED)
        assert not queries.added_since_read(one)
    client.post(f"{own[0]}more", {"words": "She cannot after all"})
    with as_(place.tom):
        assert queries.added_since_read(one)


def test_a_try_that_nobody_answered_has_read_it_too(own, place):
    with as_(place.tom) as by:
        no_answer = {"how": TriedBy.CALL, "outcome": TryOutcome.NO_ANSWER, "at": timezone.now()}
        actions.try_to_reach(introduction=own[1], **no_answer, by=by)
        one = Introduction.objects.get(pk=own[1].pk)
    assert (one.state, one.read_by) == (State.READ, "Tom")


def test_finishing_a_first_conversation_has_read_what_came_before(own, place, client):
    client.post(f"{own[0]}more", {"words": "My sister can come too"})
    with as_(place.tom) as by:
        one = Introduction.objects.get(pk=own[1].pk)
        actions.talked(introduction=one, at=timezone.now(), by=by)
        one.refresh_from_db()
        assert (one.state, one.read_by) == (State.TALKED, "Tom")
        assert not queries.added_since_read(one)


# -- who is rung ------------------------------------------------------------------------------------------------------
def test_reaching_the_person_does_not_ring_whoever_introduced_them(introducers, place, client):
    client.post(f"{introducers[0]}ring")
    reach(place, introducers[1])
    with as_(place.tom):
        [step] = rings(introducers[1])
        assert (step.kind, step.is_open) == (StepKind.RING_INTRODUCER, True)
    done(place, step)
    with as_(place.tom):
        assert not NextStep.objects.filter(OPEN_STEP, kind=StepKind.RING_INTRODUCER).exists()


def test_nor_does_talking_with_the_person():
    assert not is_kept_by_talking(StepKind.RING_INTRODUCER, from_this=False)


def test_an_introducers_page_says_the_same_whether_the_journey_has_ended_or_not(introducers, place, client):
    during = [text_of(client.post(f"{introducers[0]}{what}", follow=True)) for what in ("ring", "back")]
    with as_(place.tom) as by:
        journeys.spoke(journey=introducers[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=introducers[1], words="Not just now", by=by)
    after = [text_of(client.post(f"{introducers[0]}{what}", follow=True)) for what in ("ring", "back")]
    for before, then in zip(during, after, strict=True):
        asked = before[before.index("Asked.") : before.index("Thank you")]
        assert asked in then
        assert "Somebody reads this" in asked
        assert "rings" not in asked
    with as_(place.tom):
        [row] = queries.waiting_for([place.team.pk], timezone.localdate(), look=queries.WAITING_TO_BE_READ)
    assert row.has_more


# -- a number ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "is_number"),
    [
        ("07700 900123", True),
        ("Aunt Joan, 01632 960001", True),
        ("+447700900123", True),
        ("piotr@example.org or 01632 960001", True),
        ("piotr19790412@example.org", False),
        ("14 Mill Lane, BR1 2AB", False),
        ("", False),
    ],
)
def test_what_is_a_number_to_ring(typed, is_number):
    assert rules.has_number(typed) is is_number


EMAIL = {"channel": "email", "value": "ama@example.org", "safe": "not sure"}


def test_a_ring_with_only_an_email_address_asks_for_a_number_and_keeps_what_was_typed(place, client):
    asked = fill_for_me(client, **EMAIL, going_on="It is all too much", send="ring")
    page = asked.content.decode()
    assert asked.status_code == 422
    assert "Enter a number we can ring you on, or send this without a call" in page
    assert 'name="ring_number"' in page
    assert "It is all too much" in page
    assert "ama@example.org" in page
    assert fill_for_me(client, **EMAIL, send="anyway").status_code == 303


def test_a_number_given_for_the_ring_is_a_way_for_a_call_and_nothing_else(place, client):
    address = receipt_of(fill_for_me(client, **EMAIL, ring_number="07700 900999", send="ring"))
    one = introduction_behind(address, place)
    with as_(place.tom):
        way = WayToReach.objects.get(person_id=one.person_id, channel="call")
        assert (way.may_message, way.may_leave_message) == (False, False)
        assert len(rings(one)) == 1


def test_an_introducers_email_address_is_no_number_to_ring(place, client):
    typed = {"introducer_contact": "piotr@example.org", "safe": "not sure"}
    asked = fill_for_someone(client, **typed, send="ring")
    assert asked.status_code == 422
    assert "Enter a number we can ring you on" in text_of(asked)
    assert "piotr@example.org" in asked.content.decode()
    assert fill_for_someone(client, **typed, send="anyway").status_code == 303


def test_a_receipt_that_knows_no_number_asks_for_one_and_is_no_dead_end(place, client):
    address = receipt_of(fill_for_me(client, channel="email", value="ama@example.org"))
    one = introduction_behind(address, place)
    asked = client.post(f"{address}ring", {"number": "call me maybe"})
    assert asked.status_code == 422
    assert "call me maybe" in asked.content.decode()
    assert client.post(f"{address}ring").status_code == 422
    client.post(f"{address}ring", {"number": NUMBER})
    with as_(place.tom):
        assert [NUMBER in step.what for step in rings(one)] == [True]


def test_somebody_with_no_number_comes_back_by_their_receipt_all_the_same(place, client):
    address = receipt_of(fill_for_me(client, channel="email", value="ama@example.org"))
    one = introduction_behind(address, place)
    with as_(place.tom) as by:
        journeys.spoke(journey=one.journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=one, words="Not just now", by=by)
    page = text_of(client.post(f"{address}ring", {"how": "no-number"}, follow=True))
    assert "Somebody is in touch the way you said" in page
    with as_(place.tom):
        assert Journey.objects.filter(person_id=one.person_id, ended_at__isnull=True).exists()
        assert "no number" in Passage.objects.get(said=Said.PLEASE_RING).words


# -- coming back ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("state", [State.TALKED, State.REACHED, State.READ])
def test_whoever_comes_back_by_receipt_is_on_the_list_and_worked_like_anybody_else(state, own, place, client):
    with as_(place.tom) as by:
        actions.become(introduction=own[1], state=state, by=by)
        journeys.spoke(journey=own[1].journey, at=timezone.now(), by=by)
        journeys.end(journey=own[1].journey, ending="stepped out", by=by)
    client.post(f"{own[0]}ring")
    with as_(place.tom) as by:
        one = actions.read(introduction=Introduction.objects.get(pk=own[1].pk), by=by)
        back = Journey.objects.get(person_id=one.person_id, ended_at__isnull=True)
        [row] = queries.waiting_for([place.team.pk], timezone.localdate(), look=queries.BEING_REACHED)
        assert (one.state, row.one.pk, row.one.journey_id) == (State.READ, one.pk, back.pk)
        assert row.due_on >= timezone.localdate()
    reach(place, one)
    with as_(place.tom):
        assert NextStep.objects.filter(journey=back, kind=StepKind.FIRST_CONVERSATION).exists()


def test_a_try_before_anybody_pressed_read_finds_the_journey_they_came_back_on(own, place, client):
    with as_(place.tom) as by:
        journeys.spoke(journey=own[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=own[1], words="Not just now", by=by)
    client.post(f"{own[0]}ring")
    reach(place, own[1])
    with as_(place.tom):
        one = Introduction.objects.select_related("journey").get(pk=own[1].pk)
    assert (one.state, one.journey.is_open) == (State.REACHED, True)


def test_pressing_they_have_come_back_after_they_did_is_no_mistake(own, place, client):
    with as_(place.tom) as by:
        journeys.spoke(journey=own[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=own[1], words="Not just now", by=by)
    client.post(f"{own[0]}ring")
    with as_(place.tom) as by:
        back = actions.welcome_back(introduction=own[1], pack=packs()["brackwell"], now=timezone.now(), by=by)
        assert back == Journey.objects.get(person_id=own[1].person_id, ended_at__isnull=True)
