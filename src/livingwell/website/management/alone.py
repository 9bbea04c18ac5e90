"""A command that only one process at a time may run in a database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def alone(lock: int) -> Iterator[bool]:
    """Hold an advisory lock while the block runs, and say whether it is ours: otherwise some other process has it.

    The lock is the connection's, and goes with it if this process is killed.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [lock])
        is_ours = cursor.fetchone() == (True,)
    try:
        yield is_ours
    finally:
        if is_ours:
            connection.close()  # and lets the lock go
