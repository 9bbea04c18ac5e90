"""What the worker forgets for a place without being asked."""

from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="23 * * * *")
@app.task(name="places.forget_brought", queue="places", queueing_lock="places.forget_brought")
def forget_brought(timestamp: int) -> None:
    """Forget the words of what somebody said they bring and took back more than a day ago."""
    actions.forget_what_was_taken_back()
