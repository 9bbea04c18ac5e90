"""A receipt: what its bearer typed and what we promised, and nothing else of anybody."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from doorway import bearer, fill_for_me, fill_for_someone, introduction_behind, receipt_of, text_of
from neighbourhood import as_, signed_in
from opening import steps_that_say

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.introductions import actions, queries
from livingwell.introductions.models import Confidence, Introduction, Passage, Receipt
from livingwell.introductions.words import Said, State, TellBack
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, Journey, NextStep
from livingwell.journeys.words import Ending, Happened, StepKind, TriedBy, TryOutcome
from livingwell.people.models import Person, WayToReach
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(place, client):
    """Somebody's own receipt: its address and the introduction behind it."""
    address = receipt_of(fill_for_me(client, would_help="Somebody to open the post with me"))
    return address, introduction_behind(address, place)


@pytest.fixture
def introducers(place, client):
    """A receipt borne by somebody's brother."""
    address = receipt_of(fill_for_someone(client, in_confidence="He hides his bottles"))
    return address, introduction_behind(address, place)


# -- what it shows ----------------------------------------------------------------------------------------------------
def test_it_shows_what_was_typed_and_who_is_in_touch_by_when(own, client):
    response = client.get(own[0])
    page = text_of(response)
    assert "Thank you, Ama. It has arrived." in page
    assert "Somebody to open the post with me" in page
    assert "Somebody from the team will be in touch by" in page
    assert "We said a person would read it" in page
    assert "07700" in page
    assert "<title>Your page</title>" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in response.content.decode()


def test_it_says_who_read_it_once_somebody_has(own, place, client):
    with as_(place.shanice) as by:
        actions.read(introduction=own[1], by=by)
    assert "Shanice has read it." in text_of(client.get(own[0]))


def test_the_words_by_which_we_are_known_are_on_somebody_s_own_receipt_only(own, introducers, client):
    words = queries.words_of_receipt(own[1].pk)
    assert len(words.split()) == 3
    assert words in text_of(client.get(own[0]))
    assert queries.words_of_receipt(introducers[1].pk) not in text_of(client.get(introducers[0]))


@pytest.mark.parametrize("link", ["x", "A" * 43, "A" * 5_000, "%00", "%F0%9F%98%9E", "..%2f..%2f", "<script>"])
def test_a_wrong_link_gets_the_same_kind_page(link, place, client):
    response = client.get(f"/receipt/{link}/")
    assert response.status_code == 404
    assert link == "..%2f..%2f" or "This link has no page behind it any more" in text_of(response)


def test_a_link_that_has_run_out_is_the_same_as_a_wrong_one(place, client, monkeypatch):
    wrong = client.get(f"/receipt/{'A' * 43}/")
    monkeypatch.setattr("livingwell.introductions.actions.introducing.RECEIPT_LASTS", timedelta(seconds=-1))
    address = receipt_of(fill_for_me(client))
    with CaptureQueriesContext(connection) as for_wrong:
        client.get(f"/receipt/{'A' * 43}/")
    with CaptureQueriesContext(connection) as for_out:
        out = client.get(address)
    assert (out.status_code, text_of(out)) == (wrong.status_code, text_of(wrong))
    assert len(for_wrong) == len(for_out)
    for path in ("more", "ring", "back"):
        assert client.post(f"{address}{path}", {"words": "Am I here?"}).status_code == 404


# -- what it opens ----------------------------------------------------------------------------------------------------
def test_its_bearer_reads_what_they_typed_and_nothing_else_of_anybody(own, introducers):
    with named(bearer(own[1])):
        assert queries.receipt_borne().introduction_id == own[1].pk
        assert {one.introduction_id for one in Passage.objects.all()} == {own[1].pk}
        for model in (Introduction, Person, WayToReach, Journey, NextStep, Confidence):
            assert not model.objects.exists(), model


def test_an_introducer_reads_their_own_confidence_and_the_person_s_own_receipt_does_not(own, introducers):
    with named(bearer(introducers[1])):
        assert queries.confided() == ["He hides his bottles"]
        assert not Confidence.objects.exists()  # nor, with the row, whether it was reviewed and why it is withheld
        assert not Person.objects.exists()
    with named(bearer(own[1])):
        assert queries.confided() == []


def test_what_the_team_does_changes_nothing_on_an_introducer_s_receipt(introducers, place, client):
    before = text_of(client.get(introducers[0]))
    with as_(place.tom) as by:
        actions.read(introduction=introducers[1], by=by)
        actions.try_to_reach(
            introduction=introducers[1], how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=by
        )
        actions.review_confidence(
            confidence=Confidence.objects.get(), may_be_shown=False, withheld_because="It would harm him", by=by
        )
        journeys.hold(journey=Journey.objects.select_related("team").get(), practitioner=place.tom, by=by)
    assert text_of(client.get(introducers[0])) == before
    assert "Tom" not in before


