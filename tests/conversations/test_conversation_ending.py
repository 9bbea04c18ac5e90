"""How a conversation ends: read back together, missed, or put off. Nobody is left without something to happen next."""

from datetime import timedelta

import pytest
from conversations.talking import agree, begun, found, held, mark_of, open_journey, planned, ready, write
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.conversations import actions, queries
from livingwell.conversations.words import State
from livingwell.introductions.models import Introduction
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, Journey, NextStep
from livingwell.journeys.words import Ending, Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Meeting

pytestmark = pytest.mark.django_db
TRY = actions.TryNext("Write a letter", timezone.localdate() + timedelta(days=2))


def open_steps(one):
    return NextStep.objects.filter(journey_id=one.journey_id, kept_at__isnull=True, put_aside_at__isnull=True)


def events(one, kind):
    return list(Event.objects.filter(person_id=one.person_id, kind=kind))


# -- lines ------------------------------------------------------------------------------------------------------------


def test_a_line_in_each_column_is_a_next_step_of_whoever_it_is_for(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        agree(one, "Ask Efua to come", done_by=StepBy.PERSON, by=shanice)
        agree(one, "Ring Priya", done_by=StepBy.PRACTITIONER, by=shanice)
        agree(one, "Open the post", done_by=StepBy.TOGETHER, by=shanice)
        made = [(step.done_by, step.what, step.practitioner) for step in queries.agreed_in(one)]
    assert made == [
        ("person", "Ask Efua to come", None),
        ("practitioner", "Ring Priya", place.shanice),
        ("together", "Open the post", place.shanice),
    ]


def test_a_line_needs_words_and_a_day_within_the_horizon(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        agree(one, "On the last day", days=28, by=shanice)
        for what, days, sentence in (
            ("  ", 3, "Say what happens next"),
            ("x", 29, "within"),
            ("x", -1, "today or a day"),
        ):
            with pytest.raises(NotPossible, match=sentence):
                agree(one, what, days=days, by=shanice)
        assert len(queries.agreed_in(one)) == 1


def test_a_line_is_taken_out_again_and_kept_as_put_aside(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        step = agree(one, "Ring Priya", by=shanice)
        actions.take_out(conversation=one, step_id=step.pk, by=shanice)
        actions.take_out(conversation=one, step_id=step.pk, by=shanice)
        assert queries.agreed_in(one) == []
        assert NextStep.objects.get(pk=step.pk).ended_words == "Taken out again while we talked."


def test_only_lines_of_this_conversation_can_be_taken_out_of_it(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        reach = open_steps(one).get(kind=StepKind.REACH)
        actions.take_out(conversation=one, step_id=reach.pk, by=shanice)
        assert open_steps(one).get().pk == reach.pk


def test_after_it_was_read_back_no_line_is_added_or_taken_out(place):
    one = held(place)
    with as_(place.shanice) as shanice:
        [step] = queries.agreed_in(one)
        for again in (
            lambda: agree(one, "One more", by=shanice),
            lambda: actions.take_out(conversation=one, step_id=step.pk, by=shanice),
        ):
            with pytest.raises(NotPossible, match="read back together"):
                again()


# -- read back --------------------------------------------------------------------------------------------------------


def test_reading_it_back_together_finishes_it_and_says_so_everywhere_once(place):
    one = ready(place)
    with as_(place.shanice) as shanice:
        actions.finish(conversation=one, read=mark_of(one), by=shanice)
        done, journey = found(one.pk), Journey.objects.get(pk=one.journey_id)
        assert done.state == State.HELD
        assert done.note.read_back_at == done.held_at
        assert journey.first_conversation_at == journey.last_spoken_at == done.begun_at
        assert Introduction.objects.get(journey=journey).state == "talked"
        [happened] = events(one, Happened.CONVERSATION_HELD)
        assert (happened.about["with"], happened.about["first"]) == ("Shanice", True)
        reach = NextStep.objects.get(journey=journey, kind=StepKind.REACH)
        assert reach.kept_at
        assert [step.what for step in open_steps(one)] == ["Ring Priya about the date"]


def test_finishing_again_is_finishing_once(place):
    one = held(place)
    with as_(place.tom) as tom:
        again = actions.finish(conversation=one, read="whatever was read", by=tom)
        assert again.held_at == one.held_at
        assert len(events(one, Happened.CONVERSATION_HELD)) == 1


@pytest.mark.parametrize("done_by", [None, StepBy.PERSON])
def test_it_is_not_finished_while_nobody_but_the_person_has_a_next_step(place, done_by):
    one = begun(place)
    with as_(place.shanice) as shanice:
        if done_by:
            agree(one, "Ask Efua to come", done_by=done_by, by=shanice)
        with pytest.raises(NotPossible, match="nobody is left waiting"):
            actions.finish(conversation=one, read=mark_of(one), by=shanice)
        assert found(one.pk).state == State.BEGUN
        agree(one, "Open the post", done_by=StepBy.TOGETHER, by=shanice)
        assert actions.finish(conversation=one, read=mark_of(one), by=shanice).state == State.HELD


def test_what_was_written_after_the_reading_is_read_first(place):
    one = ready(place)
    with as_(place.shanice) as shanice:
        read = mark_of(one)
        write(one, "Ama sings on Sundays. And drums.", by=shanice)
        with pytest.raises(NotPossible, match="Read it once more"):
            actions.finish(conversation=one, read=read, by=shanice)
        read = mark_of(one)
        agree(one, "Find a drum", by=shanice)
        with pytest.raises(NotPossible, match="Read it once more"):
            actions.finish(conversation=one, read=read, by=shanice)


def test_the_first_conversation_stays_the_first(place):
    first = held(place)
    with as_(place.shanice) as shanice:
        when = Journey.objects.get(pk=first.journey_id).first_conversation_at
        second = ready(place, first.journey, words="Again.")
        actions.finish(conversation=second, read=mark_of(second), by=shanice)
        journey = Journey.objects.get(pk=first.journey_id)
        assert journey.first_conversation_at == when < journey.last_spoken_at
        assert not found(second.pk).is_first


def test_a_conversation_written_down_later_was_had_when_it_was_had(place):
    yesterday = timezone.now() - timedelta(days=1)
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        one = actions.start(
            journey=open_journey(journey.pk), how=Meeting.PHONE, practitioner=place.shanice, at=yesterday, by=shanice
        )
        agree(one, "Ring Priya", by=shanice)
        actions.finish(conversation=one, read=mark_of(one), by=shanice)
        assert Journey.objects.get(pk=journey.pk).first_conversation_at == yesterday


def test_a_journey_that_ended_meanwhile_lets_what_was_said_be_read_back(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        journeys.spoke(journey=one.journey, at=timezone.now(), by=shanice)
        journeys.end(journey=one.journey, ending=Ending.STEPPED_OUT, by=shanice)
        with pytest.raises(NotPossible, match="journey has ended"):
            agree(one, "Ring Priya", by=shanice)
        assert actions.finish(conversation=one, read=mark_of(one), by=shanice).state == State.HELD


# -- missed, and put off ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "state"), [(actions.miss, State.MISSED), (actions.call_off, State.CALLED_OFF)])
def test_missing_each_other_is_kept_without_blame_and_something_else_comes_next(place, act, state):
    one = planned(place)
    with as_(place.shanice) as shanice:
        stood = open_steps(one).get(from_id=one.pk)
        act(conversation=one, next_=TRY, words="The bus did not come.", by=shanice)
        done = found(one.pk)
        assert (done.state, done.ended_words) == (state, "The bus did not come.")
        assert NextStep.objects.get(pk=stood.pk).put_aside_at
        assert [(step.what, step.practitioner) for step in queries.agreed_in(one)] == [
            ("Write a letter", place.shanice)
        ]
        [happened] = events(one, Happened.MISSED)
        assert happened.about["put_off"] == (state == State.CALLED_OFF)


@pytest.mark.parametrize("act", [actions.miss, actions.call_off])
def test_nobody_is_missed_without_something_to_try_next(place, act):
    one = planned(place)
    with as_(place.shanice) as shanice:
        with pytest.raises(NotPossible, match="what happens next"):
            act(conversation=one, next_=actions.TryNext(" ", TRY.due_on), by=shanice)
        assert found(one.pk).state == State.PLANNED
        act(conversation=one, next_=TRY, by=shanice)
        act(conversation=one, next_=TRY, by=shanice)
        assert len(events(one, Happened.MISSED)) == 1


def test_a_conversation_that_is_being_had_cannot_be_missed(place):
    one = begun(place)
    with as_(place.shanice) as shanice, pytest.raises(NotPossible, match="cannot become"):
        actions.miss(conversation=one, next_=TRY, by=shanice)


# -- pages ------------------------------------------------------------------------------------------------------------


def test_it_is_read_out_and_finished_on_the_page(place):
    one, shanice = ready(place), signed_in(place.shanice)
    page = shanice.get(f"/conversations/{one.pk}/read-back/").content.decode()
    assert "Ama sings on Sundays." in page
    assert "Shanice will" in page
    with as_(place.shanice):
        read = mark_of(one)
    assert f'name="read" value="{read}"' in page
    for _twice in range(2):
        answer = shanice.post(f"/conversations/{one.pk}/read/", {"read": read})
        assert (answer.status_code, answer["Location"]) == (303, f"/conversations/{one.pk}/")
    assert "Read back together" in shanice.get(f"/conversations/{one.pk}/").content.decode()
    with as_(place.shanice):
        assert len(events(one, Happened.CONVERSATION_HELD)) == 1


def test_the_button_that_is_off_says_why_in_the_words_of_the_refusal(place):
    one, shanice = begun(place), signed_in(place.shanice)
    sentence = "Write one next step for you, or for both of you, first: so that nobody is left waiting."
    for path in ("", "read-back/"):
        page = shanice.get(f"/conversations/{one.pk}/{path}").content.decode()
        assert 'aria-disabled="true"' in page
        assert sentence in page
    refused = shanice.post(f"/conversations/{one.pk}/read/", {"read": "x"})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()


def test_missing_each_other_is_kept_on_the_page(place):
    one, shanice = planned(place), signed_in(place.shanice)
    empty = shanice.post(f"/conversations/{one.pk}/missed/", {"what": "", "due_on": ""})
    assert empty.status_code == 422
    assert "Say what you will try next" in empty.content.decode()
    said = {"what": "Go with Efua", "due_on": (timezone.localdate() + timedelta(days=1)).isoformat()}
    assert shanice.post(f"/conversations/{one.pk}/missed/", said).status_code == 303
    page = shanice.get(f"/conversations/{one.pk}/").content.decode()
    assert "You missed each other." in page
    assert "Go with Efua" in page
