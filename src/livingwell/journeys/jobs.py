"""What the worker does for journeys: what cannot wait and nobody has goes on to somebody else."""

import logging

from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.post.deferring import QUEUE

from . import actions, queries

LOG = logging.getLogger(__name__)
WORKER = Viewer(Kind.WORKER, called="livingwell")


@app.periodic(cron="* * * * *")
@app.task(name="journeys.pass_on", queue=QUEUE, queueing_lock="journeys.pass_on")
def pass_on(timestamp: int) -> None:
    """Tell somebody else of each worry that nobody has, in a transaction of its own. All of it is rows."""
    with named(WORKER):
        for worry_id in queries.had_by_nobody_who_sees():
            actions.nobody_has_it_any_more(worry_id=worry_id, by=WORKER)
        waiting = queries.nobody_has()
    for worry_id in waiting:
        try:
            with named(WORKER):
                actions.pass_on_while_nobody_has_it(worry_id=worry_id, by=WORKER)
        except NotPossible:
            LOG.exception("a worry could not be passed on; the others are, and this one is tried again in a minute")
