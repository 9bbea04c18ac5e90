"""What is long over is forgotten; that it was, stays."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from post.carrying import SAYS, answers_of, deliver, hand_over, let_pass, row_of, work
from record.roles import BOTTOM, signed_in_as

from livingwell.post import actions, jobs
from livingwell.post.models import Delivery
from livingwell.post.words import State

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("empty_queue")]


def test_what_is_long_over_is_forgotten_and_that_it_was_stays(mailbox):
    mailbox.replies = ["250 ok", "250 ok", "451 busy"]
    made = []
    for _reply in mailbox.replies[:]:
        made.append(hand_over())
        work()  # one at a time: side by side, the replies would come to any of them
    old, recent, waiting = made
    for made in (old, waiting):
        let_pass(made, timedelta(days=31))
    with signed_in_as("lw_worker"):
        assert actions.forget_sent(days=30) == 1
        assert actions.forget_sent(days=30) == 0
    forgotten = row_of(old)
    assert [forgotten.to, forgotten.sender, forgotten.subject, forgotten.body] == [""] * 4
    assert (forgotten.state, bool(forgotten.sent_at), answers_of(old)) == (State.SENT, True, ["sent"])
    assert row_of(recent).to == row_of(waiting).to == "sam@example.org"


def test_nothing_is_forgotten_before_the_rooms_above_know_how_it_ended(mailbox):
    made = hand_over()
    deliver(made)
    let_pass(made, timedelta(days=31))
    with signed_in_as("lw_worker"):
        assert actions.forget_sent() == 0
        actions.sweep()
        jobs.forget(timestamp=0)
    assert row_of(made).forgotten_at


def test_a_delivery_always_has_something_to_carry():
    with signed_in_as("lw_worker"), pytest.raises(DatabaseError), transaction.atomic():
        Delivery.objects.create(pk=uuid4(), **{**SAYS, "to": ""})
    assert connection.vendor == "postgresql"
