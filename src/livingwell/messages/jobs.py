"""What the worker does for messages: sends each when its moment comes, and learns from post what became of it."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.post import going
from livingwell.post import outcomes as post
from livingwell.post.deferring import QUEUE, defer_once
from livingwell.post.words import State as PostState

from . import actions, queries
from .composing import why_not_any_more

WORKER = Viewer(Kind.WORKER)


@app.task(name="messages.send", queue=QUEUE)
def send(*, message_id: str) -> None:
    """Send one message, in a transaction of its own, if the rules still say yes."""
    with named(WORKER):
        actions.send(message_id=UUID(message_id), by=WORKER)


@app.periodic(cron="* * * * *")
@app.task(name="messages.sweep", queue=QUEUE, queueing_lock="messages.sweep")
def sweep(timestamp: int) -> None:
    """Queue whatever's moment has come: messages for later, and any whose job was lost."""
    with named(WORKER):
        waiting = queries.to_go(timezone.now())
    for message_id in waiting:
        defer_once("messages.send", key=f"messages.send {message_id}", message_id=str(message_id))


def settled(delivery_id: UUID, state: PostState) -> None:
    """Hear from post how a delivery ended; those of other rooms are none of ours."""
    with named(WORKER):
        actions.settle(message_id=delivery_id, came_to=state, by=WORKER)


def why_not(delivery_id: UUID) -> str | None:
    """Answer post, before each try, why a message may no longer go."""
    with named(WORKER):
        return why_not_any_more(delivery_id)


post.when_settled(settled)
going.ask_of(why_not)
