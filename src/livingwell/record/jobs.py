"""What the worker does for the record without being asked: seals every minute, anchors every hour."""

from django.conf import settings
from procrastinate.contrib.django import app

from livingwell.record import actions

# A queueing lock only, let go when the job starts: a `lock` would be held for ever by a worker that was
# killed.


@app.periodic(cron="* * * * *")
@app.task(name="record.seal", queue="record", queueing_lock="record.seal")
def seal(timestamp: int) -> None:
    """Seal what was committed since the last minute."""
    actions.seal_recent()


@app.periodic(cron="17 3 * * *")
@app.task(name="record.seal_all", queue="record", queueing_lock="record.seal_all")
def seal_all(timestamp: int) -> None:
    """Seal, once a night, whatever a very long transaction brought in late."""
    actions.seal_all()


@app.periodic(cron="5 * * * *")
@app.task(name="record.anchor", queue="record", queueing_lock="record.anchor")
def anchor(timestamp: int) -> None:
    """Write the chain's end where the database cannot reach, if the place has said where."""
    file = getattr(settings, "RECORD_ANCHORS", None)
    if file:
        actions.anchor(file=file, key=getattr(settings, "RECORD_ANCHOR_KEY", None))
