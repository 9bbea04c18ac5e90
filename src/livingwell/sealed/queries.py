"""Which columns of the database are sealed, and with which keys. For whoever owns the tables: they see every row."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg import sql

from . import rules
from .fields import Sealed
from .keyring import newest

PLAIN = ""  # in the place of a key's name: what no key has sealed
BY_KEY = """
    select coalesce(substring({part} from '^sealed[.]([0-9a-f]+)[.]'), ''), count(*)
      from {table} where {part} <> '' group by 1"""
ONE_OF_EACH = "select {column} from {table} where {is_sealed} limit 1"


def sealed_models() -> list[tuple[type[Model], list[Any]]]:
    """Return the models that have sealed fields, each with those."""
    found = [
        (model, [field for field in model._meta.concrete_fields if isinstance(field, Sealed)])
        for model in apps.get_models(include_auto_created=True)
    ]
    return [(model, fields) for model, fields in found if fields]


def parts_of(field: Any) -> list[sql.Composed]:
    """Return what of a column is sealed, each as SQL."""
    return [sql.SQL(part).format(column=sql.Identifier(field.column)) for part in field.parts]


def cells_by_key() -> Counter[str]:
    """Return how many cells each key has sealed, by its name; PLAIN for those that none has. Reads every row."""
    counted: Counter[str] = Counter()
    for model, fields in sealed_models():
        for part in [part for field in fields for part in parts_of(field)]:
            question = sql.SQL(BY_KEY).format(part=part, table=sql.Identifier(model._meta.db_table))
            counted.update(dict(_rows(question)))
    return counted


def old_rows() -> int:
    """Return how many rows have anything that the newest key has not sealed."""
    counts = [
        sql.SQL("select count(*) from {table} where {is_old}").format(
            table=sql.Identifier(model._meta.db_table), is_old=is_old(fields)
        )
        for model, fields in sealed_models()
    ]
    return sum(count for question in counts for (count,) in _rows(question))


def is_old(fields: list[Any]) -> sql.Composed:
    """Return, as SQL, whether a row has anything in these columns that the newest key has not sealed."""
    old = [
        sql.SQL("({part} <> '' and not starts_with({part}, {newest}))").format(part=part, newest=newest().beginning)
        for field in fields
        for part in parts_of(field)
    ]
    return sql.SQL(" or ").join(old)


def anything_is_sealed() -> bool:
    """Return whether any cell of any column is sealed, with whatever key."""
    return any(True for _ in _one_of_each())


def check_opens() -> None:
    """Raise rules.CannotOpen where the keys that are here do not open what is here. Reads one cell of each column."""
    for field, kept in _one_of_each():
        field.from_db_value(kept, None, connection)


def closed_cells() -> Iterator[str]:
    """Yield, for one cell of each column that has any, an empty line where it opens, and why where it does not."""
    for field, kept in _one_of_each():
        try:
            field.from_db_value(kept, None, connection)
            yield ""
        except rules.CannotOpen as reason:
            yield str(reason)


def _one_of_each() -> Iterator[tuple[Any, str]]:
    """Yield each sealed field that has a sealed cell, with one."""
    for model, fields in sealed_models():
        for field in fields:
            parts = [sql.SQL("starts_with({}, {})").format(part, sql.Literal(rules.SIGN)) for part in parts_of(field)]
            table, column = sql.Identifier(model._meta.db_table), sql.Identifier(field.column)
            question = sql.SQL(ONE_OF_EACH).format(column=column, table=table, is_sealed=sql.SQL(" or ").join(parts))
            yield from ((field, kept) for (kept,) in _rows(question))


def check_has(names: Iterable[str]) -> None:
    """Raise rules.NoKey where a key of these names is not here."""
    ring = newest()
    for name in names:
        if name != PLAIN and not ring.has(name):
            raise rules.NoKey(rules.NOT_HERE, key=name)


def _rows(question: sql.Composed) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
