"""Handing over, queueing, sweeping and telling, with a real worker and real commits."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from post.carrying import (
    SAYS,
    answers_of,
    deliver,
    hand_over,
    let_pass,
    queued,
    state_of,
    sweep,
    work,
)
from procrastinate.contrib.django import app
from record.roles import BOTTOM, second_connection, signed_in_as

from livingwell.lib.refusals import NotPossible
from livingwell.post import actions, jobs, outcomes, queries, transports
from livingwell.post.models import Attempt, Delivery
from livingwell.post.words import State

pytestmark = [pytest.mark.django_db(transaction=True, available_apps=BOTTOM), pytest.mark.usefixtures("empty_queue")]


def test_what_the_web_hands_over_a_worker_sends_and_the_rooms_above_are_told(mailbox, told):
    made = hand_over()
    assert queued() == [("post.deliver", str(made))]
    work()
    assert len(mailbox.messages) == 1
    assert state_of(made) is State.SENT
    assert told == [(made, State.SENT)]
    assert queued() == []


def test_handed_over_twice_it_is_sent_once_and_the_first_stands(mailbox):
    made = hand_over()
    actions.hand_over(**{"id": made, **SAYS, "body": "Something else"})
    work()
    assert [message.get_content().startswith("Hello Sam") for message in mailbox.messages] == [True]


def test_what_is_rolled_back_was_never_handed_over_nor_queued(mailbox):
    with transaction.atomic():
        made = hand_over()
        transaction.set_rollback(True)
    assert queued() == []
    assert state_of(made) is None
    work()
    assert mailbox.messages == []


def test_inside_a_job_too_what_is_rolled_back_was_never_queued(mailbox):
    with signed_in_as("lw_worker"), app.replace_connector(app.connector.get_worker_connector()):
        with transaction.atomic():
            hand_over()
            assert queued() == []  # not before it is committed, either
            transaction.set_rollback(True)
        assert queued() == []
        made = hand_over()
    assert queued() == [("post.deliver", str(made))]


def test_nothing_wrong_is_handed_over(mailbox):
    with pytest.raises(NotPossible):
        hand_over(subject="Hello\nBcc: everyone@example.org")
    with pytest.raises(ValueError, match="pigeon"):
        hand_over(transport="pigeon")
    assert queued() == []


def test_a_try_cannot_be_made_inside_a_transaction(mailbox):
    made = hand_over()
    with signed_in_as("lw_worker"), transaction.atomic(), pytest.raises(RuntimeError):
        actions.deliver(delivery_id=made)
    assert mailbox.messages == []


def test_the_sweeper_queues_once_what_is_due_and_leaves_what_is_not(mailbox):
    mailbox.replies = ["451 busy", "451 busy"]
    due, not_due = hand_over(), hand_over()
    work()
    let_pass(due, timedelta(minutes=1))
    sweep()
    sweep()
    assert queued() == [("post.deliver", str(due))]
    work()
    assert (state_of(due), state_of(not_due)) == (State.SENT, State.WAITING)


def test_a_delivery_whose_job_was_lost_is_found_by_the_sweeper(mailbox):
    made = hand_over()
    with second_connection("lw_worker") as worker:
        worker.execute("delete from procrastinate_jobs")
    sweep()
    work()
    assert state_of(made) is State.SENT


def test_a_room_above_that_fails_is_told_again_and_what_it_wrote_is_kept_once(mailbox):
    made, heard = hand_over(), []

    def listen(delivery_id, state):
        heard.append(state)
        Attempt.objects.create(delivery_id=delivery_id, number=99, began_at=timezone.now(), answer="sent")
        if len(heard) == 1:
            raise ZeroDivisionError

    outcomes.when_settled(listen)
    with pytest.raises(ZeroDivisionError), signed_in_as("lw_worker"):
        jobs.deliver(delivery_id=str(made))
    assert answers_of(made) == ["sent"]
    sweep()
    sweep()
    assert (len(heard), len(answers_of(made))) == (2, 2)
    with signed_in_as("lw_worker"):
        assert queries.untold() == []


def test_one_rooms_trouble_does_not_keep_the_rest_from_being_told(mailbox, told, caplog):
    bad, good = hand_over(), hand_over()

    def listen(delivery_id, state):
        if delivery_id == bad:
            raise ZeroDivisionError

    outcomes.when_settled(listen)
    for made in (bad, good):
        deliver(made)
    sweep()
    assert (good, State.SENT) in told
    assert "could not be told how it ended" in caplog.text
    with signed_in_as("lw_worker"):
        assert queries.untold() == [bad]


def test_an_unsure_delivery_is_told_and_if_it_turns_out_sent_that_is_told_too(mailbox, told, monkeypatch):
    made = hand_over()
    with signed_in_as("lw_worker"):
        Delivery.objects.filter(pk=made).update(
            state=State.TRYING, tries=1, tried_at=timezone.now() - timedelta(minutes=16)
        )
        actions.sweep()
        assert told == [(made, State.UNSURE)]
        late = Delivery.objects.get(pk=made)
        actions._settle(late, transports.Outcome("sent"))
        actions.sweep()
    assert told == [(made, State.UNSURE), (made, State.SENT)]


def test_the_same_listener_is_asked_once(told):
    heard = []
    for _ in range(2):
        outcomes.when_settled(heard.append)
    assert outcomes._listeners.count(heard.append) == 1


KNOWN = """
import django
django.setup()
from procrastinate.contrib.django import app
app.perform_import_paths()
print(*app.tasks)
"""


def test_a_process_of_its_own_knows_every_task_of_these_rooms():
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    known = subprocess.run([sys.executable, "-c", KNOWN], env=here, capture_output=True, text=True, check=True)
    ours = {
        "post.deliver",
        "post.posted",
        "post.sweep",
        "post.forget",
        "record.seal",
        "record.seal_all",
        "record.anchor",
    }
    assert ours <= set(known.stdout.split()), "PROCRASTINATE_AUTODISCOVER_MODULE_NAME should be 'jobs'"
