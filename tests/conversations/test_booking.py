"""Booking: by the team and by the person themselves, moved by either side, reminded only as they agreed."""

from datetime import datetime, time, timedelta

import pytest
from conversations.talking import found, open_journey, planned
from django.db import ProgrammingError, connection
from django.urls import reverse
from django.utils import timezone
from neighbourhood import as_, find_place, introduce, signed_in
from website.homes import own_page, reached

from livingwell.access import actions as access
from livingwell.access.naming import named, practising
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import actions, queries
from livingwell.conversations.models import Conversation, Move, Reminder
from livingwell.conversations.words import State
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, Event, NextStep
from livingwell.journeys.words import Happened
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.messages import composing
from livingwell.messages.models import Message
from livingwell.messages.words import State as MessageState
from livingwell.people import actions as people
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel, Meeting
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db


def seen():
    """Read as Tom, who leads: what the worker reads is asked of a real one, in `test_booking_end_to_end.py`."""
    return as_(find_place().tom)


@pytest.fixture(autouse=True)
def sends(settings, tmp_path):
    """The place has a mail server, so that a reminder by email may be written."""
    settings.POST_SMTP_HOST, settings.POST_SENDER = "127.0.0.1", "hello@brackwell.example"
    settings.POST_FOLDER = tmp_path


def afternoon(days: int, hour: int = 16) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=days), time(hour), LONDON)


def agreed(place, *, hours: int = 24, when: str = ""):
    """Ama, who agreed to a reminder by email."""
    journey = introduce(place, ways=(Way(Channel.EMAIL, "ama@example.org", may_message=True, when=when),))
    with as_(place.tom) as tom:
        [way] = WayToReach.objects.filter(person_id=journey.person_id)
        people.verify_way(way=way, may_message=True, may_leave_message=False, reminds_hours=hours, by=tom)
    return journey


def booked(here, journey, *, at=None, by=None, **said):
    by = by or here.shanice
    with as_(by) as viewer:
        one = actions.plan(
            journey=open_journey(journey.pk),
            how=said.pop("how", Meeting.WALK),
            at=at or afternoon(5),
            practitioner=said.pop("practitioner", by),
            by=viewer,
            **said,
        )
        return found(one.pk)


def reminder(one):
    with seen():
        return queries.reminder_of(one.pk)


def messages_to(journey) -> list[Message]:
    with seen():
        return list(Message.objects.filter(person_id=journey.person_id).order_by("made_at"))


def as_person(journey) -> Viewer:
    """Return Ama, who has a page of her own."""
    with seen() as tom:
        access.give_page(person_id=journey.person_id, by=tom)
    return Viewer(Kind.PERSON, journey.person_id, called="Ama")


# -- reminders --------------------------------------------------------------------------------------------------------
def test_a_reminder_is_written_only_where_they_agreed_and_says_a_time_and_nothing_else(place):
    assert reminder(booked(place, introduce(place))) is None
    one = booked(place, agreed(place))
    message = reminder(one).message
    assert (message.state, message.goes_at) == (MessageState.WAITING, afternoon(4))
    assert message.by_called == "Shanice"
    assert "at 4pm" in message.words
    assert "Ama" not in message.words


def test_a_moved_conversation_is_reminded_of_once_and_of_how_it_now_stands(place):
    journey = agreed(place)
    one = booked(place, journey)
    with as_(place.shanice) as shanice:
        actions.move(conversation=one, how=Meeting.WALK, at=afternoon(6), practitioner=place.shanice, by=shanice)
    first, second = messages_to(journey)
    assert (first.state, second.state, second.goes_at) == (MessageState.HELD_BACK, MessageState.WAITING, afternoon(5))
    assert reminder(one).message_id == second.pk


