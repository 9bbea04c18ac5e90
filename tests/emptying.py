"""Emptying the test database after a test that commits: only the tables that something was written to.

Truncating makes every table and index anew, whether or not there was a row in it: most of what such a test took. What
is deleted here is what a truncation would take away, by the server's administrator and past every trigger.
"""

import re
from collections.abc import Iterable

import psycopg
from django.db import connection

from livingwell.website.database.engine.base import DatabaseOperations

FILLED = """
select c.relname from pg_class c
 where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname = any(%s)
   and pg_relation_size(c.oid) > 0
"""


def empty_what_was_filled(self: DatabaseOperations, statements: Iterable[str]) -> None:
    """Empty the tables that these statements would truncate."""
    tables = re.findall(r'"(\w+)"', " ".join(statements))
    ours = connection.settings_dict["LIVINGWELL"]
    connection.close()
    with psycopg.connect(
        host=connection.settings_dict["HOST"],
        port=connection.settings_dict["PORT"],
        dbname=connection.settings_dict["NAME"],
        user=ours["admin"]["USER"],
        password=ours["admin"]["PASSWORD"] or None,
    ) as admin:
        admin.execute("set session_replication_role = replica")
        for (table,) in admin.execute(FILLED, [tables]).fetchall():
            admin.execute(f'delete from "{table}"')


def quickly() -> None:
    DatabaseOperations.execute_sql_flush = empty_what_was_filled  # type: ignore[method-assign]  # in tests alone
