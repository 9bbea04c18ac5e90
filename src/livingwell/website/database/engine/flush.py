"""Django's `flush`, as the owner of the tables: what it puts back after emptying them is the owner's too.

An app's `management/commands/flush.py` takes its `Command` from here; every TransactionTestCase ends with it.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from livingwell.website.database.engine.base import owning


class Command(flush.Command):
    """Empty every table, and let migrations put back what they always put there."""

    def handle(self, **options: Any) -> None:
        with owning(connections[options["database"]]):
            super().handle(**options)
