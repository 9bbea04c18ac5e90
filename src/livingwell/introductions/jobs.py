"""What the worker forgets for introductions without being asked."""

from procrastinate.contrib.django import app

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer

from . import actions


@app.periodic(cron="23 * * * *")
@app.task(name="introductions.forget_lists", queue="introductions", queueing_lock="introductions.forget_lists")
def forget_lists(timestamp: int) -> None:
    """Forget the waiting lists that were chosen more than a day ago, brought in or not."""
    with named(Viewer(Kind.WORKER, called="livingwell")) as worker:
        actions.forget_lists(by=worker)
