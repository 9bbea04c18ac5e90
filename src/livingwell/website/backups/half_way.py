"""A database that is being put back says so of itself, so that one left half-way is known, and nobody opens its doors.

The migrations commit as they go (a new value of an enumerated type cannot be used before), so a restore is not one
transaction. What it made is taken away again where it fails; where it was killed, by the next one.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from livingwell.website.database.roles import LW_GATE
from livingwell.website.database.trouble import Trouble

MARK = "livingwell: a restore that has not come to its end"
SAYS = "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()"
OURS = """
    select format('drop view if exists %s cascade', c.oid::regclass) from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
    union all select format('drop table if exists %s cascade', c.oid::regclass) from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    union all select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p
     where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
    union all select format('drop type if exists %s cascade', t.oid::regtype) from pg_type t
      left join pg_class c on c.oid = t.typrelid
     where t.typnamespace = 'public'::regnamespace and (t.typtype = 'e' or t.typtype = 'c' and c.relkind = 'c')"""
OF_THE_GATE = """
    select format('drop routine if exists %s cascade', p.oid::regprocedure) from pg_proc p
     where p.pronamespace = 'gate'::regnamespace and p.proname not in ('viewer_said', 'viewer_kind', 'viewer_ref')"""

NOT_WHOLE = (
    "A restore into this database has not come to its end, so its doors stay shut. Wait for it; where it was stopped, "
    "run livingwell restore again: it begins anew."
)


def is_half_way() -> bool:
    """Return whether this database is one that a restore has not finished."""
    with connection.cursor() as cursor:
        cursor.execute(SAYS)
        return cursor.fetchone() == (MARK,)


def check_is_whole() -> None:
    """Raise Trouble where this database is one that a restore has not finished."""
    if is_half_way():
        raise Trouble(NOT_WHOLE)


def begin() -> None:
    """Have the database say that it is being put back."""
    with connection.cursor() as cursor:
        _say(cursor, sql.Literal(MARK))


def end() -> None:
    """Have it say so no longer."""
    with connection.cursor() as cursor:
        _say(cursor, sql.SQL("null"))


def take_away() -> None:
    """Leave nothing in this database of what a restore made, as though it had not begun."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(sql.SQL("set local role {}").format(sql.Identifier(LW_GATE)))
        _do_each(cursor, OF_THE_GATE)
        cursor.execute("reset role")
        _do_each(cursor, OURS)
        _say(cursor, sql.SQL("null"))


def _do_each(cursor: Any, question: str) -> None:
    """Do what a question answers."""
    cursor.execute(question)
    for (statement,) in cursor.fetchall():
        cursor.execute(statement)


def _say(cursor: Any, words: sql.Composable) -> None:
    cursor.execute("select current_database()")
    [[name]] = cursor.fetchall()
    cursor.execute(sql.SQL("comment on database {} is {}").format(sql.Identifier(name), words))
