"""What the worker does for check-ins: asks whose moment it is, and tells of an answer that cannot wait."""

import logging
from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.messages import queries as messages
from livingwell.post.deferring import QUEUE

from . import actions, queries

LOG = logging.getLogger(__name__)
WORKER = Viewer(Kind.WORKER, called="livingwell")
ASKED = "life-satisfaction"
AT_ONCE = 100  # people in one morning


@app.task(name="measures.tell", queue=QUEUE)
def tell(check_in_id: str) -> None:
    """Tell of one answer, as soon as it is given."""
    _tell(UUID(check_in_id))


@app.periodic(cron="* * * * *")
@app.task(name="measures.tell_all", queue=QUEUE, queueing_lock="measures.tell_all")
def tell_all(timestamp: int) -> None:
    """Tell of whatever nobody has been told of: the machine was down, or nobody could be reached a minute ago."""
    with named(WORKER):
        waiting = list(queries.untold().values_list("pk", flat=True))
    for check_in_id in waiting:
        _tell(check_in_id)


def _tell(check_in_id: UUID) -> None:
    try:
        with named(WORKER):
            actions.tell_of(check_in_id=check_in_id, by=WORKER)
    except Exception:  # one that fails must not keep those after it from being heard
        LOG.exception("nobody could be told of an answer that cannot wait; it is tried again in a minute")


@app.periodic(cron="10 10 * * *")
@app.task(name="measures.ask", queue=QUEUE, queueing_lock="measures.ask")
def ask(timestamp: int) -> None:
    """Ask whose moment it is, each in a transaction of its own. A rule that says no to one stops nobody else."""
    measure = queries.measure(ASKED)
    if measure is None:
        return
    from_us = Viewer(Kind.WORKER, called=messages.wordings_here().from_us)  # nobody by name asks
    with named(WORKER):
        due = queries.due_to_be_asked(timezone.now(), AT_ONCE)
    for journey, asking in due:
        try:
            with named(WORKER):
                actions.ask_as_due(journey=journey, measure=measure, moment=asking.moment, by=from_us)
        except NotPossible as reason:
            LOG.info("a check-in was not asked: %s", reason.sentence)
