"""Introductions for the team: read, reached, rested, let go of, welcomed back; and seen by nobody else."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from doorway import fill_for_me, fill_for_someone, introduction_behind, receipt_of, text_of
from neighbourhood import as_, introduce, signed_in

from livingwell.access.models import Look
from livingwell.introductions import actions, queries
from livingwell.introductions.models import Introduction
from livingwell.introductions.words import State, TellBack
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep, Parting, Try
from livingwell.journeys.words import Ending, StepKind, TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama(place, client) -> Introduction:
    return introduction_behind(receipt_of(fill_for_me(client, needs="No stairs", language="Twi")), place)


@pytest.fixture
def marek(place, client) -> Introduction:
    return introduction_behind(receipt_of(fill_for_someone(client, not_say="His neighbour answers")), place)


def address(one: Introduction, *what: str) -> str:
    return "/".join(["/introductions", str(one.pk), *what]) + ("" if what else "/")


def found(one: Introduction, place) -> Introduction:
    with as_(place.tom):
        return queries.find_introduction(one.pk)


def a_try(how="call", outcome="no answer", day=None, hour="10am") -> dict[str, object]:
    day = day or timezone.localdate() - timedelta(days=1)
    return {"how": how, "outcome": outcome, "on_day": day.day, "on_month": day.month, "on_year": day.year, "time": hour}


def tried_enough(one: Introduction, place) -> None:
    """Try at different times, by different means, on different days."""
    with as_(place.tom) as by:
        for days, hour, how in ((4, 10, TriedBy.CALL), (3, 18, TriedBy.CALL), (2, 13, TriedBy.LETTER)):
            at = datetime.combine(timezone.localdate() - timedelta(days=days), datetime.min.time(), LONDON)
            actions.try_to_reach(
                introduction=one, how=how, outcome=TryOutcome.NO_ANSWER, at=at.replace(hour=hour), by=by
            )


# -- the list --------------------------------------------------------------------------------------------------------
def test_the_oldest_promise_is_first_and_a_worry_changes_no_order(place):
    for called, days in (("Newest", 9), ("Oldest", 0), ("Middle", 5)):
        introduce(place, called, now=timezone.now() + timedelta(days=days))
    with as_(place.tom) as by:
        newest = Journey.objects.get(person__called="Newest")
        journeys.raise_worry(journey=newest, words="He said goodbye", by=by)
        rows = queries.waiting_for([place.team.pk], timezone.localdate())
    assert [row.one.person.called for row in rows] == ["Oldest", "Middle", "Newest"]


def test_the_list_is_looked_at_by_what_was_promised(place, ama, marek):
    tom = signed_in(place.tom)
    page = text_of(tom.get("/introductions/"))
    assert "Ama" in page
    assert "introduced by Piotr, his brother" in page
    assert "Ama" not in text_of(tom.get("/introductions/?look=promised"))
    with as_(place.tom) as by:
        actions.try_to_reach(introduction=ama, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=by)
    assert "Ama" in text_of(tom.get("/introductions/?look=promised"))
    assert "Marek" in text_of(tom.get("/introductions/?look=to-read"))
    assert "Nobody is past our promise" in text_of(tom.get("/introductions/?look=past"))


@pytest.mark.parametrize("asked", ["?look=worst&page=-4", "?page=x&team=nobody", "?page=99999999999", "?look=%00"])
def test_a_made_up_way_of_looking_is_the_plain_list(asked, place, ama):
    assert signed_in(place.tom).get(f"/introductions/{asked}").status_code == 200


def test_an_empty_list_says_so_kindly(place):
    assert "Nobody is waiting" in text_of(signed_in(place.tom).get("/introductions/"))


def test_looking_down_the_list_is_no_look_and_opening_one_is(place, ama):
    tom = signed_in(place.tom)
    tom.get("/introductions/")
    with as_(place.tom):
        assert not Look.objects.exists()
    tom.get(address(ama))
    with as_(place.tom):
        assert [(one.page, one.by_called) for one in Look.objects.all()] == [("introduction", "Tom")]


# -- who opens it ----------------------------------------------------------------------------------------------------
def test_another_team_s_introduction_is_the_same_as_none(place, ama):
    callum = signed_in(place.callum)
    theirs, none = callum.get(address(ama)), callum.get(f"/introductions/{uuid4()}/")
    assert (theirs.status_code, text_of(theirs)) == (none.status_code, text_of(none)) == (404, text_of(none))
    for what in ("read", "tried", "not-now", "welcome-back", "tell"):
        assert callum.post(address(ama, what), a_try()).status_code == 404
    assert "Ama" not in text_of(callum.get("/introductions/"))


def test_a_stranger_is_sent_to_sign_in(place, ama, client):
    response = client.get(address(ama))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_how_to_reach_them_safely_and_what_they_need_stand_before_anything_is_sent(place, ama, marek):
    page = text_of(signed_in(place.tom).get(address(ama)))
    assert page.index("No stairs") < page.index("Write down a try")
    assert page.index("Being in touch safely") < page.index("Write down a try")
    assert "Leaving a message is safe" not in page
    another = text_of(signed_in(place.tom).get(address(marek)))
    assert "No text, email or letter" in another
    assert "Never say: His neighbour answers" in another
    assert "Not theirs until they say so" in another


# -- what is done ----------------------------------------------------------------------------------------------------
def test_i_have_read_this_is_said_by_name_and_once(place, ama):
    tom = signed_in(place.tom)
    assert tom.post(address(ama, "read")).status_code == 303
    assert (found(ama, place).state, found(ama, place).read_by) == (State.READ, "Tom")
    again = signed_in(place.shanice).post(address(ama, "read"))
    assert again.status_code == 422
    assert "Tom has already read this." in text_of(again)


def test_reaching_them_makes_the_first_conversation_the_next_thing_to_happen(place, ama):
    response = signed_in(place.tom).post(address(ama, "tried"), a_try(outcome="reached"))
    assert response.status_code == 303
    assert found(ama, place).state == State.REACHED
    with as_(place.tom):
        step = NextStep.objects.get(journey=ama.journey, kind=StepKind.FIRST_CONVERSATION)
        assert step.due_on == ama.journey.first_conversation_by
        assert NextStep.objects.get(journey=ama.journey, kind=StepKind.REACH).kept_at is not None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on_year": "3026"}, "The day must be"),
        ({"on_day": "31", "on_month": "2"}, "real date"),
        ({"time": "4"}, "am or pm"),
        ({"time": "sometime \x00 soon"}, "Enter a time"),
        ({"how": "telepathy"}, "Choose"),
        ({"words": "word " * 500}, "Please keep this to 500 characters"),
    ],
)
def test_a_try_that_cannot_be_says_why_and_writes_nothing(typed, sentence, place, ama):
    response = signed_in(place.tom).post(address(ama, "tried"), {**a_try(), "words": "I rang twice", **typed})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert "I rang twice" in response.content.decode() or "words" in typed
    with as_(place.tom):
        assert not Try.objects.exists()


def test_not_now_ends_in_their_words_and_leaves_the_door_open(place, ama):
    tom = signed_in(place.tom)
    assert tom.post(address(ama, "not-now"), {"words": ""}).status_code == 422
    unheard = tom.post(address(ama, "not-now"), {"words": "After the funeral"})
    assert unheard.status_code == 422
    assert "Nobody has spoken with them yet" in text_of(unheard)
    with as_(place.tom) as by:
        journeys.spoke(journey=ama.journey, at=timezone.now(), by=by)
    assert tom.post(address(ama, "not-now"), {"words": "After the funeral"}).status_code == 303
    assert found(ama, place).state == State.NOT_NOW
    with as_(place.tom):
        assert Parting.objects.get().words == "After the funeral"
    assert "They have come back" in text_of(tom.get(address(ama)))
    assert tom.post(address(ama, "welcome-back")).status_code == 303
    back = found(ama, place)
    assert back.state == State.READ
    assert back.journey.is_open
    assert back.journey.returns_to_id == ama.journey_id
    assert "Ama" in text_of(tom.get("/introductions/?look=reaching"))


def test_letting_go_says_why_not_yet_on_the_page_and_on_the_button(place, ama):
    tom = signed_in(place.tom)
    sentence = "Try at least three times, on different days, before letting go."
    assert sentence in text_of(tom.get(address(ama)))
    assert sentence in text_of(tom.get(address(ama, "let-go", "")))
    sent = tom.post(address(ama, "let-go", ""), {"words": "No answer", "second": str(place.shanice.pk)})
    assert sentence in text_of(sent)
    assert found(ama, place).state == State.RECEIVED


def test_letting_go_takes_tries_a_reason_and_two(place, ama):
    tried_enough(ama, place)
    tom = signed_in(place.tom)
    page = tom.get(address(ama, "let-go", "")).content.decode()
    assert "Tom, nurse" not in page  # the second is somebody else
    alone = tom.post(address(ama, "let-go", ""), {"words": "No answer", "second": ""})
    assert "Letting go takes two practitioners" in text_of(alone)
    done = tom.post(address(ama, "let-go", ""), {"words": "No answer", "second": str(place.shanice.pk)})
    assert done.status_code == 303
    assert found(ama, place).state == State.NOT_REACHED
    with as_(place.tom):
        assert Parting.objects.get().second == place.shanice
    assert "They have come back" in text_of(tom.get(address(ama)))


def test_somebody_reached_just_now_is_not_let_go_of_as_not_reached(place, ama):
    tried_enough(ama, place)
    with as_(place.tom) as by:
        actions.try_to_reach(introduction=ama, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=by)
        with pytest.raises(NotPossible, match="Try at least three times since then"):
            actions.let_go(introduction=ama, words="No answer", second_id=place.shanice.pk, by=by)


def test_somebody_reached_once_and_silent_since_is_let_go_of_after_tries_enough(place, ama):
    with as_(place.tom) as by:
        long_ago = timezone.now() - timedelta(days=30)
        actions.try_to_reach(introduction=ama, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=long_ago, by=by)
    tried_enough(ama, place)
    with as_(place.tom) as by:
        actions.let_go(introduction=ama, words="No answer since", second_id=place.shanice.pk, by=by)
    assert found(ama, place).state == State.NOT_REACHED


def test_a_journey_that_ended_is_welcomed_back_before_a_try_is_written_down(place, ama):
    with as_(place.tom) as by:
        journeys.spoke(journey=ama.journey, at=timezone.now(), by=by)
        journeys.end(journey=ama.journey, ending=Ending.STEPPED_OUT, words="Better now", by=by)
        with pytest.raises(NotPossible, match="Welcome them back first"):
            actions.try_to_reach(
                introduction=ama, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=by
            )


def test_the_introducer_is_told_only_what_the_person_said_yes_to(place, marek):
    tom = signed_in(place.tom)
    day = timezone.localdate()
    told = {
        "tell_back": "reached",
        "reached_on_day": day.day,
        "reached_on_month": day.month,
        "reached_on_year": day.year,
    }
    unasked = tom.post(address(marek, "tell"), told)
    assert unasked.status_code == 422
    assert "Ask them first, then tick that they said yes" in text_of(unasked)
    assert found(marek, place).told_reached_on is None
    late = tom.post(address(marek, "tell"), {**told, "reached_on_year": "3026", "agreed": "on"})
    assert "The day must be" in text_of(late)
    assert tom.post(address(marek, "tell"), {**told, "agreed": "on"}).status_code == 303
    assert found(marek, place).tell_back == TellBack.REACHED


def test_who_may_be_the_same_person_is_shown_and_nothing_is_put_together(place, ama, client):
    other = introduction_behind(receipt_of(fill_for_me(client, called="Amma", value="07700 900999")), place)
    page = text_of(signed_in(place.tom).get(address(other)))
    assert "Already walking with us?" in page
    assert "Nothing is put together by itself." in page
    with as_(place.tom):
        assert Introduction.objects.count() == 2


def test_a_form_pressed_twice_is_done_once(place, ama):
    tom, key = signed_in(place.tom), str(uuid4())
    for _ in range(2):
        assert tom.post(address(ama, "tried"), {**a_try(), "_once": key}).status_code in {302, 303}
    with as_(place.tom):
        assert Try.objects.count() == 1
