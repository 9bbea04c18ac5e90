"""A reminder through a real worker and a real mail server: once, and not at all when it was moved by then."""

from datetime import datetime, time, timedelta

import pytest
from conversations.talking import found, open_journey
from django.utils import timezone
from messages.carrying import let_pass, queue_again, work
from messages.conftest import daytime, empty_queue, mailbox  # noqa: F401 -- fixtures, asked for by name
from neighbourhood import as_, introduce
from record.roles import signed_in_as

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.conversations import actions, queries
from livingwell.conversations.jobs import WORKER, remind
from livingwell.conversations.models import Conversation
from livingwell.introductions.rules import Way
from livingwell.lib.hours import LONDON
from livingwell.messages.models import Message
from livingwell.people import actions as people
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel, Meeting

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue", "daytime")]


def in_days(days: int) -> datetime:
    return datetime.combine(timezone.localdate() + timedelta(days=days), time(16), LONDON)


@pytest.fixture
def booked(lasting_place, mailbox) -> Conversation:  # noqa: F811 -- the fixture of that name
    journey = introduce(lasting_place, ways=(Way(Channel.EMAIL, "ama@example.org", may_message=True),))
    with as_(lasting_place.tom) as tom:
        [way] = WayToReach.objects.filter(person_id=journey.person_id)
        people.verify_way(way=way, may_message=True, may_leave_message=False, reminds_hours=24, by=tom)
        access.give_page(person_id=journey.person_id, by=tom)
        one = actions.plan(
            journey=open_journey(journey.pk), how=Meeting.WALK, at=in_days(5), practitioner=lasting_place.tom, by=tom
        )
        return found(one.pk)


def the_reminder(one: Conversation) -> Message:
    with signed_in_as("lw_worker"), named(WORKER):
        return queries.reminder_of(one.pk).message


def test_it_goes_once_and_says_a_time_and_a_first_name(booked, mailbox):  # noqa: F811 -- the fixture of that name
    message = the_reminder(booked)
    let_pass(message, message.goes_at - timezone.now() + timedelta(minutes=1))
    for _again in range(2):
        queue_again(message.pk)
        work()
    [email] = mailbox.messages
    body = email.get_body().get_content()
    assert "Hello, it’s Tom" in body
    assert "at 4pm" in body
    assert not {word for word in ("Brackwell", "team", "Ama") if word in body}


def test_moved_by_the_person_the_old_one_never_goes_and_the_worker_writes_another(booked, mailbox):  # noqa: F811 -- the fixture of that name
    old = the_reminder(booked)
    with named(Viewer(Kind.PERSON, booked.person_id, called="Ama")) as ama:
        [mine] = queries.own_coming(booked.person_id, timezone.now())
        actions.choose_another(conversation=mine, at=in_days(8), offers=[in_days(8)], by=ama)
    with signed_in_as("lw_worker"):
        for _again in range(2):
            remind(0)
    let_pass(old, old.goes_at - timezone.now() + timedelta(minutes=1))
    queue_again(old.pk)
    work()
    [to_tom] = mailbox.messages
    assert to_tom["To"] == "tom@brackwell.example"
    assert "Something in your week has moved" in to_tom.get_body().get_content()
    assert the_reminder(booked).goes_at == in_days(7)
