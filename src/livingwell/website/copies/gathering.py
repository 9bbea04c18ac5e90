"""Gathering a copy, in one question to the database: every row of every table, as the named viewer may see it."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model
from psycopg import sql

from livingwell.access.words import Reason
from livingwell.people.models import Person
from livingwell.places.words import Pack
from livingwell.rights.models import Withheld
from livingwell.sealed.fields import Sealed

from .sections import NEVER, SECTIONS

FORMAT = "livingwell copy, 1"
Row = dict[str, Any]
NAMES = """
select id::text, called from places_practitioner where id = any(%(keys)s::uuid[])
union all select id::text, name from places_team where id = any(%(keys)s::uuid[])
union all select id::text, name from places_organisation where id = any(%(keys)s::uuid[])"""


def gather(person: Person, *, withheld: Iterable[Withheld], pack: Pack, now: datetime) -> dict[str, Any]:
    """Return everything kept about somebody, but what is held back: JSON in Python, keys as strings, times in UTC.

    `{"format", "place", "called", "made_at", "sections": [{"table", "rows": [{column: value}]}], "held_back": {ground:
    count}, "names": {key: name}}`. Only what two agreed to hold back is; of a table that is new, see `sections`.
    """
    back = {one.row_id: one.ground for one in withheld if one.second_id}
    found = _nameless(rows_of(person.pk))
    for event in found["journeys.Event"]:  # and what the stream says of it
        if event["from_id"] and UUID(event["from_id"]) in back:
            back[UUID(event["id"])] = back[UUID(event["from_id"])]
    keys = [key for rows in found.values() for row in rows if (key := _key(row))]
    return {
        "format": FORMAT,
        "place": pack.name,
        "called": person.called,
        "made_at": now.isoformat(),
        "sections": [
            {"table": table, "rows": [row for row in rows if _key(row) not in back]} for table, rows in found.items()
        ],
        "held_back": dict(Counter(ground for ground in map(back.get, keys) if ground)),
        "names": _names(found.values()),
    }


def digest_of(document: dict[str, Any]) -> str:
    """Return what tells whether anything came since a copy was read through; who looked, this looking too, does not."""
    read = [one for one in document["sections"] if one["table"] != "access.Look"]
    return sha256(json.dumps([read, document["held_back"]], sort_keys=True).encode()).hexdigest()


def rows_of(person_id: UUID) -> dict[str, list[Row]]:
    """Return the rows of every section by table, in the order they happened, sealed words opened. One question."""
    models = {table: apps.get_model(table) for table in SECTIONS}
    parts = [_part(table, model) for table, model in models.items()]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" union all ").join(parts), [person_id] * len(parts))
        found: dict[str, list[Row]] = {table: [] for table in SECTIONS}
        for table, row in cursor.fetchall():
            found[table].append(_opened(models[table], row if isinstance(row, dict) else json.loads(row)))
    for table, rows in found.items():
        rows.sort(key=lambda row: str(row.get(SECTIONS[table].at) or ""))
    return found


def _nameless(found: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """Return the rows with whoever broke the glass known by their role alone, as they read it on their own page too."""
    hours = [row for row in found["access.Tie"] if row["reason"] == Reason.GLASS]
    for tie in hours:
        for look in found["access.Look"]:
            if look["by_id"] == tie["party_id"] and _at(tie["since"]) <= _at(look["at"]) <= _at(tie["until"]):
                look.update(by_called="", by_id=None)
    for tie in hours:
        tie.update(party_id=None, made_by="", ended_by="")
    return found


def _at(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _part(table: str, model: type[Model]) -> sql.Composed:
    columns = [one.column for one in model._meta.concrete_fields if one.column and one.column not in NEVER]
    only = SECTIONS[table].only
    return sql.SQL("select {}, jsonb_build_object({}) from {} t where person_id = %s{}").format(
        sql.Literal(table),
        sql.SQL(", ").join(sql.SQL("{}, t.{}").format(sql.Literal(one), sql.Identifier(one)) for one in columns),
        sql.Identifier(model._meta.db_table),
        sql.SQL(" and t.{}").format(sql.Identifier(only)) if only else sql.SQL(""),
    )


def _opened(model: type[Model], row: Row) -> Row:
    for one in model._meta.concrete_fields:
        if isinstance(one, Sealed) and one.column in row:
            row[one.column] = one.opened(row[one.column])
    return row


def _key(row: Row) -> UUID | None:
    return UUID(row["id"]) if "id" in row else None


def _names(found: Iterable[list[Row]]) -> dict[str, str]:
    """Return what the practitioners, teams and organisations in these rows are called: read without the place's own."""
    keys = {value for rows in found for row in rows for name, value in row.items() if name.endswith("_id") and value}
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {"keys": sorted(keys)})
        return dict(cursor.fetchall())
