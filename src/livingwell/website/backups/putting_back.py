"""Putting a backup back into an empty database: whole, or not at all.

Tables, policies, triggers and functions are made by the migrations the place had then, which are in this program; no
statement comes out of the file. Then the rows are copied in, the same ones, in one transaction; then the migrations
since. What fails anywhere is taken away again.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.conninfo import make_conninfo

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.messages import actions as messages
from livingwell.places import actions as places
from livingwell.places.queries import own_files, own_measures
from livingwell.post import actions as post
from livingwell.record import actions as record
from livingwell.website.backups import half_way
from livingwell.website.backups.contents import Manifest, Unpacking
from livingwell.website.backups.taking import PLAIN, copying, in_order
from livingwell.website.database.addresses import administrator
from livingwell.website.database.administered import set_up
from livingwell.website.database.connections import settings_for
from livingwell.website.database.gate import know_viewer_key
from livingwell.website.database.keys import key, put_back
from livingwell.website.database.trouble import Trouble

TABLES_THERE = (
    "select count(*) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
)
DATABASE_THERE = "select from pg_database where datname = %s"
# A key's first rows may be written by whoever made it in this very transaction. Here transactions are numbered anew,
# and one of these numbers would come again.
NO_TRANSACTION_COMES_AGAIN = "update access_personkey set made_in = '0'"
NOT_EMPTY = (
    "There is a place in this database already ({tables} tables). A backup is restored into an empty one: set "
    "LIVINGWELL_VAR to a new folder, or DATABASE_URL to a new database. Nothing was changed."
)
NEWER = (
    "This backup was made by livingwell {version}, which knows tables that this one does not ({name}). "
    "Install that version or a newer one, and try again. Nothing was restored."
)
WORKER = Viewer(Kind.WORKER)


def check_is_empty() -> None:
    """Raise Trouble where this process's database holds anything. Asks as an administrator where one is named."""
    admin = administrator(os.environ)
    if admin is None:
        with connection.cursor() as cursor:
            tables = _tables(cursor)
    else:
        tables = _tables_beside(admin)
    if tables:
        raise Trouble(NOT_EMPTY.format(tables=tables))


def _tables(asked: Any) -> int:
    """Return how many tables there are: none where a restore was killed half-way, since those are taken away again."""
    asked.execute(half_way.SAYS)
    if asked.fetchone() == (half_way.MARK,):
        return 0
    asked.execute(TABLES_THERE)
    [tables] = asked.fetchone()
    return int(tables)


def _tables_beside(admin: dict[str, str]) -> int:
    try:
        with psycopg.connect(make_conninfo(**{**admin, "dbname": "postgres"})) as server:
            if server.execute(DATABASE_THERE, [admin["dbname"]]).fetchone() is None:
                return 0
        with psycopg.connect(make_conninfo(**admin)) as inside, inside.cursor() as cursor:
            return _tables(cursor)
    except psycopg.OperationalError as failure:
        raise Trouble(f"The PostgreSQL that DATABASE_URL names did not let us in: {failure}") from None


def check_is_known(what: Manifest) -> None:
    """Raise Trouble where the backup has migrations that this version does not."""
    known = MigrationExecutor(None).loader.graph.nodes
    unknown = [f"{app}.{name}" for app, name in what.migrations if (app, name) not in known]
    if unknown:
        raise Trouble(NEWER.format(version=what.version, name=unknown[0]))


def put_keys(what: Manifest) -> list[Path]:
    """Put the place's keys and its pack back, and have this process, the roles and the database use them.

    Return the files that were not there before.
    """
    made = put_back(settings.VAR, {name: bytes.fromhex(one) for name, one in what.keys.items()})
    made += put_parts(what)
    settings.SECRET_KEY, settings.VIEWER_KEY = key(settings.VAR, "django").hex(), key(settings.VAR, "viewer")
    set_up(os.environ, folder=settings.VAR)
    connection.close()
    connection.settings_dict |= settings_for(os.environ, folder=settings.VAR, for_tests=settings.FOR_TESTS)
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        know_viewer_key(cursor.connection, settings.VIEWER_KEY)
    return made


def put_parts(what: Manifest) -> list[Path]:
    """Put back what a place has written of itself: pack, guide, messages. Return the files that are new."""
    made = []
    for part, path in {**own_files(what.place), **own_measures(what.beside)}.items():
        written = what.beside.get(part, "") if part else what.pack
        if written:
            made += [] if path.exists() else [path]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(written)
    return made


@contextmanager
def whole_or_nothing(files: Iterable[Path]) -> Iterator[None]:
    """Run a block that puts a place back. Where it fails, nothing is left of it, nor these files."""
    if half_way.is_half_way():  # one that was killed
        half_way.take_away()
    half_way.begin()
    try:
        yield
    except BaseException:  # also whoever presses Ctrl-C
        connection.close()
        half_way.take_away()
        for file in files:
            file.unlink(missing_ok=True)
        raise
    half_way.end()


def put_rows(unpacking: Unpacking, *, step: Callable[[int], object]) -> None:
    """Make the tables as they were then, and put every row back as it was."""
    what = unpacking.manifest
    MigrationExecutor(connection).migrate(list(what.migrations))
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(PLAIN)
        _triggers(cursor, "disable")
        cursor.execute(sql.SQL("truncate {}").format(sql.SQL(", ").join(map(sql.Identifier, in_order(cursor)))))
        _copy(cursor, unpacking, step)
        for name, (at, is_called) in what.sequences.items():
            cursor.execute("select setval(%s::regclass, %s, %s)", [f"public.{name}", at, is_called])
        cursor.execute("set constraints all immediate")  # and every row's partner must be there
        _triggers(cursor, "enable")


def bring_up_to_date() -> dict[str, int]:
    """Take the place on to this version, and hold what may have been done since the backup; return how much of it.

    All of it may have been done already, so that none of it is done again before somebody has looked. What the record
    had not sealed yet is sealed, as the worker would have.
    """
    with connection.cursor() as cursor:
        cursor.execute(NO_TRANSACTION_COMES_AGAIN)
    call_command("migrate", verbosity=0)
    record.seal_all()
    with named(WORKER):
        held = {"post": post.hold_all(), "messages": messages.hold_what_was_due(by=WORKER)}
    return held | {"invitations": places.withdraw_all_invitations()}


def _copy(cursor: Any, unpacking: Unpacking, step: Callable[[int], object]) -> None:
    for table in unpacking.manifest.tables:
        with cursor.copy(copying(table, "from stdin")) as copied:
            for some in unpacking.rows():
                copied.write(some)
        step(table.rows)
    unpacking.finish()


def _triggers(cursor: Any, how: str) -> None:
    """Let the promises rest while rows come in whose partners have yet to; foreign keys are checked throughout."""
    for name in in_order(cursor):
        cursor.execute(sql.SQL("alter table {} {} trigger user").format(sql.Identifier(name), sql.SQL(how)))
