"""Arranging a conversation, moving it, beginning it."""

from datetime import timedelta

import pytest
from conversations.talking import begun, found, open_journey, planned
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.access.models import Look
from livingwell.conversations import actions, queries
from livingwell.conversations.models import Conversation
from livingwell.conversations.words import State
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, NextStep
from livingwell.journeys.words import Happened, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Channel, Meeting

pytestmark = pytest.mark.django_db


def arranging(place, journey, by, **changed):
    said = {"how": Meeting.WALK, "at": timezone.now() + timedelta(days=2), "practitioner": place.shanice} | changed
    return actions.plan(journey=open_journey(journey.pk), by=by, **said)


def open_steps(one, **which):
    return NextStep.objects.filter(journey_id=one.journey_id, kept_at__isnull=True, put_aside_at__isnull=True, **which)


def test_a_plan_is_kept_and_a_next_step_stands_for_it(place):
    one = planned(place)
    with as_(place.shanice):
        step = open_steps(one, from_id=one.pk).get()
        assert (step.kind, step.practitioner, step.due_on) == (
            StepKind.FIRST_CONVERSATION,
            place.shanice,
            timezone.localdate(one.at),
        )
        happened = Event.objects.get(from_id=one.pk)
        assert (happened.kind, happened.about["first"]) == (Happened.CONVERSATION_PLANNED, True)
        assert (one.state, one.is_first, one.guide.version) == (State.PLANNED, True, 1)


def test_where_the_promise_of_a_first_conversation_stands_already_it_is_not_made_twice(place):
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        from livingwell.journeys.rules import Doer
        from livingwell.journeys.words import StepBy

        journeys.make_step(
            journey=journey,
            what="A first conversation",
            doer=Doer(StepBy.TEAM, team_id=place.team.pk),
            due_on=timezone.localdate() + timedelta(days=9),
            kind=StepKind.FIRST_CONVERSATION,
            by=shanice,
        )
        one = arranging(place, journey, shanice)
        assert open_steps(one, kind=StepKind.FIRST_CONVERSATION).count() == 1


def test_a_day_that_cannot_be_is_refused_and_nothing_is_kept(place):
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        for days in (-1, 29, 365 * 1000):
            with pytest.raises(NotPossible):
                arranging(place, journey, shanice, at=timezone.now() + timedelta(days=days))
        assert not Conversation.objects.filter(journey=journey).exists()


def test_a_teammate_may_be_planned_for_and_somebody_they_refused_may_not(place):
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        assert arranging(place, journey, shanice, practitioner=place.dev).practitioner == place.dev
        journeys.refuse_practitioner(journey=journey, practitioner=place.priya, by=shanice)
        with pytest.raises(NotPossible, match="Priya is not alongside Ama"):
            arranging(place, journey, shanice, practitioner=place.priya)
        with pytest.raises(NotPossible, match="Callum is not alongside Ama"):
            arranging(place, journey, shanice, practitioner=place.callum)


def test_somebody_drawn_in_from_outside_may_talk_with_them(place):
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="The rent", by=shanice)
    with as_(place.maggie) as maggie:
        one = arranging(place, journey, maggie, practitioner=place.maggie)
        assert found(one.pk).practitioner == place.maggie


def test_we_are_talking_now_begins_at_once(place):
    one = begun(place)
    with as_(place.shanice):
        assert (one.state, one.begun_at) == (State.BEGUN, one.at)
        assert one.note.words == ""


def test_what_was_already_said_may_be_written_down_afterwards_and_only_so(place):
    journey = introduce(place)
    yesterday = timezone.now() - timedelta(days=1)
    with as_(place.shanice) as shanice:
        one = actions.start(
            journey=open_journey(journey.pk), how=Meeting.PHONE, practitioner=place.shanice, at=yesterday, by=shanice
        )
        assert (one.state, one.spoken_at) == (State.BEGUN, yesterday)
        with pytest.raises(NotPossible, match="a time that has been"):
            actions.start(
                journey=open_journey(journey.pk),
                how=Meeting.PHONE,
                practitioner=place.shanice,
                at=timezone.now() + timedelta(days=1),
                by=shanice,
            )


def test_beginning_twice_is_beginning_once(place):
    one = planned(place)
    with as_(place.shanice) as shanice:
        first = actions.begin(conversation=one, by=shanice)
        again = actions.begin(conversation=one, by=shanice)
        assert first.begun_at == again.begun_at


def test_a_plan_moves_with_its_next_step(place):
    one = planned(place)
    later = timezone.now() + timedelta(days=5)
    with as_(place.shanice) as shanice:
        actions.move(conversation=one, how=Meeting.HOME, at=later, practitioner=place.dev, company="Efua", by=shanice)
        moved = found(one.pk)
        assert (moved.how, moved.at, moved.practitioner, moved.company) == (Meeting.HOME, later, place.dev, "Efua")
        step = open_steps(one, from_id=one.pk).get()
        assert (step.practitioner, step.due_on) == (place.dev, timezone.localdate(later))
        actions.begin(conversation=one, by=shanice)
        with pytest.raises(NotPossible, match="no longer to come"):
            actions.move(conversation=one, how=Meeting.HOME, at=later, practitioner=place.dev, by=shanice)


