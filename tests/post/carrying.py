"""Handing over as the web, and delivering as the worker, as the two processes do."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from procrastinate.contrib.django import app
from record.roles import second_connection, signed_in_as

from livingwell.post import actions, queries
from livingwell.post.models import Attempt, Delivery
from livingwell.post.words import State

SAYS = {
    "transport": "email",
    "to": "sam@example.org",
    "sender": "Brackwell",
    "subject": "A note from Brackwell",
    "body": "Hello Sam,\n\nSee you on Thursday – at the café.\n.\n..and a dot.\n",
}


def hand_over(**differently: Any) -> UUID:
    """Hand something over as the web; return its id."""
    made = uuid4()
    actions.hand_over(**{"id": made, **SAYS, **differently})
    return made


def deliver(delivery_id: UUID) -> State | None:
    """Try once, as the worker."""
    with signed_in_as("lw_worker"):
        return actions.deliver(delivery_id=delivery_id)


def state_of(delivery_id: UUID) -> State | None:
    with signed_in_as("lw_worker"):
        return queries.state_of(delivery_id)


def row_of(delivery_id: UUID) -> Delivery:
    with signed_in_as("lw_worker"):
        return Delivery.objects.get(pk=delivery_id)


def answers_of(delivery_id: UUID) -> list[str]:
    """What each try came to, in turn."""
    with signed_in_as("lw_worker"):
        tries = Attempt.objects.filter(delivery=delivery_id).order_by("ended_at")
        return list(tries.values_list("answer", flat=True))


def let_pass(delivery_id: UUID, time: timedelta) -> None:
    """Let time pass for one delivery."""
    with signed_in_as("lw_worker"):
        delivery = Delivery.objects.get(pk=delivery_id)
        for name in ("next_try_at", "tried_at", "settled_at"):
            at = getattr(delivery, name)
            setattr(delivery, name, at and at - time)
        delivery.save(update_fields=["next_try_at", "tried_at", "settled_at"])


def sweep() -> None:
    """Do what the worker does every minute."""
    with signed_in_as("lw_worker"):
        actions.sweep()


def queued() -> list[tuple[str, str]]:
    """What waits for a worker about any delivery: each task, and which. (A worker queues its own rounds too.)"""
    with second_connection("lw_worker") as worker:
        return worker.execute(
            "select task_name, args->>'delivery_id' from procrastinate_jobs where status = 'todo'"
            " and args ? 'delivery_id' order by id"
        ).fetchall()


def work() -> None:
    """Run a real worker, as its own role, until nothing waits."""
    with signed_in_as("lw_worker"), app.replace_connector(app.connector.get_worker_connector()) as ready:
        ready.run_worker(wait=False, queues=["post"], install_signal_handlers=False, listen_notify=False)
    with second_connection("lw_worker") as worker:
        failed = worker.execute("select task_name from procrastinate_jobs where status = 'failed'").fetchall()
    assert failed == []