@pytest.mark.parametrize("how", ["missed", "put off", "begun"])
def test_what_is_over_is_not_reminded_of(place, how):
    journey = agreed(place)
    one = booked(place, journey)
    with as_(place.shanice) as shanice:
        if how == "begun":
            actions.begin(conversation=one, by=shanice)
        else:
            act = actions.miss if how == "missed" else actions.call_off
            act(conversation=one, next_=actions.TryNext("Ring in the evening", timezone.localdate()), by=shanice)
    assert [one.state for one in messages_to(journey)] == [MessageState.HELD_BACK]
    assert reminder(one) is None


def test_at_the_moment_it_goes_it_is_asked_again_whether_it_still_stands(place):
    journey = agreed(place)
    one = booked(place, journey)
    with seen():
        message = Message.objects.select_related("way", "person").get(person_id=journey.person_id)
        Conversation.objects.filter(pk=one.pk).update(at=afternoon(9))
        with pytest.raises(NotPossible, match="moved, or is off"):
            composing.check_may_go(message)


def test_where_they_said_when_they_can_be_reached_one_of_us_chooses_the_moment(place):
    journey = agreed(place, when="After four")
    one = booked(place, journey)
    assert reminder(one) is None
    shanice = signed_in(place.shanice)
    page = shanice.get(reverse("conversations:conversation", args=[one.pk])).content.decode()
    assert "After four" in page
    assert "That is a good moment" in page
    assert shanice.post(reverse("conversations:remind", args=[one.pk])).status_code == 303
    assert reminder(one).message.goes_at == afternoon(4)
    assert shanice.post(reverse("conversations:remind", args=[one.pk])).status_code == 422
    assert len(messages_to(journey)) == 1


def test_too_late_for_a_reminder_is_no_reason_not_to_meet(place):
    one = booked(place, agreed(place, hours=48), at=timezone.now() + timedelta(hours=5))
    assert (one.state, reminder(one)) == (State.PLANNED, None)


def test_the_worker_writes_what_nobody_has_written_yet_and_only_once(place):
    journey = agreed(place)
    one = booked(place, journey)
    with named(as_person(journey)) as ama:
        [mine] = queries.own_coming(journey.person_id, timezone.now())
        actions.choose_another(conversation=mine, at=afternoon(7), offers=[afternoon(7)], by=ama)
    for _again in range(2):
        with seen() as tom:
            for waiting in queries.to_be_reminded(timezone.now()):
                actions.remind_as_agreed(conversation=waiting, by=tom)
    assert [one.state for one in messages_to(journey)] == [MessageState.HELD_BACK, MessageState.WAITING]
    assert reminder(one).for_at == afternoon(7)


def test_whoever_comes_instead_does_not_remind_in_anothers_name(place):
    journey = agreed(place)
    one = booked(place, journey)
    with as_(place.tom) as tom:
        journeys.refuse_practitioner(journey=journey, practitioner=place.shanice, words="No", by=tom)
    assert reminder(one) is None
    with seen() as tom:
        [waiting] = queries.to_be_reminded(timezone.now())
        assert actions.remind_as_agreed(conversation=waiting, by=tom).message.by_called == "Tom"


# -- two who come -----------------------------------------------------------------------------------------------------
def test_two_may_come_and_both_have_it_coming_up(place):
    one = booked(place, introduce(place), also=place.dev)
    for who in (place.shanice, place.dev):
        with as_(who):
            assert [row.pk for row in queries.coming_up(who.pk, timezone.now())] == [one.pk]


def test_the_same_one_twice_is_not_two(place):
    with pytest.raises(NotPossible, match="somebody else for the second"):
        booked(place, introduce(place), also=place.shanice)


def test_of_two_the_other_comes_when_one_no_longer_may(place):
    for refused, comes in ((place.shanice, place.dev), (place.dev, place.shanice)):
        journey = introduce(place)
        one = booked(place, journey, also=place.dev)
        with as_(place.tom) as tom:
            journeys.refuse_practitioner(journey=journey, practitioner=refused, words="No", by=tom)
            again = found(one.pk)
            assert (again.practitioner, again.also) == (comes, None)