def test_of_two_who_move_it_at_once_the_second_reads_where_it_went(place):
    one = planned(place)
    later, latest = timezone.now() + timedelta(days=5), timezone.now() + timedelta(days=6)
    with as_(place.shanice) as shanice:
        actions.move(
            conversation=one, how=Meeting.HOME, at=later, practitioner=place.dev, upon=one.arranged, by=shanice
        )
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="Somebody else has just moved this") as refusal:
        actions.move(conversation=one, how=Meeting.WALK, at=latest, practitioner=place.tom, upon=one.arranged, by=tom)
    assert refusal.value.values == {"at": later, "called": "Dev"}
    with as_(place.tom) as tom:
        now = found(one.pk)
        actions.move(conversation=now, how=Meeting.WALK, at=latest, practitioner=place.tom, upon=now.arranged, by=tom)


# -- the page ---------------------------------------------------------------------------------------------------------

SAID = {
    "needs": "Somewhere quiet, with a door she can see.",
    "language": "Twi",
    "wants_interpreter": True,
    "meets": ["walk"],
    "meets_where": "The bench by the library",
    "company": "Efua, her sister",
}
IN_THREE_DAYS = timezone.localdate() + timedelta(days=3)
ON = {"on_day": IN_THREE_DAYS.day, "on_month": IN_THREE_DAYS.month, "on_year": IN_THREE_DAYS.year}


@pytest.fixture
def ama(place):
    ways = (Way(Channel.TEXT, "07700 900123", may_message=True, when="After four", not_say="Anything about this team"),)
    return introduce(place, ways=ways, about=SAID)


def plan_form(place, **changed):
    return {"how": "walk", "place": "The bench", "at": "4pm", "practitioner": str(place.shanice.pk)} | ON | changed


def test_what_they_need_stands_before_anything_is_arranged(place, ama):
    page = signed_in(place.shanice).get(f"/conversations/plan/{ama.pk}/").content.decode()
    before, form = page.split("We are talking now")
    for words in ("Somewhere quiet", "Speaks Twi", "Wants an interpreter", "After four", "Anything about this team"):
        assert words in before
    assert 'value="The bench by the library"' in form
    assert 'value="Efua, her sister"' in form


def test_opening_the_page_is_a_look_and_sending_it_is_not(place, ama):
    shanice = signed_in(place.shanice)
    shanice.get(f"/conversations/plan/{ama.pk}/")
    shanice.post(f"/conversations/plan/{ama.pk}/", plan_form(place))
    with as_(place.shanice):
        assert Look.objects.filter(person_id=ama.person_id).count() == 1


def test_a_plan_is_made_on_the_page_once_however_often_it_is_sent(place, ama):
    shanice = signed_in(place.shanice)
    key = {"_once": "6a4c1f5a-0000-4000-8000-000000000001"}
    first = shanice.post(f"/conversations/plan/{ama.pk}/", plan_form(place) | key)
    again = shanice.post(f"/conversations/plan/{ama.pk}/", plan_form(place) | key)
    assert (first.status_code, first["Location"]) == (303, again["Location"])
    with as_(place.shanice):
        one = queries.conversations_of(ama.person_id)[0]
        assert timezone.localtime(one.at).hour == 16
        assert Conversation.objects.filter(journey_id=ama.pk).count() == 1


def test_moved_twice_by_the_same_tap_it_is_moved_once_and_nobody_else_is_said_to_have(place, ama):
    one = planned(place, ama, days=2)
    shanice, path = signed_in(place.shanice), f"/conversations/{one.pk}/move/"
    said = plan_form(place) | {"upon": one.arranged, "_once": "6a4c1f5a-0000-4000-8000-000000000002"}
    first, again = shanice.post(path, said), shanice.post(path, said)
    assert first.status_code == 303
    assert again.status_code < 400
    assert first["Location"] == again["Location"] == f"/conversations/{one.pk}/"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on_day": "", "on_month": "", "on_year": ""}, "Choose a day"),
        ({"on_year": "3026"}, "must be"),
        ({"on_year": str(timezone.localdate().year - 1)}, "That has been already"),
        ({"on_day": "31", "on_month": "2"}, "real date"),
        ({"at": "later"}, "Enter a time"),
        ({"how": "moon"}, "Choose one of the answers"),
        ({"how": "chosen", "place": ""}, "Say where they chose"),
        ({"practitioner": "00000000-0000-4000-8000-000000000000"}, "Choose one of the answers"),
        ({"place": "x" * 301}, "keep this to 300"),
    ],
)
def test_a_plan_that_cannot_be_is_refused_beside_its_field_with_the_words_still_there(place, ama, changed, sentence):
    answer = signed_in(place.shanice).post(f"/conversations/plan/{ama.pk}/", plan_form(place, company="Efua") | changed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Efua"' in page
    with as_(place.shanice):
        assert not Conversation.objects.filter(journey_id=ama.pk).exists()


def test_one_tap_begins_a_conversation_that_is_happening_now(place, ama):
    answer = signed_in(place.shanice).post(f"/conversations/plan/{ama.pk}/now/", {"how": "phone"})
    with as_(place.shanice):
        one = queries.conversations_of(ama.person_id)[0]
        assert (answer["Location"], one.state) == (f"/conversations/{one.pk}/", State.BEGUN)


def test_somebody_with_no_tie_finds_no_such_page(place, ama):
    callum = signed_in(place.callum)
    for path in (f"/conversations/plan/{ama.pk}/", f"/conversations/plan/{ama.person_id}/"):
        assert callum.get(path).status_code == 404
        assert callum.post(path, plan_form(place)).status_code == 404