@pytest.mark.parametrize(
    ("tell_back", "says", "hides"),
    [
        (TellBack.NOTHING, "That it arrived. Anything more is for Marek to say yes to.", "We have been in touch"),
        (TellBack.REACHED, "We have been in touch with Marek", "going on together"),
        (TellBack.ALONGSIDE, "We are going on together.", "Anything more is for Marek"),
    ],
)
def test_an_introducer_is_told_what_the_person_agreed_and_no_more(tell_back, says, hides, introducers, place, client):
    with as_(place.tom) as by:
        actions.tell_introducer(
            introduction=introducers[1], tell_back=tell_back, reached_on=timezone.localdate(), going_on=True, by=by
        )
    page = text_of(client.get(introducers[0]))
    assert says in page
    assert hides not in page


def test_of_two_who_say_at_once_what_may_be_told_the_second_reads_what_the_first_said(introducers, place):
    one, tom, shanice = introducers[1], signed_in(place.tom), signed_in(place.shanice)
    said = {"tell_back": TellBack.REACHED, "agreed": "on", "upon": one.telling}
    day = timezone.localdate()
    said |= {"reached_on_day": day.day, "reached_on_month": day.month, "reached_on_year": day.year}
    assert tom.post(f"/introductions/{one.pk}/tell", said).status_code == 303
    late = shanice.post(f"/introductions/{one.pk}/tell", {"tell_back": TellBack.NOTHING, "upon": one.telling})
    assert late.status_code == 422
    assert "Somebody else has just changed this to: That we have been in touch." in text_of(late)


# -- what its bearer may do -------------------------------------------------------------------------------------------
def test_adding_is_always_possible_and_waits_to_be_read(own, place, client):
    with as_(place.tom) as by:
        actions.read(introduction=own[1], by=by)
    response = client.post(f"{own[0]}more", {"words": "My sister can come too"}, follow=True)
    assert "Kept." in text_of(response)
    assert "My sister can come too" in text_of(response)
    with as_(place.tom):
        waiting = queries.waiting_for([place.team.pk], timezone.localdate(), look=queries.WAITING_TO_BE_READ)
    assert [row.has_more for row in waiting] == [True]


def test_adding_nothing_says_so_and_adding_too_much_keeps_it(own, place, client):
    nothing = client.post(f"{own[0]}more", {"words": "  "})
    assert nothing.status_code == 422
    assert "Write a few words first" in text_of(nothing)
    too_much = client.post(f"{own[0]}more", {"words": "word " * 3_000})
    assert too_much.status_code == 422
    assert "word word word" in too_much.content.decode()
    with as_(place.tom):
        assert not Passage.objects.filter(said=Said.ADDED).exists()


@pytest.mark.parametrize("what", ["more", "ring", "back"])
def test_a_form_s_address_opened_by_hand_leads_to_the_receipt(what, own, client):
    response = client.get(f"{own[0]}{what}")
    assert (response.status_code, response["Location"]) == (302, own[0])


def test_asking_to_be_rung_makes_one_step_however_often_it_is_pressed(own, place, client):
    for _ in range(3):
        assert client.post(f"{own[0]}ring").status_code == 303
    with as_(place.tom):
        assert len(steps_that_say("Ring them", journey=own[1].journey)) == 1


def test_an_introducer_who_asks_to_be_rung_is_rung_themselves(introducers, place, client):
    client.post(f"{introducers[0]}ring", {"number": "01632 960777"})
    with as_(place.tom):
        [step] = steps_that_say("Ring Piotr", journey=introducers[1].journey)
    assert step.kind == StepKind.RING_INTRODUCER
    assert "01632 960777" in step.what


@pytest.mark.parametrize("whose", ["own", "introducers"])
def test_taking_it_back_makes_a_step_to_check_and_never_ends_a_journey(whose, place, client, request):
    address, one = request.getfixturevalue(whose)
    page = text_of(client.post(f"{address}back", {"words": "Please forget it"}, follow=True))
    assert "Nothing ends by itself." in page
    with as_(place.tom):
        assert Journey.objects.get(pk=one.journey_id).is_open
        step = NextStep.objects.get(journey=one.journey, kind=StepKind.CHECK_WITH_PERSON)
    assert "heck with" in step.what
    assert introduction_behind(address, place).state == State.RECEIVED


