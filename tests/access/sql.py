"""The database spoken to directly: psycopg, the serving role, names signed by hand. No Django between."""

import hashlib
import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection
from psycopg.errors import InsufficientPrivilege

NOBODY = "nobody"


def signed(kind: str, ref: UUID | str = "-", *, until: float = 0) -> str:
    """A viewer's name as only the website can sign it: `kind ref until mac`."""
    line = f"{kind} {ref} {int(until or time.time() + 600)}"
    return f"{line} {hmac.new(settings.VIEWER_KEY, line.encode(), hashlib.sha256).hexdigest()}"


def connect(role: str = "lw_web", *, autocommit: bool = False) -> psycopg.Connection:
    """Return a connection of our own to the test database: as one of our roles, or as its administrator for ""."""
    ours = settings.DATABASES["default"]
    known = {ours["USER"]: ours, "lw_owner": ours["LIVINGWELL"]["owner"], "": ours["LIVINGWELL"]["admin"]}
    signs_in = known.get(role) or {"USER": role, "PASSWORD": ""}
    return psycopg.connect(
        host=ours["HOST"],
        port=ours["PORT"],
        dbname=connection.settings_dict["NAME"],
        user=signs_in["USER"],
        password=signs_in["PASSWORD"] or None,
        autocommit=autocommit,
    )


@contextmanager
def named(own: psycopg.Connection, name: str | None) -> Iterator[psycopg.Connection]:
    """One transaction as `name` (None: nobody has been named), taken back at its end."""
    with own.transaction(force_rollback=True):
        if name is not None:
            own.execute("select set_config('livingwell.viewer', %s, true)", [name])
        yield own


# Every table about a person, found as a stranger would find them: by a column that says whom it is about.
ABOUT_PEOPLE = """
select c.relname from pg_class c
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
   and exists (select 1 from pg_attribute a
                where a.attrelid = c.oid and a.attname in ('person_id', 'person', 'key_id') and not a.attisdropped)
 order by 1
"""


def tables_about_people(own: psycopg.Connection) -> list[str]:
    return [row[0] for row in own.execute(ABOUT_PEOPLE).fetchall()]


def refused(own: psycopg.Connection, statement: str, values: list | None = None) -> bool:
    """Return whether the gatekeeper refuses, or lets through to no row at all. The transaction goes on."""
    try:
        with own.transaction(force_rollback=True):
            return own.execute(statement, values or []).rowcount == 0
    except InsufficientPrivilege:
        return True
