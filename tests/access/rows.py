"""Rows for every gated table: those the scene made, and plain ones where a room above has made none yet."""

from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

# Which row of a table is tried, where some of its rows are answered differently.
TRIED = {
    "access_tie": "party_kind = 'team'",
    "journeys_nextstep": "done_by = 'team' and kept_at is null and put_aside_at is null",
    "journeys_journey": "ended_at is null",
}
# How a row is changed, where a change of a column to itself is not what anybody would do.
CHANGED = dict.fromkeys(("access_tie", "access_ownpage", "people_double"), "until = clock_timestamp()")
LIVING = ("until",)

# Which row another one leans on, where not any will do: a message goes on a way that is safe, and a worry reaches
# somebody who can see it.
LEANS_ON = {"people_waytoreach": "may_message", "places_practitioner": "called = 'Tom'"}

# What a row has to say of who wrote it, where its table takes nothing else.
SAID_BY_THEM = {"people_ownanswer": {"told": "themselves", "by_kind": "person"}}

COLUMNS = """
select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as needed,
       a.atthasdef or a.attidentity <> '' as given,
       (select c.confrelid::regclass::text from pg_constraint c
         where c.conrelid = a.attrelid and c.contype = 'f' and c.conkey = array[a.attnum]) as leans_on
  from pg_attribute a where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
"""
PLAIN = {"uuid": None, "text": "words", "jsonb": "{}", "boolean": "false", "integer": "1", "smallint": "1"}


def columns(owner: psycopg.Connection, table: str) -> list[dict[str, Any]]:
    with owner.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(COLUMNS, [table]).fetchall()


def key_of(owner: psycopg.Connection, table: str) -> str:
    return "id" if any(one["name"] == "id" for one in columns(owner, table)) else "person_id"


def tried_row(owner: psycopg.Connection, table: str, person_id: UUID) -> dict[str, Any]:
    """Return, as JSON values, the row of this person that is tried; one is made where there is none."""
    found = _row(owner, table, person_id)
    if found is None:
        make_row(owner, table, person_id)
        found = _row(owner, table, person_id)
    assert found is not None, f"{table} has no row to try for this person, and none could be made"
    return found


def _row(owner: psycopg.Connection, table: str, person_id: UUID) -> dict[str, Any] | None:
    names = {one["name"] for one in columns(owner, table)}
    conditions = ["person_id = %s", TRIED.get(table, "true"), *[f"{one} is null" for one in LIVING if one in names]]
    if table == "introductions_receipt":
        conditions = conditions[:1]
    found = owner.execute(f"select to_jsonb(t) from {table} t where {' and '.join(conditions)} limit 1", [person_id])
    row = found.fetchone()
    return row[0] if row else None


def make_row(owner: psycopg.Connection, table: str, person_id: UUID | None) -> Any:
    """Make the plainest row that this table's own columns allow, with all that it leans on. Return its key."""
    values = {
        one["name"]: _value(owner, one, person_id)
        for one in columns(owner, table)
        if one["name"] in ("id", "person_id") or (one["needed"] and not one["given"])
    }
    values |= SAID_BY_THEM.get(table, {})
    statement = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, values)),
        sql.SQL(", ").join(sql.Placeholder() * len(values)),
    )
    owner.execute(statement, list(values.values()))
    return values.get("id", values.get("person_id"))


def _value(owner: psycopg.Connection, column: dict[str, Any], person_id: UUID | None) -> Any:
    if column["name"] == "person_id":
        return person_id
    if column["leans_on"]:
        return _something_in(owner, column["leans_on"], person_id)
    kind = column["type"]
    if kind == "uuid":
        return uuid4()
    if kind.endswith("[]"):
        return "{}"
    if kind.startswith("character varying"):
        own = {"state": "waiting", "answer": "", "ended_how": ""}
        return own.get(column["name"], "x")
    if kind == "bytea":
        return uuid4().bytes
    return "2026-11-22" if kind.startswith(("date", "timestamp")) else PLAIN[kind]


def _something_in(owner: psycopg.Connection, table: str, person_id: UUID | None) -> Any:
    about_them = any(one["name"] == "person_id" for one in columns(owner, table))
    where, values = ("person_id = %s and ", [person_id]) if about_them else ("", [])
    which = where + LEANS_ON.get(table, "true")
    found = owner.execute(f"select {key_of(owner, table)} from {table} where {which} limit 1", values).fetchone()
    return found[0] if found else make_row(owner, table, person_id if about_them else None)
