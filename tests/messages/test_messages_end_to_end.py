"""From a practitioner's words to a mail server, by real commits, a real worker on its own role and real SMTP."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import timezone
from messages.carrying import introduced, let_pass, message_of, queue_again, work, write
from neighbourhood import as_, journey_of
from post.mailbox import Mailbox
from record.roles import second_connection, signed_in_as

from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event
from livingwell.journeys.words import Ending, Happened
from livingwell.lib.refusals import NotPossible
from livingwell.messages import actions, jobs
from livingwell.messages.words import Sort, State
from livingwell.people import actions as people
from livingwell.people.words import Channel
from livingwell.post import actions as post
from livingwell.post.words import State as PostState

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue", "daytime")]


def test_what_tom_writes_arrives_once_and_is_told(lasting_place, mailbox: Mailbox, heard):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    assert message_of(message).state == State.WAITING
    work()
    [arrived] = mailbox.messages
    assert arrived["To"] == "ama@example.org"
    assert arrived["From"].addresses[0].display_name == "Tom"
    assert arrived["Subject"] == "Hello from Tom"
    assert arrived.get_content().strip() == "Hello, it’s Tom. Is four o’clock Thursday still good?"
    sent = message_of(message)
    assert (sent.state, sent.why_not) == (State.SENT, "")
    assert sent.settled_at is not None
    assert [(one.message_id, one.by_called, one.channel) for one in heard["sent"]] == [(message.pk, "Tom", "email")]
    assert heard["not sent"] == []


def test_however_often_it_is_queued_it_is_sent_once(lasting_place, mailbox: Mailbox, heard):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    for _ in range(5):
        queue_again(message.pk)
    work()
    queue_again(message.pk)
    with signed_in_as("lw_worker"):
        jobs.sweep(0)
        jobs.send(message_id=str(message.pk))
    work()
    assert len(mailbox.messages) == 1
    assert len(heard["sent"]) == 1


def test_a_mail_server_that_asks_to_wait_is_asked_again_and_gets_it_once(lasting_place, mailbox: Mailbox):
    mailbox.replies = ["451 later please"]
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    work()
    assert (len(mailbox.messages), message_of(message).state) == (0, State.HANDED_OVER)
    with second_connection("lw_worker") as worker:
        worker.execute("update post_delivery set next_try_at = now() where id = %s", [message.pk])
    with signed_in_as("lw_worker"):
        jobs.sweep(0)
        post.sweep()
    work()
    assert (len(mailbox.messages), message_of(message).state) == (1, State.SENT)


def test_a_mail_server_that_refuses_is_told_to_those_above(lasting_place, mailbox: Mailbox, heard):
    mailbox.replies = ["550 nobody here by that name"]
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    work()
    assert message_of(message).state == State.NOT_SENT
    assert [one.message_id for one in heard["not sent"]] == [message.pk]
    assert heard["sent"] == []


def test_a_death_between_writing_and_sending_stops_it(lasting_place, mailbox: Mailbox, heard):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    journey = journey_of(lasting_place, person.pk)
    with as_(lasting_place.tom) as by:
        journeys.end(journey=journey, ending=Ending.DIED, died_on=timezone.localdate(), by=by)
    work()
    assert mailbox.messages == []
    stopped = message_of(message)
    assert (stopped.state, stopped.why_not) == (State.HELD_BACK, "They have died. Nothing more is sent.")
    assert heard["not sent"] == [], "whoever records a death knows: nobody is asked to find another way"


def test_a_way_that_ended_in_between_stops_it(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    with as_(lasting_place.tom) as by:
        people.end_ways(ways=[way], by=by)
    work()
    assert mailbox.messages == []
    assert message_of(message).why_not == "This is no longer a safe way to reach them."


def test_messages_said_to_be_unsafe_in_between_stop_it(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    with as_(lasting_place.tom) as by:
        people.verify_way(way=way, may_message=False, may_leave_message=False, by=by)
    work()
    assert mailbox.messages == []
    assert message_of(message).why_not == "They have not said that a message is safe here. Ask them first."


def test_a_pause_begun_in_between_stops_it(lasting_place, mailbox: Mailbox, pauses):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    reminder = write(lasting_place, person, way, sort=Sort.REMINDER, words="Is four still good?")
    pauses[person.pk] = timezone.localdate() + timedelta(days=9)
    work()
    assert [one.get_content().strip() for one in mailbox.messages] == ["Is four still good?"]
    assert message_of(message).why_not.startswith("They asked for a pause until")
    assert message_of(reminder).state == State.SENT


def test_a_message_for_later_waits_and_then_goes(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way, send_after=timezone.now() + timedelta(minutes=20))
    queue_again(message.pk)
    with signed_in_as("lw_worker"):
        jobs.sweep(0)
    work()
    assert (mailbox.messages, message_of(message).state) == ([], State.WAITING)
    let_pass(message, timedelta(minutes=21))
    with signed_in_as("lw_worker"):
        jobs.sweep(0)
        jobs.sweep(0)
    work()
    assert (len(mailbox.messages), message_of(message).state) == (1, State.SENT)


def test_a_message_that_waited_past_its_day_does_not_go(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    let_pass(message, timedelta(days=1))
    work()
    assert mailbox.messages == []
    assert message_of(message).why_not == "It could not go on its day, and what it says may no longer be so."


def test_a_message_taken_back_does_not_go_and_one_gone_cannot_be(lasting_place, mailbox: Mailbox, heard):
    person, way = introduced(lasting_place)
    first = write(lasting_place, person, way)
    with as_(lasting_place.shanice) as by:
        actions.hold_back(message=first, by=by)
    second = write(lasting_place, person, way)
    work()
    assert (len(mailbox.messages), message_of(first).why_not) == (1, "Shanice took it back")
    assert heard["not sent"] == []
    with pytest.raises(NotPossible, match="already gone"), as_(lasting_place.shanice) as by:
        actions.hold_back(message=second, by=by)


def test_what_is_rolled_back_is_never_sent(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    with transaction.atomic():
        write(lasting_place, person, way)
        transaction.set_rollback(True)
    work()
    assert mailbox.messages == []


def test_post_telling_of_another_rooms_delivery_changes_nothing(lasting_place):
    with signed_in_as("lw_worker"):
        jobs.settled(uuid4(), PostState.SENT)


def test_two_workers_at_once_send_it_once(lasting_place, mailbox: Mailbox, heard):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)

    def send(_n: int) -> None:
        try:
            jobs.send(message_id=str(message.pk))
        finally:
            connection.close()

    with signed_in_as("lw_worker"), ThreadPoolExecutor(max_workers=6) as workers:
        list(workers.map(send, range(12)))
    work()
    assert (len(mailbox.messages), len(heard["sent"])) == (1, 1)


def test_a_letter_is_printed_with_its_address_in_lines_and_counts_as_sent_when_posted(lasting_place, settings, mailbox):
    person, way = introduced(lasting_place, Way(Channel.LETTER, "Ama Owusu, 4 Mill Lane, Brackwell", may_message=True))
    message = write(lasting_place, person, way)
    work()
    [page] = (settings.POST_FOLDER / "letters").iterdir()
    assert "<address>Ama Owusu\n4 Mill Lane\nBrackwell</address>" in page.read_text()
    assert message_of(message).state == State.HANDED_OVER
    post.say_posted(delivery_id=message.pk)
    work()
    assert message_of(message).state == State.SENT


def test_what_was_sent_stands_on_the_persons_line_of_moments(lasting_place, mailbox: Mailbox):
    """The house's own wiring: messages know no journey, and the stream hears of them all the same."""
    person, way = introduced(lasting_place)
    write(lasting_place, person, way)
    work()
    with as_(lasting_place.tom):
        [event] = Event.objects.filter(person_id=person.pk, kind=Happened.MESSAGE_SENT)
    assert (event.by_called, event.about["channel"]) == ("Tom", "email")
