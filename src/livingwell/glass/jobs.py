"""What the worker does: tells somebody of another team that a glass was broken, and asks about unusual looking."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.post.deferring import QUEUE

from . import actions, queries, rules

WORKER = Viewer(Kind.WORKER, called="livingwell")


@app.task(name="glass.tell", queue=QUEUE)
def tell(*, matter_id: str) -> None:
    """Tell somebody of one matter, as soon as it is there."""
    with named(WORKER):
        actions.tell_of(matter_id=UUID(matter_id), by=WORKER)


@app.periodic(cron="* * * * *")
@app.task(name="glass.tell_all", queue=QUEUE, queueing_lock="glass.tell_all")
def tell_all(timestamp: int) -> None:
    """Tell of whatever nobody was told of yet, each in a transaction of its own: a job that was lost loses nothing."""
    with named(WORKER):
        waiting = queries.untold(timezone.now())
    for matter_id in waiting:
        with named(WORKER):
            actions.tell_of(matter_id=matter_id, by=WORKER)


@app.periodic(cron="40 5 * * *")
@app.task(name="glass.notice", queue=QUEUE, queueing_lock="glass.notice")
def notice(timestamp: int) -> None:
    """Ask about looking of the last two weeks that a plain rule names, and that was not asked about within a month."""
    now = timezone.now()
    with named(WORKER):
        found = rules.notice(queries.facts_of(now), asked=queries.asked_since(now - timedelta(days=28)))
    for one in found:
        with named(WORKER):
            actions.ask_about(noticed=one, by=WORKER)
