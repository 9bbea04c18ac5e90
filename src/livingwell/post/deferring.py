"""Queueing a job so that it stands or falls with the transaction it is queued in."""

from procrastinate import exceptions
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

QUEUE = "post"


def defer(task: str, *, queue: str = QUEUE, **arguments: str) -> None:
    """Queue the job `task`, on Django's own connection: rolled back, it was never queued.

    Inside a job, `app.configure_task` and `task.defer` use the worker's own connections instead, and would
    queue a job about rows that are not committed yet, or never will be. Keep arguments to ids: any role may
    listen.
    """
    configure_task(name=task, job_manager=JobManager(DjangoConnector()), queue=queue).defer(**arguments)


def defer_once(task: str, *, key: str, queue: str = QUEUE, **arguments: str) -> None:
    """Queue the job `task` unless one with this `key` is waiting. Not in a transaction, which finding one would end."""
    once = configure_task(name=task, job_manager=JobManager(DjangoConnector()), queue=queue, queueing_lock=key)
    try:
        once.defer(**arguments)
    except exceptions.AlreadyEnqueued:
        return
