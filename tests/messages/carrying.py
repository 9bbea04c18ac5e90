"""Writing as a practitioner on the web, sending as the worker, as the two processes do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import UUID

from neighbourhood import Place, as_, introduce
from procrastinate.contrib.django import app
from record.roles import second_connection, signed_in_as

from livingwell.access.naming import named
from livingwell.introductions.rules import Way
from livingwell.messages import actions
from livingwell.messages.jobs import WORKER
from livingwell.messages.models import Message
from livingwell.messages.words import Sort
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

EMAIL = Way(Channel.EMAIL, "ama@example.org", may_message=True)
WORDS = "Hello, it’s Tom. Is four o’clock Thursday still good?"


def introduced(place: Place, way: Way = EMAIL, **said: Any) -> tuple[Person, WayToReach]:
    """Introduce Ama with one way to reach her; return her and it."""
    journey = introduce(place, ways=(way,), **said)
    with as_(place.tom):
        return Person.objects.get(pk=journey.person_id), WayToReach.objects.get(person_id=journey.person_id)


def write(place: Place, person: Person, way: WayToReach, **differently: Any) -> Message:
    """Write to somebody, as Tom."""
    with as_(place.tom) as by:
        return actions.write(
            **{"person": person, "way": way, "sort": Sort.OWN_WORDS, "words": WORDS, "by": by, **differently}
        )


def work() -> None:
    """Run a real worker, as its own role, until nothing waits. No job of ours may have failed.

    In a thread of its own: in this one a browser's event loop may be running, left by a test before.
    """
    with signed_in_as("lw_worker"), ThreadPoolExecutor(max_workers=1) as apart:
        apart.submit(_work).result()
    with second_connection("lw_worker") as worker:
        failed = worker.execute("select task_name from procrastinate_jobs where status = 'failed'").fetchall()
    assert failed == []


def _work() -> None:
    with app.replace_connector(app.connector.get_worker_connector()) as ready:
        # One at a time: with more hands a worker may stop while a job it is doing queues the next.
        ready.run_worker(wait=False, concurrency=1, queues=["post"], install_signal_handlers=False, listen_notify=False)


def message_of(message: Message) -> Message:
    """Return a message as it now is, as the worker sees it."""
    with signed_in_as("lw_worker"), named(WORKER):
        return Message.objects.get(pk=message.pk)


def let_pass(message: Message, time: timedelta) -> None:
    """Let time pass for one message; nobody who serves may move its moment, so the owner does."""
    with second_connection(None) as owner:
        owner.execute("update messages_message set goes_at = goes_at - %s where id = %s", [time, message.pk])


def queue_again(message_id: UUID) -> None:
    """Queue a second job for the same message, as a sweep that came early would."""
    with second_connection("lw_worker") as worker:
        worker.execute(
            "insert into procrastinate_jobs (queue_name, task_name, args, priority, status)"
            " values ('post', 'messages.send', jsonb_build_object('message_id', %s::text), 0, 'todo')",
            [str(message_id)],
        )
