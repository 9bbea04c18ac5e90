"""What the worker does for a team without being asked: its copy for when everything is down, each morning."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer

from . import actions, queries

WORKER = Viewer(Kind.WORKER)
log = logging.getLogger(__name__)


@app.periodic(cron="*/20 * * * *")
@app.task(name="huddles.morning_copies", queue="huddles", queueing_lock="huddles.morning_copies")
def morning_copies(timestamp: int) -> None:
    """Write the copy of every team that has none of this morning: at five, or once the worker is there again."""
    now = timezone.localtime()
    with named(WORKER):
        waiting = queries.teams_without_copy(now)
    for team in waiting:
        try:
            with named(WORKER):
                actions.write_morning_copy(team=team, now=now, by=WORKER)
        except Exception:  # one team's trouble is not the next one's
            log.exception("The morning copy of the team %s was not written.", team.slug)