# -- moved ------------------------------------------------------------------------------------------------------------
def test_a_move_is_a_row_and_an_event_and_has_no_reason(place):
    one = booked(place, introduce(place), place="The bench")
    with as_(place.shanice) as shanice:
        actions.move(conversation=one, how=Meeting.HOME, at=afternoon(6), practitioner=place.shanice, by=shanice)
        [move] = queries.moves_of(one.pk)
        assert (move.was_at, move.was_place, move.to_at) == (afternoon(5), "The bench", afternoon(6))
        assert (move.by_person, move.by_called) == (False, "Shanice")
        event = Event.objects.get(from_id=one.pk, kind=Happened.CONVERSATION_MOVED)
        assert event.about["by_person"] is False


def test_not_that_day_is_one_tap_and_becomes_somebodys_next_step(place):
    journey = reached(place, introduce(place))
    one = booked(place, journey, place="The bench")
    person = own_page(place, journey)
    assert "You never need to say why" in person.get(reverse("website:my_page")).content.decode()
    answer = person.post(reverse("website:move_mine", args=[one.pk]), {"to": ""})
    assert answer.status_code == 303
    assert "find another time with you" in person.get(answer["Location"].split("#")[0]).content.decode()
    with as_(place.shanice):
        again = found(one.pk)
        assert (again.state, again.ended_words) == (State.CALLED_OFF, "")
        [step] = NextStep.objects.filter(OPEN_STEP, from_id=one.pk)
        assert (step.what, step.practitioner) == ("Find another time with Ama", place.shanice)
        [move] = queries.moves_of(one.pk)
        assert (move.by_person, move.to_at, move.was_place) == (True, None, "The bench")
        assert not Event.objects.filter(from_id=one.pk, kind=Happened.MISSED).exists()


def test_they_choose_another_of_the_times_offered(place):
    journey = reached(place, introduce(place))
    one = booked(place, journey)
    person = own_page(place, journey)
    page = person.get(reverse("website:my_page")).content.decode()
    offer = page.split('name="to" value="')[1].split('"')[0]
    assert datetime.fromisoformat(offer) != one.at
    assert person.post(reverse("website:move_mine", args=[one.pk]), {"to": offer}).status_code == 303
    with as_(place.shanice):
        again = found(one.pk)
        assert (again.state, again.at) == (State.PLANNED, datetime.fromisoformat(offer))


def test_the_step_that_stands_for_it_moves_with_it(place):
    journey = introduce(place)
    one = booked(place, journey)
    with named(as_person(journey)) as ama:
        [mine] = queries.own_coming(journey.person_id, timezone.now())
        actions.choose_another(conversation=mine, at=afternoon(7, 10), offers=[afternoon(7, 10)], by=ama)
    with as_(place.shanice):
        [step] = NextStep.objects.filter(OPEN_STEP, from_id=one.pk)
        assert (step.due_on, step.at_words) == (timezone.localdate(afternoon(7)), "10am")


@pytest.mark.parametrize("sent", ["2026-11-30T03:00+00:00", "tomorrow", "2026-11-30T10:00"])
def test_a_time_that_is_not_offered_is_not_taken(place, sent):
    journey = reached(place, introduce(place))
    one = booked(place, journey)
    assert own_page(place, journey).post(reverse("website:move_mine", args=[one.pk]), {"to": sent}).status_code >= 400
    with as_(place.shanice):
        assert found(one.pk).at == one.at


def test_what_was_moved_meanwhile_is_not_moved_unseen(place):
    journey = introduce(place)
    one = booked(place, journey)
    with named(as_person(journey)):
        [mine] = queries.own_coming(journey.person_id, timezone.now())
    with as_(place.shanice) as shanice:
        actions.move(conversation=one, how=Meeting.WALK, at=afternoon(6), practitioner=place.shanice, by=shanice)
    with named(as_person(journey)) as ama, pytest.raises(NotPossible, match="changed meanwhile"):
        actions.not_that_day(conversation=mine, by=ama)


