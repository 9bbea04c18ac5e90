"""What the database itself refuses and withholds, whoever asks and however."""

from dataclasses import replace

import pytest
from django.db import IntegrityError
from django.utils import timezone
from messages.carrying import EMAIL, introduced, work, write
from neighbourhood import as_, introduce_another
from post.mailbox import Mailbox
from record.roles import signed_in_as

from livingwell.access import actions as access
from livingwell.access.naming import named, practising
from livingwell.access.words import Kind, Viewer
from livingwell.introductions.rules import Way
from livingwell.lib.refusals import NotPossible
from livingwell.messages import actions, jobs, queries
from livingwell.messages.jobs import WORKER
from livingwell.messages.models import Message
from livingwell.messages.words import Sort, State
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue", "daytime")]


def test_a_contact_somebody_else_gave_is_refused_by_the_rules(lasting_place):
    journey = introduce_another(lasting_place, ways=(Way(Channel.EMAIL, "marek@example.org", may_message=True),))
    with as_(lasting_place.tom):
        way = WayToReach.objects.get(person_id=journey.person_id)
    with pytest.raises(NotPossible, match="Somebody else gave us this"):
        write(lasting_place, journey.person, way)


@pytest.mark.parametrize("role", ["lw_web", "lw_worker"])
def test_a_contact_somebody_else_gave_is_refused_by_the_database_whoever_writes(lasting_place, role):
    """The rules out of the way: the way cannot be made one for messages, by anybody who serves."""
    journey = introduce_another(lasting_place, ways=(Way(Channel.EMAIL, "marek@example.org"),))
    refused = pytest.raises(IntegrityError, match="no_message_to_a_contact_another_gave")
    with signed_in_as(role), refused, named(WORKER if role == "lw_worker" else practising(lasting_place.tom)):
        WayToReach.objects.filter(person_id=journey.person_id).update(may_message=True)


@pytest.mark.parametrize("role", ["lw_web", "lw_worker"])
def test_the_database_lets_no_message_be_made_on_an_unsafe_way(lasting_place, role):
    person, way = introduced(lasting_place, replace(EMAIL, may_message=False))
    refused = pytest.raises(IntegrityError, match="a message on a way that is not safe")
    with signed_in_as(role), refused, named(WORKER if role == "lw_worker" else practising(lasting_place.tom)):
        Message.objects.create(person=person, way=way, sort=Sort.OWN_WORDS, words="x", goes_at=timezone.now())


def test_the_database_hands_nothing_over_to_the_dead_nor_twice(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    sent = write(lasting_place, person, way)
    with signed_in_as("lw_worker"):
        jobs.send(message_id=str(sent.pk))
        with named(WORKER):
            Person.objects.filter(pk=person.pk).update(died_on=timezone.localdate())
        over = {"why_not": "x", "settled_at": timezone.now()}
        broken = [
            (message, {"state": State.HANDED_OVER}),
            (sent, {"state": State.WAITING}),
            (sent, {"state": State.HELD_BACK, **over}),
        ]
        for one, change in broken:
            with pytest.raises(IntegrityError), named(WORKER):
                Message.objects.filter(pk=one.pk).update(**change)


def test_somebody_with_no_tie_can_neither_read_nor_write_a_message(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    message = write(lasting_place, person, way)
    with as_(lasting_place.callum) as by:
        assert queries.messages_of(person.pk) == []
        assert queries.find_message(message.pk) is None
    with pytest.raises(NotPossible, match="not yours to change"), as_(lasting_place.callum) as by:
        actions.write(person=person, way=way, sort=Sort.OWN_WORDS, words="Hello", by=by)


def test_somebody_reads_on_their_page_what_was_said_to_them_and_nothing_that_was_not(lasting_place, mailbox: Mailbox):
    person, way = introduced(lasting_place)
    with as_(lasting_place.tom) as by:
        access.give_page(person_id=person.pk, by=by)
    said = write(lasting_place, person, way)
    slip = write(lasting_place, person, way, words="Hello Marek, it’s Tom.")
    with as_(lasting_place.tom) as by:
        actions.hold_back(message=slip, by=by)
    themselves = Viewer(Kind.PERSON, person.pk, called="Ama")
    with named(themselves):
        assert queries.messages_of(person.pk) == []
    work()
    with named(themselves):
        assert [(one.pk, one.state) for one in queries.messages_of(person.pk)] == [(said.pk, State.SENT)]
    with as_(lasting_place.shanice):
        assert {one.pk for one in queries.messages_of(person.pk)} == {said.pk, slip.pk}
