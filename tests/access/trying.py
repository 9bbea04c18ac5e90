"""Trying, in SQL, to see, add, change and delete one row of a person's, as whoever is named."""

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg
from access import rows
from psycopg.errors import InsufficientPrivilege

REFUSED = "42501"


class Trying:
    """The tries of one person's rows: what is needed to make each is read once, as the owner."""

    def __init__(self, owner: psycopg.Connection, tables: list[str], person_id: UUID) -> None:
        self.person_id = person_id
        self.key = {table: rows.key_of(owner, table) for table in tables}
        self.row = {table: rows.tried_row(owner, table, person_id) for table in tables}
        self.addable = {table: self._may(owner, table, "insert") for table in tables}
        self.changeable = {table: self._may(owner, table, "update") for table in tables}

    @staticmethod
    def _may(owner: psycopg.Connection, table: str, verb: str) -> list[str]:
        asked = owner.execute(
            "select quote_ident(attname) from pg_attribute"
            " where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and has_column_privilege('lw_web', attrelid, attnum, %s) order by attnum",
            [table, verb],
        )
        return [row[0] for row in asked.fetchall()]

    def done(self, own: psycopg.Connection, table: str, kind: str, ref: Any) -> str:
        """Return the letters of what could be done: s, a, c, d."""
        able = ""
        for letter, try_it in (("s", self._see), ("a", self._add), ("c", self._change), ("d", self._delete)):
            with own.transaction(force_rollback=True):
                able += letter if try_it(own, table, kind, ref) else ""
        return able

    def sees_any(self, own: psycopg.Connection, table: str) -> bool:
        return bool(own.execute(f"select 1 from {table} where person_id = %s limit 1", [self.person_id]).fetchone())

    def _see(self, own: psycopg.Connection, table: str, *_: Any) -> bool:
        key = self.key[table]
        seen = own.execute(f"select 1 from {table} where {key} = %s", [self.row[table][key]]).fetchone()
        return bool(seen)

    def _add(self, own: psycopg.Connection, table: str, kind: str, ref: Any) -> bool:
        """Add a row like the one that is there, as this viewer would."""
        names = ", ".join(self.addable[table]) or self.key[table]
        row = json.dumps(_in_own_name(table, self.row[table], kind, ref), default=str)
        return _let_by(
            own,
            f"insert into {table} ({names}) select {names} from jsonb_populate_record(null::{table}, %s::jsonb)",
            [row],
        )

    def _change(self, own: psycopg.Connection, table: str, *_: Any) -> bool:
        key = self.key[table]
        column = (self.changeable[table] or [key])[0]
        change = rows.CHANGED.get(table, f"{column} = {column}")
        return _let_by(own, f"update {table} set {change} where {key} = %s", [self.row[table][key]])

    def _delete(self, own: psycopg.Connection, table: str, *_: Any) -> bool:
        key = self.key[table]
        return _let_by(own, f"delete from {table} where {key} = %s", [self.row[table][key]])


def _let_by(own: psycopg.Connection, statement: str, values: list[Any]) -> bool:
    try:
        return own.execute(statement, values).rowcount == 1
    except InsufficientPrivilege:
        return False
    except psycopg.IntegrityError:  # a constraint's refusal: the gate had let it by
        return True


def _in_own_name(table: str, row: dict[str, Any], kind: str, ref: Any) -> dict[str, Any]:
    """The row as this viewer would honestly write it: in their own name, and of the sort that they write."""
    own = {**row, **({"id": str(uuid4())} if "id" in row else {})}
    if "by_kind" in own:
        own |= {"by_kind": kind, "by_id": ref}
    if "together" in own:
        own["together"] = kind == "practitioner"
    if table == "people_ownanswer":
        own["told"] = "side by side" if kind == "practitioner" else "themselves"
    if table == "journeys_event":
        own["kind"] = "added to"
    if table == "journeys_concern":
        own["raised_by_id"] = ref
    if table in ("journeys_concernchange", "journeys_worrytold", "people_double", "rights_copy", "rights_withheld"):
        own["by_id"] = ref
    if table == "access_tie":
        own |= {"party_kind": "carer", "party_id": str(uuid4()), "sees": ["who"], "writes": []}
    return own
