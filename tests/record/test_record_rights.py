"""What each role may do with the record, asked of the database with Django out of the way."""

from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation
from record.roles import BOTTOM, second_connection, signed_in_as

from livingwell.record import actions, queries

pytestmark = pytest.mark.django_db(transaction=True, available_apps=BOTTOM)
TABLES = {"record_entry": "id", "record_seal": "number", "record_erasure": "id", "record_anchor": "id"}
NOTE = "insert into record_entry (id, source, source_id, digest) values (%s, 'test.diary', %s, %s)"


@pytest.fixture
def recorded(diary, tmp_path):
    """A record with a row in every table."""
    with signed_in_as("lw_worker"):
        row = diary.write({"says": "here"})
        actions.erase(source=diary.name, source_id=row.id, why="asked for", by_called="Records")
        actions.seal_all()
        actions.anchor(file=tmp_path / "anchors.txt")


def test_what_the_web_does_is_noted_as_the_web(diary):
    with signed_in_as("lw_web"):
        diary.write({"says": "done on a page"})
    with signed_in_as("lw_worker"):
        assert actions.seal_all() == 1
        assert list(queries.findings()) == []


def test_the_web_adds_an_entry(recorded):
    with second_connection("lw_web") as web:
        assert web.execute(NOTE, [uuid4(), uuid4(), b"d" * 32]).rowcount == 1


def test_the_web_cannot_date_an_entry(recorded):
    with second_connection("lw_web") as web, pytest.raises(InsufficientPrivilege):
        web.execute(
            NOTE.replace(") values (", ", made_at) values (").replace("%s)", "%s, now())"),
            [uuid4(), uuid4(), b"d" * 32],
        )


REFUSED = [
    "select count(*) from {table}",
    "update {table} set {column} = {column}",
    "delete from {table}",
    "truncate {table}",
    "insert into {table} select * from {table}",
    "alter table {table} disable row level security",
    "alter table {table} disable trigger all",
    "drop table {table}",
]


@pytest.mark.parametrize("role", ["lw_web", "lw_eval"])
@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_the_web_and_the_evaluator_may_do_nothing_else(recorded, role, table, column):
    with second_connection(role) as own:
        for statement in REFUSED:
            with pytest.raises(InsufficientPrivilege):
                own.execute(statement.format(table=table, column=column))


def test_the_web_cannot_learn_from_a_returned_row(recorded):
    with second_connection("lw_web") as web, pytest.raises(InsufficientPrivilege):
        web.execute(NOTE + " returning made_at", [uuid4(), uuid4(), b"d" * 32])


@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_the_worker_reads_and_may_neither_change_nor_take_away(recorded, table, column):
    with second_connection("lw_worker") as worker:
        assert worker.execute(f"select count(*) from {table}").fetchone()[0] > 0
        for statement in (
            "update {table} set {column} = {column}",
            "delete from {table}",
            "truncate {table}",
        ):
            with pytest.raises(InsufficientPrivilege):
                worker.execute(statement.format(table=table, column=column))


@pytest.mark.parametrize(("table", "column"), TABLES.items())
def test_even_the_owner_cannot_change_or_take_away_by_a_slip(recorded, table, column):
    with second_connection("lw_owner") as owner:
        for statement in (f"update {table} set {column} = {column}", f"delete from {table}"):
            with pytest.raises(RestrictViolation, match="only added to"):
                owner.execute(statement)


def test_every_table_of_the_record_is_gated_by_the_database(recorded):
    with second_connection("lw_owner") as owner:
        found = owner.execute(
            "select relname, relrowsecurity and relforcerowsecurity from pg_class"
            " where relkind = 'r' and relname like 'record\\_%'"
        ).fetchall()
    assert sorted(found) == [(table, True) for table in sorted(TABLES)]


def test_an_administrators_slip_is_refused_as_well(recorded):
    with second_connection(None) as admin, pytest.raises(psycopg.Error, match="only added to"):
        admin.execute("update record_seal set sealed_at = now()")