def test_nobody_moves_what_is_planned_with_somebody_else(place):
    other = planned(place, introduce(place, "Marek"))
    journey = reached(place, introduce(place))
    assert own_page(place, journey).post(reverse("website:move_mine", args=[other.pk]), {"to": ""}).status_code == 404
    with named(as_person(journey)) as ama, pytest.raises(NotPossible):
        actions.choose_another(conversation=other, at=afternoon(7), offers=[afternoon(7)], by=ama)
    with as_(place.shanice):
        assert found(other.pk).at == other.at
        assert not Move.objects.filter(conversation=other).exists()


# -- asked in SQL -----------------------------------------------------------------------------------------------------
def taken_seen_by(viewer: Viewer, *practitioners) -> int:
    with named(viewer), connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from gate.taken(%s, now(), now() + interval '30 days')",
            [[one.pk for one in practitioners]],
        )
        return cursor.fetchone()[0]


def test_when_somebody_is_taken_is_told_to_us_and_to_whom_they_meet_and_to_nobody_else(place):
    journey, other = introduce(place), introduce(place, "Marek")
    booked(place, journey, by=place.shanice)
    booked(place, other, by=place.tom)
    ama = as_person(journey)
    assert taken_seen_by(ama, place.shanice) == 1
    assert taken_seen_by(ama, place.tom, place.dev) == 0
    for viewer in (NOBODY, Viewer(Kind.VISITOR, other.person_id), Viewer(Kind.RECEIPT, other.pk)):
        assert taken_seen_by(viewer, place.shanice, place.tom) == 0
    assert taken_seen_by(practising(place.callum), place.shanice, place.tom) == 2


def test_a_person_moves_only_their_own_and_nobody_moves_in_their_name(place):
    journey, other = introduce(place), introduce(place, "Marek")
    one = booked(place, journey)
    moves = "select gate.person_moves(%s, %s, null, '', '', gen_random_uuid(), gen_random_uuid(), '', 'x')"
    for viewer in (as_person(other), practising(place.shanice), practising(place.callum), NOBODY):
        with named(viewer), connection.cursor() as cursor:
            cursor.execute(moves, [one.pk, one.at])
            assert cursor.fetchone() == (False,)
    with as_(place.shanice):
        assert found(one.pk).state == State.PLANNED


def test_a_person_changes_nothing_else_of_what_is_planned(place):
    journey = introduce(place)
    one = booked(place, journey)
    ama = as_person(journey)
    with named(ama):
        assert Conversation.objects.filter(pk=one.pk).count() == 1
    with pytest.raises(ProgrammingError, match="row-level security"), named(ama):
        Conversation.objects.filter(pk=one.pk).update(place="Elsewhere")


# -- the page ---------------------------------------------------------------------------------------------------------
def form(here, journey, **changed):
    who = {"how": "walk", "practitioner": str(here.tom.pk), "also": "", "lasts": "60", "company": "", "place": ""}
    return who | changed


def plan_page(journey) -> str:
    return reverse("conversations:plan", args=[journey.pk])


