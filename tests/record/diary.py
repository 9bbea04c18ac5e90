"""A source of rows that lives in the test: what a table of a higher room would be."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from livingwell.record import actions
from livingwell.record.models import new_salt
from livingwell.record.rules import digest
from livingwell.record.words import Row


class Diary:
    """A source kept in memory."""

    def __init__(self, name: str = "test.diary") -> None:
        self.name = name
        self.rows: dict[UUID, Row] = {}

    def read(self, after_id: UUID | None, limit: int) -> list[Row]:
        """Read as the record reads any source."""
        later = [row for row in self.rows.values() if after_id is None or row.id > after_id]
        return sorted(later, key=lambda row: row.id)[:limit]

    def slip_in(self, payload: Mapping[str, Any]) -> Row:
        """Make a row nobody records."""
        row = Row(uuid4(), new_salt(), payload)
        self.rows[row.id] = row
        return row

    def write(self, payload: Mapping[str, Any]) -> Row:
        """Make a row and its entry, as an action would."""
        row = self.slip_in(payload)
        with transaction.atomic():
            actions.note(source=self.name, source_id=row.id, digest=digest(row.salt, payload))
        return row

    def empty(self, row: Row) -> None:
        """Take a row's content away, as an erasure does."""
        self.rows[row.id] = Row(row.id, None, None)
