"""Every column of everything that is sealed: changed behind our back, it is found."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from neighbourhood import as_, introduce
from record.roles import signed_in_as

from livingwell.access import actions as access
from livingwell.access.models import Look
from livingwell.record import actions as record
from livingwell.record import queries

SEALED = ("journeys_event", "access_look", "record_entry", "record_seal", "record_erasure")
COLUMNS = """
select c.relname, a.attname, t.typname from pg_attribute a
  join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
 where c.relname = any(%s) and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, 2
"""
CHANGED = {
    "uuid": "gen_random_uuid()",
    "varchar": "'x'",
    "text": "'x'",
    "timestamptz": "coalesce({column}, now()) + interval '1 microsecond'",
    "jsonb": "'{{\"said\": \"otherwise\"}}'",
    "bytea": "set_byte({column}, 0, (get_byte({column}, 0) + 1) % 256)",
    "int8": "{column} + 100",
}


@contextmanager
def behind_our_back(statement: str) -> Iterator[None]:
    """Inside, one row is otherwise, with every trigger asleep; afterwards it is as it was."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
            cursor.execute(statement)
            assert cursor.rowcount == 1, statement
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_changing_any_column_of_anything_sealed_is_found(lasting_place):
    journey = introduce(lasting_place)
    with as_(lasting_place.tom) as tom:
        for why in ("", "Holds them"):
            look = access.look(person_id=journey.person_id, page="person", why=why, by=tom)
    with signed_in_as(None):  # the server's administrator, whom nothing stops
        record.erase(source="access.look", source_id=look.pk, why="Asked for", by_called="Ros")
        with connection.cursor() as cursor:
            cursor.execute("delete from access_look where id = %s", [look.pk])
            record.seal_all()
            cursor.execute(COLUMNS, [list(SEALED)])
            columns = cursor.fetchall()
        assert Look.objects.count() == 1
        assert list(queries.findings()) == []
        assert len(columns) > 30
        assert [f"{table}.{column}" for table, column, kind in columns if not is_found(table, column, kind)] == []


def is_found(table: str, column: str, kind: str) -> bool:
    changed = CHANGED[kind].format(column=column)
    which = f"(select ctid from {table} order by 1 limit 1)"
    with behind_our_back(f"update {table} set {column} = {changed} where ctid = {which}"):
        return bool(list(queries.findings()))
