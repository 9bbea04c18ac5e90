"""Rows as PostgreSQL copies them, in its binary form: each a list of cells, None for nothing."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg import sql

Cell = bytes | None

BEGINS = b"PGCOPY\n\xff\r\n\0" + bytes(8)  # no flags, and no more of a header
ENDS = b"\xff\xff"
NOTHING = b"\xff\xff\xff\xff"
SHORT, LONG, LONGER = struct.Struct("!h"), struct.Struct("!i"), struct.Struct("!q")
FIRST_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL counts its moments and its days from here
FIRST_DAY = FIRST_MOMENT.date()

# Every table about a person with a row in it worth following: by the column that says whom it is about. What only the
# database itself says of a row, it says of a new one too.
ABOUT_PEOPLE = """
    select c.relname, array_agg(a.attname::text order by a.attnum),
           array_agg(format_type(a.atttypid, null) order by a.attnum)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = 'public' and c.relkind = 'r' and a.atttypid <> 'xid8'::regtype
       and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id')
     group by c.relname order by c.relname"""


@dataclass(frozen=True)
class Table:
    """A table, with the columns that are copied and what is in each."""

    name: str
    columns: tuple[str, ...]
    types: tuple[str, ...]

    def copying(self, how: str) -> sql.Composed:
        """Return the statement that copies rows into it."""
        return sql.SQL("copy public.{table} ({columns}) {how} (format binary)").format(
            table=sql.Identifier(self.name),
            columns=sql.SQL(", ").join(map(sql.Identifier, self.columns)),
            how=sql.SQL(how),  # one of two words of our own
        )

    def of_everybody(self) -> sql.Composed:
        """Return the statement that copies from it the rows of some people, in the order they were made."""
        return sql.SQL(
            "copy (select {columns} from public.{table} where person_id = any ({people}) order by ctid)"
            " to stdout (format binary)"
        ).format(
            columns=sql.SQL(", ").join(map(sql.Identifier, self.columns)),
            table=sql.Identifier(self.name),
            people=sql.Placeholder("people"),
        )


def about_people(cursor: Any) -> list[Table]:
    """Return every table about a person."""
    cursor.execute(ABOUT_PEOPLE)
    return [Table(name, tuple(columns), tuple(types)) for name, columns, types in cursor.fetchall()]


def read(copied: bytes) -> Iterator[list[Cell]]:
    """Yield the rows of what was copied from a table. Raises ValueError on anything else."""
    if not copied.startswith(BEGINS):
        raise ValueError("this is not what PostgreSQL copies in its binary form, with no flags set")
    at = len(BEGINS)
    while copied[at : at + 2] != ENDS:
        (many,) = SHORT.unpack_from(copied, at)
        at += 2
        row: list[Cell] = []
        for _ in range(many):
            (length,) = LONG.unpack_from(copied, at)
            at += 4
            row.append(None if length < 0 else copied[at : at + length])
            at += max(length, 0)
        yield row


def cell_of(cell: Cell) -> bytes:
    """Return a cell with its length before it."""
    return NOTHING if cell is None else LONG.pack(len(cell)) + cell


def moment_of(cell: bytes) -> int:
    """Return the microseconds that a moment is after PostgreSQL's first."""
    return int(LONGER.unpack(cell)[0])


def micros(at: datetime) -> int:
    """Return the microseconds that a moment is after PostgreSQL's first, as it keeps it."""
    return (at - FIRST_MOMENT) // timedelta(microseconds=1)


def days(on: date) -> int:
    """Return the days that a date is after PostgreSQL's first, as it keeps it."""
    return (on - FIRST_DAY).days