def offers_in(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="when" type="radio" value="')[1:]]


def test_the_page_offers_times_and_one_of_them_is_taken_with_one_choice(place):
    journey, tom = introduce(place), signed_in(place.tom)
    times = offers_in(tom.get(plan_page(journey)).content.decode())
    assert len(times) == 7
    assert times[-1] == "other"
    assert tom.post(plan_page(journey), form(place, journey, when=times[0])).status_code == 303
    with as_(place.tom):
        [one] = queries.conversations_of(journey.person_id)
        assert one.at == datetime.fromisoformat(times[0])
    assert times[0] not in offers_in(tom.get(plan_page(journey)).content.decode())


def test_it_offers_only_what_suits_them_and_how_they_like_to_talk_comes_first(place):
    good = {"good_days": [2], "good_parts": ["afternoon"], "meets": ["home"]}
    journey = introduce(place)
    with as_(place.tom) as tom:
        people.put_right(person=journey.person, revision=journey.person.revision, changes=good, by=tom)
    page = signed_in(place.tom).get(plan_page(journey)).content.decode()
    times = [datetime.fromisoformat(one).astimezone(LONDON) for one in offers_in(page)[:-1]]
    assert times
    assert all(one.weekday() == 2 and 12 <= one.hour < 17 for one in times)
    assert page.index('value="home"', page.index("They like this") - 900) < page.index(
        'value="video"', page.index("Or arrange it")
    )


def test_showing_times_for_somebody_else_keeps_what_was_typed_and_says_nothing_is_wrong(place):
    journey = introduce(place)
    sent = form(place, journey, practitioner=str(place.priya.pk), place="The bench", look="times", how="")
    answer = signed_in(place.tom).post(plan_page(journey), sent)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="The bench"' in page
    assert "Choose how or where" not in page
    days = {datetime.fromisoformat(one).astimezone(LONDON).weekday() for one in offers_in(page)[:-1]}
    assert days <= {1, 2}


def test_it_offers_only_within_hours_of_their_own(place):
    with as_(place.tom):
        hours = {"opens": time(9, 30), "shuts": time(14)}
        places.change_days(practitioner=place.tom, team=place.team, days=[0, 1, 2, 3, 4], **hours)
    page = signed_in(place.tom).get(plan_page(introduce(place))).content.decode()
    clocks = [datetime.fromisoformat(one).astimezone(LONDON).time() for one in offers_in(page)[:-1]]
    assert clocks
    assert all(time(9, 30) <= clock <= time(13) for clock in clocks)


def test_hours_of_ones_own_are_kept_and_those_that_cannot_be_are_refused_beside_their_field(place):
    page = f"/teams/{place.team.pk}/{place.priya.pk}/"
    priya = signed_in(place.priya)
    refused = priya.post(page, {"days": ["1", "2"], "opens": "2pm", "shuts": "9:30am"})
    assert refused.status_code == 422
    assert "must end after they begin" in refused.content.decode()
    assert priya.post(page, {"days": ["1", "2"], "opens": "9:30am", "shuts": "2pm"}).status_code == 303
    assert 'value="9:30am"' in priya.get(page).content.decode()


def test_booking_somebody_twice_is_said_and_is_theirs_to_decide(place):
    booked(place, introduce(place, "Marek"), by=place.tom)
    journey, tom = introduce(place), signed_in(place.tom)
    day = timezone.localdate(afternoon(5))
    sent = form(place, journey, at="4:30pm", on_day=day.day, on_month=day.month, on_year=day.year)
    answer = tom.post(plan_page(journey), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tom is with somebody then, from 4pm to 5pm" in page
    assert "Marek" not in page
    assert tom.post(plan_page(journey), sent | {"all_the_same": "on"}).status_code == 303


def test_a_day_away_is_said_too(place):
    journey, day = introduce(place), timezone.localdate(afternoon(5))
    with as_(place.tom):
        places.be_away(practitioner=place.tom, cover=None, from_on=day, until_on=day)
    sent = form(place, journey, at="4pm", on_day=day.day, on_month=day.month, on_year=day.year)
    assert "Tom is away that day" in signed_in(place.tom).post(plan_page(journey), sent).content.decode()


def test_one_reminder_stands_whatever_writes_it(place):
    one = booked(place, agreed(place))
    with as_(place.shanice) as shanice, pytest.raises(NotPossible, match="waits already"):
        actions.remind(conversation=one, by=shanice)
    with seen():
        assert Reminder.objects.filter(conversation=one).count() == 1
