"""What the worker does for rights: has leads told of what waits, and records looked at that were kept long enough."""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.places.queries import pack_here
from livingwell.post.deferring import QUEUE

from . import actions, queries, rules

WORKER = Viewer(Kind.WORKER, called="livingwell")
AHEAD = timedelta(days=3)  # how long before it is due a lead is told
AT_ONCE = 100  # records looked at in one night: a team answers each


@app.periodic(cron="15 7 * * *")
@app.task(name="rights.tell_leads", queue=QUEUE, queueing_lock="rights.tell_leads")
def tell_leads(timestamp: int) -> None:
    """Tell leads of what is due within days and stands on nobody's Today, each in a transaction of its own."""
    today = timezone.localdate()
    with named(WORKER):
        waiting = queries.due_soon(today + AHEAD)
    for one in waiting:
        with named(WORKER):
            actions.tell_leads(asked=one, on=today, by=WORKER)


@app.periodic(cron="30 3 * * *")
@app.task(name="rights.kept_long", queue=QUEUE, queueing_lock="rights.kept_long")
def kept_long(timestamp: int) -> None:
    """Have teams look at records that have been kept as long as the nation's code of practice says."""
    kept, now = pack_here().nation.retention, timezone.now()
    last_before = now - timedelta(days=rules.days_in(kept.years_after_last))
    died_before = timezone.localdate(now) - timedelta(days=rules.days_in(kept.years_after_death))
    with named(WORKER):
        found = queries.kept_long(last_before, died_before, AT_ONCE)
    for journey in found:
        with named(WORKER):
            actions.kept_long(journey=journey, by=WORKER)
