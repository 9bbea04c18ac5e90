"""Sealing again what is kept, with the newest key: row by row, a batch at a time, each batch whole or not at all.

As whoever owns the tables, since nobody else sees every row. Only sealed columns are written, and to the same words: no
revision counts it, no event tells it, and the record's digests, which are of the words, stand. Stopped anywhere, the
rest is found by what it was sealed with.
"""

from collections.abc import Callable
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Model
from psycopg import sql
from psycopg.errors import DeadlockDetected

from . import queries

BATCH = 200  # rows in one transaction: whoever writes one of them meanwhile waits a few hundredths of a second
# What somebody is writing just now is passed over; it is sealed as it is saved, or found the next time round.
NEXT = """
    select {key}, {columns} from {table} where ({is_old}) and ({key} > {last} or {is_first})
     order by {key} limit {batch} for no key update skip locked"""
STILL_THERE = "select relname from pg_stat_user_tables where relname = any(%s) and n_dead_tup > 0"
WRITE = "update {table} set {columns} where {key} = %s"


def seal_again(*, step: Callable[[int], object] = lambda rows: None) -> int:
    """Seal with the newest key every cell that it has not sealed, plain ones too; return how many rows were written.

    Calls `step` with how many rows each batch had. Raises rules.CannotOpen for one that cannot be read.
    """
    return sum(_table(model, fields, step) for model, fields in queries.sealed_models())


def rewrite_tables() -> bool:
    """Have the database write each table anew; return whether its files keep nothing now of what stood there before.

    Outside any transaction. Each table is locked for as long as that takes. What some other transaction that began
    earlier could still read is written anew too: then this is to be done again once it has ended.
    """
    names = [model._meta.db_table for model, _fields in queries.sealed_models()]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(sql.SQL("vacuum (full, analyze) {}").format(sql.Identifier(name)))
        cursor.execute(STILL_THERE, [names])
        return cursor.fetchone() is None


def _table(model: type[Model], fields: list[Any], step: Callable[[int], object]) -> int:
    last, written = None, 0
    while rows := _batch_or_again(model, fields, last, step):
        last, written = rows[-1][0], written + len(rows)
    return written


def _batch_or_again(model: type[Model], fields: list[Any], last: Any, step: Callable[[int], object]) -> list[tuple]:
    """Seal the next batch. Where two wait for each other, the other goes first."""
    while True:
        try:
            with transaction.atomic(durable=True):
                rows = _batch(model, fields, last)
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise
        else:
            step(len(rows))
            return rows


def _batch(model: type[Model], fields: list[Any], last: Any) -> list[tuple]:
    key = sql.Identifier(str(model._meta.pk.column))
    table, columns = sql.Identifier(model._meta.db_table), [sql.Identifier(field.column) for field in fields]
    question = sql.SQL(NEXT).format(
        key=key,
        columns=sql.SQL(", ").join(columns),
        table=table,
        is_old=queries.is_old(fields),
        last=last,
        is_first=last is None,
        batch=BATCH,
    )
    setting = sql.SQL(", ").join(sql.SQL("{} = %s").format(column) for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(question)
        rows = cursor.fetchall()
        again = [[field.again(cell) for field, cell in zip(fields, kept, strict=True)] for _key, *kept in rows]
        cursor.executemany(
            sql.SQL(WRITE).format(table=table, columns=setting, key=key),
            [(*cells, row[0]) for cells, row in zip(again, rows, strict=True)],
        )
    return rows
