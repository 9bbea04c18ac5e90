"""What the worker does for post: each delivery as it comes, and every minute whatever nobody is seeing to."""

from uuid import UUID

from procrastinate.contrib.django import app

from livingwell.post import actions
from livingwell.post.deferring import QUEUE

# No `lock` anywhere: a worker that was killed would hold it for ever. Two of the same do no harm.


@app.task(name="post.deliver", queue=QUEUE)
def deliver(*, delivery_id: str) -> None:
    """Try once, and tell the rooms above if that settles it."""
    actions.deliver(delivery_id=UUID(delivery_id))
    actions.tell(delivery_id=UUID(delivery_id))


@app.task(name="post.ask", queue=QUEUE)
def ask(*, delivery_id: str) -> None:
    """Ask whether a delivery may still go, because something has happened, and tell the rooms above if it may not."""
    actions.withdraw_if_stopped(delivery_id=UUID(delivery_id))
    actions.tell(delivery_id=UUID(delivery_id))


@app.task(name="post.posted", queue=QUEUE)
def posted(*, delivery_id: str) -> None:
    """Count a letter as sent, because somebody said it was posted."""
    actions.mark_posted(delivery_id=UUID(delivery_id))
    actions.tell(delivery_id=UUID(delivery_id))


@app.periodic(cron="* * * * *")
@app.task(name="post.sweep", queue=QUEUE, queueing_lock="post.sweep")
def sweep(timestamp: int) -> None:
    """Pick up whatever nobody is seeing to."""
    actions.sweep()


@app.periodic(cron="41 3 * * *")
@app.task(name="post.forget", queue=QUEUE, queueing_lock="post.forget")
def forget(timestamp: int) -> None:
    """Forget what was said and to whom, when it is long over."""
    actions.forget_sent()
