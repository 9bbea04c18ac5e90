"""What the worker does for conversations: writes reminders that were agreed, and tells when somebody is not back."""

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.post.deferring import QUEUE

from . import actions, queries

WORKER = Viewer(Kind.WORKER, called="livingwell")


@app.periodic(cron="* * * * *")
@app.task(name="conversations.remind", queue=QUEUE, queueing_lock="conversations.remind")
def remind(timestamp: int) -> None:
    """Write what was agreed, of what a person has moved or somebody else comes to. Each in a transaction of its own."""
    with named(WORKER):
        waiting = queries.to_be_reminded(timezone.now())
    for one in waiting:
        with named(WORKER):
            actions.remind_as_agreed(conversation=one, by=WORKER)


@app.periodic(cron="* * * * *")
@app.task(name="conversations.not_back", queue=QUEUE, queueing_lock="conversations.not_back")
def not_back(timestamp: int) -> None:
    """Tell of whoever is not back, each in a transaction of its own. All of it is rows: a restart loses nothing."""
    with named(WORKER):
        late = queries.not_back(timezone.now())
    for outing_id in late:
        with named(WORKER):
            actions.tell_if_not_back(outing_id=outing_id, by=WORKER)