def test_somebody_who_stepped_out_comes_back_by_asking_to_be_rung(own, place, client):
    with as_(place.tom) as by:
        journeys.spoke(journey=own[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=own[1], words="Not just now", by=by)
    client.post(f"{own[0]}ring")
    with as_(place.tom) as by:
        back = Journey.objects.get(person_id=own[1].person_id, ended_at__isnull=True)
        assert back.returns_to_id == own[1].journey_id
        assert NextStep.objects.get(journey=back).what.startswith("Welcome them back")
        again = actions.read(introduction=own[1], by=by)
    assert (again.journey_id, again.state) == (back.pk, State.READ)


def test_an_introducer_brings_nobody_back_and_is_still_read(introducers, place, client):
    with as_(place.tom) as by:
        journeys.spoke(journey=introducers[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=introducers[1], words="Not just now", by=by)
    client.post(f"{introducers[0]}ring", {"number": "01632 960777"})
    client.post(f"{introducers[0]}more", {"words": "He is worse"})
    with as_(place.tom):
        assert not Journey.objects.filter(ended_at__isnull=True).exists()
        assert [row.has_more for row in queries.waiting_for([place.team.pk], timezone.localdate())] == [True]


def test_nobody_who_died_is_brought_back_by_a_link(own, place, client):
    with as_(place.tom) as by:
        journeys.end(journey=Journey.objects.get(pk=own[1].journey_id), ending=Ending.DIED, by=by)
    assert client.post(f"{own[0]}ring").status_code == 303
    with as_(place.tom):
        assert not Journey.objects.filter(ended_at__isnull=True).exists()


def test_a_link_lasts_half_a_year_and_not_even_its_digest_can_be_read(own, place):
    with as_(place.tom):
        until = Receipt.objects.values_list("until", flat=True).get(introduction=own[1])
        assert until > timezone.now() + timedelta(days=170)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            list(Receipt.objects.values_list("link_digest"))


# -- what an introducer's receipt never tells -------------------------------------------------------------------------
def test_an_introducers_receipt_shows_the_first_promise_whatever_was_promised_since(introducers, place, client):
    before = text_of(client.get(introducers[0]))
    with as_(place.tom) as by:
        journeys.spoke(journey=introducers[1].journey, at=timezone.now(), by=by)
        actions.say_not_now(introduction=introducers[1], words="Not just now", by=by)
        in_a_week = timezone.now() + timedelta(days=7)
        actions.welcome_back(introduction=introducers[1], pack=packs()["brackwell"], now=in_a_week, by=by)
        one = Introduction.objects.get(pk=introducers[1].pk)
        assert one.reach_by > one.promised_by
    assert text_of(client.get(introducers[0])) == before


def test_a_receipt_whose_tie_has_ended_gets_the_kind_page(own, place, client):
    with as_(place.tom) as by:
        access.end_ties(person_id=own[1].person_id, party_kind=Kind.RECEIPT, party_id=own[1].pk, by=by)
    for response in (client.get(own[0]), client.post(f"{own[0]}ring"), client.post(f"{own[0]}back")):
        assert response.status_code == 404
        assert "This link has no page behind it any more" in text_of(response)


# -- what the stream keeps --------------------------------------------------------------------------------------------
def test_the_stream_keeps_who_asked_what_an_introducer_may_be_told_and_that_they_said_yes(introducers, place):
    with as_(place.tom) as by:
        reached = {"tell_back": TellBack.REACHED, "reached_on": timezone.localdate()}
        actions.tell_introducer(introduction=introducers[1], **reached, by=by)
        event = Event.objects.get(kind=Happened.AGREED_TO_TELL)
    assert (event.by_called, event.about) == ("Tom", {"tell_back": "reached", "they_said_yes": True})


@pytest.mark.parametrize(("may_be_shown", "seen"), [(True, 1), (False, 0)])
def test_the_stream_keeps_that_a_confidence_was_read_and_no_word_of_it(may_be_shown, seen, introducers, place):
    with as_(place.tom) as by:
        confidence = Confidence.objects.get()
        actions.review_confidence(confidence=confidence, may_be_shown=may_be_shown, withheld_because="Harm", by=by)
        event = Event.objects.get(kind=Happened.CONFIDENCE_READ)
        access.give_page(person_id=introducers[1].person_id, by=by)
    assert (event.by_called, event.about) == ("Tom", {"may_be_shown": may_be_shown})
    with named(Viewer(Kind.PERSON, introducers[1].person_id)):  # what stays in confidence, even that there is any, does
        assert Event.objects.filter(kind=Happened.CONFIDENCE_READ).count() == seen
