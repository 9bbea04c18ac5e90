"""What the worker forgets for access without being asked."""

from procrastinate.contrib.django import app

from . import once


@app.periodic(cron="41 * * * *")
@app.task(name="access.forget_where", queue="access", queueing_lock="access.forget_where")
def forget_where(timestamp: int) -> None:
    """Forget where forms went that were sent more than a day ago; that they were sent is kept."""
    once.forget_where()
