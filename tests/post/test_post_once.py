"""Never twice: workers that stop, are killed, are slow, or come in numbers."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection
from post.carrying import answers_of, deliver, hand_over, let_pass, row_of, state_of, sweep
from record.roles import BOTTOM, signed_in_as

from livingwell.post import actions, transports
from livingwell.post.models import Delivery
from livingwell.post.words import State

pytestmark = pytest.mark.django_db(transaction=True, available_apps=BOTTOM)


class Stopped(BaseException):
    """The machine went away."""


def test_a_worker_that_stops_in_the_middle_leaves_it_unsure_and_nobody_sends_it_again(mailbox, monkeypatch):
    made = hand_over()

    def stop(delivery):
        raise Stopped

    with monkeypatch.context() as stopped:
        stopped.setattr(transports, "send", stop)
        with pytest.raises(Stopped):
            deliver(made)
    assert state_of(made) is State.TRYING
    let_pass(made, timedelta(minutes=14))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.TRYING)
    let_pass(made, timedelta(minutes=2))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.UNSURE)
    assert row_of(made).last_trouble == "The worker stopped in the middle of sending."
    assert answers_of(made) == ["unsure"]
    assert mailbox.messages == []


DELIVERING = """
import json, os, sys, django
django.setup()
from django.conf import settings
from django.db import connection
told = json.loads(sys.stdin.read())
connection.settings_dict.update(told["database"])
for name, value in told["post"].items():
    setattr(settings, name, value)
from livingwell.post import actions
actions.deliver(delivery_id=told["id"])
"""


def test_a_worker_killed_after_the_message_left_sent_it_once(mailbox, settings):
    made = hand_over()
    mailbox.hold = threading.Event()
    with delivering_elsewhere(made, settings) as worker:
        try:
            assert mailbox.reached.wait(30)
        finally:
            os.kill(worker.pid, signal.SIGKILL)
    mailbox.hold.set()
    mailbox.hold = None
    let_pass(made, timedelta(minutes=16))
    sweep()
    assert (deliver(made), state_of(made)) == (None, State.UNSURE)
    assert len(mailbox.messages) == 1


def delivering_elsewhere(made, settings):
    """Another process, delivering as the worker."""
    with signed_in_as("lw_worker"):
        database = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "OPTIONS")}
    names = ("POST_SMTP_HOST", "POST_SMTP_PORT", "POST_SMTP_TLS", "POST_SMTP_USER", "POST_SENDER")
    told = {"database": database, "post": {name: getattr(settings, name) for name in names}, "id": str(made)}
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    worker = subprocess.Popen([sys.executable, "-c", DELIVERING], stdin=subprocess.PIPE, text=True, env=here)
    worker.stdin.write(json.dumps(told))
    worker.stdin.close()
    return worker


def test_a_slow_worker_taken_for_lost_puts_right_what_it_knows(mailbox):
    made = hand_over()
    mailbox.hold = threading.Event()
    troubles = at_once([lambda: actions.deliver(delivery_id=made)], meanwhile=lambda: given_up_on(made, mailbox))
    assert troubles == []
    assert state_of(made) is State.SENT
    assert answers_of(made) == ["unsure", "sent"]
    assert len(mailbox.messages) == 1


def given_up_on(made, mailbox):
    assert mailbox.reached.wait(30)
    delivery = Delivery.objects.get(pk=made)
    Delivery.objects.filter(pk=made).update(tried_at=delivery.tried_at - timedelta(minutes=16))
    actions.mark_lost(delivery_id=made)
    assert Delivery.objects.get(pk=made).state == State.UNSURE
    mailbox.hold.set()


@pytest.mark.parametrize("workers", [2, 8])
def test_any_number_of_workers_send_one_message(mailbox, workers):
    made = hand_over()
    assert at_once([lambda: actions.deliver(delivery_id=made)] * workers) == []
    assert len(mailbox.messages) == 1
    assert answers_of(made) == ["sent"]


def at_once(works, meanwhile=lambda: None):
    """Run each in its own thread as the worker, and `meanwhile` here; return what went wrong."""
    troubles = []

    def run(work):
        try:
            work()
        except Exception as trouble:
            troubles.append(trouble)
        finally:
            connection.close()

    with signed_in_as("lw_worker"):
        threads = [threading.Thread(target=run, args=[work]) for work in works]
        for thread in threads:
            thread.start()
        meanwhile()
        for thread in threads:
            thread.join()
    return troubles
