"""Taking a backup from one moment of the database, while the place serves; as the owner, who sees every row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from graphlib import TopologicalSorter
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from livingwell.access.naming import signed_name
from livingwell.access.words import Kind, Viewer
from livingwell.places.models import Practitioner, Site
from livingwell.places.queries import own_files, own_measures
from livingwell.record import queries as record
from livingwell.record.models import Entry
from livingwell.website.backups.contents import Manifest, Packing, Seen, Table
from livingwell.website.backups.keyholding import fingerprints, kept
from livingwell.website.backups.shape import shape
from livingwell.website.database.trouble import Trouble

# What is only for a moment, or would do again what was done: these tables come back empty.
LEFT_EMPTY = {
    "django_session": "everybody signs in again",
    "website_cache": "how often somebody knocked, this minute",
    "procrastinate_jobs": "a job may have been done since; what is still to do is found by the sweeps",
    "procrastinate_events": "of those jobs",
    "procrastinate_periodic_defers": "of those jobs",
    "procrastinate_workers": "who was working",
}
ASKED = 12  # how many practitioners are asked whom they see
PLAIN = "set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1"
MOMENT = "set transaction isolation level repeatable read, read only"

TABLES = """
    select c.relname, array_agg(a.attname order by a.attnum)
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where n.nspname = 'public' and c.relkind in ('r', 'p') group by 1 order by 1"""
LEANS = """
    select k.conrelid::regclass::text, k.confrelid::regclass::text from pg_constraint k
     where k.contype = 'f' and k.conrelid <> k.confrelid"""
SEQUENCES = """
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind = 'S' order by 1"""
WHOM = """
    select count(*), coalesce(md5(string_agg(one::text, ',' order by one)), ''), statement_timestamp()
      from (select distinct one from gate.seen('who') one) seen"""


@contextmanager
def one_moment() -> Iterator[Any]:
    """Give a cursor that sees the database as it is now, whatever is written meanwhile, and writes nothing."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(MOMENT)
        cursor.execute(PLAIN)
        yield cursor


def manifest(cursor: Any, now: datetime, keys: dict[str, bytes]) -> Manifest:
    """Return what the place is now. `keys` were looked at before this moment: one may have been dropped since."""
    site = Site.objects.filter(slug=settings.PLACE).first()
    if site is None:
        raise Trouble(f"There is no place called {settings.PLACE} in this database. Say which with LIVINGWELL_PLACE.")
    head = record.head()
    own = {**own_files(site.slug), **own_measures()}
    written = {part: path.read_text() for part, path in own.items() if path.exists()}
    return Manifest(
        version=version("livingwell"),
        made_at=now,
        place=site.slug,
        place_name=site.name,
        server=cursor.connection.info.server_version // 10_000,
        migrations=tuple(_rows(cursor, "select app, name from django_migrations order by id")),
        tables=tuple(_tables(cursor)),
        sequences=dict(_sequences(cursor)),
        entries=Entry.objects.count(),
        seals=head.number if head else 0,
        chain=head.chain.hex() if head else "",
        shape=shape(),
        seen=whom_they_see(cursor),
        pack=written.pop("", ""),
        fingerprints=fingerprints(),
        keys={name: key.hex() for name, key in (keys | kept()).items()},
        beside=written,
    )


def pack_rows(cursor: Any, packing: Packing, what: Manifest, *, step: Callable[[int], object]) -> None:
    """Write every table's rows. Calls `step` with how many each had."""
    for table in what.tables:
        with cursor.copy(copying(table, "to stdout")) as copied:
            rows = packing.rows(copied)
        if rows != table.rows:
            raise RuntimeError(f"{table.name} had {table.rows} rows and gave {rows} within one moment")
        step(rows)
    packing.finish()


def copying(table: Table, how: str) -> sql.Composed:
    """Return the statement that copies a table's rows, to us or from us."""
    return sql.SQL("copy public.{table} ({columns}) {how}").format(
        table=sql.Identifier(table.name),
        columns=sql.SQL(", ").join(map(sql.Identifier, table.columns)),
        how=sql.SQL(how),  # one of two words of our own
    )


def in_order(cursor: Any) -> list[str]:
    """Return every table of ours, each after those that its foreign keys lead to."""
    leans: dict[str, set[str]] = {name: set() for name, _columns in _rows(cursor, TABLES)}
    for table, on in _rows(cursor, LEANS):
        leans[table].add(on)
    return list(TopologicalSorter(leans).static_order())


def _tables(cursor: Any) -> Iterator[Table]:
    columns = dict(_rows(cursor, TABLES))
    for name in in_order(cursor):
        if name not in LEFT_EMPTY:
            [[rows]] = _rows(cursor, sql.SQL("select count(*) from public.{}").format(sql.Identifier(name)))
            yield Table(name, tuple(columns[name]), rows)


def _sequences(cursor: Any) -> Iterator[tuple[str, tuple[int, bool]]]:
    for (name,) in _rows(cursor, SEQUENCES):
        question = sql.SQL("select last_value, is_called from public.{}").format(sql.Identifier(name))
        yield name, _rows(cursor, question)[0]


def whom_they_see(cursor: Any) -> tuple[Seen, ...]:
    """Return whom each of a few practitioners sees, as the gate itself says."""
    return tuple(_whom_they_see(cursor))


def _whom_they_see(cursor: Any) -> Iterator[Seen]:
    """Ask the gate itself, as each of a few practitioners, so that a restore can show that it answers the same."""
    here = Practitioner.objects.filter(left_at=None, memberships__until=None).distinct()
    for practitioner in here.order_by("pk")[:ASKED]:
        cursor.execute("set local role lw_gate")
        name = signed_name(Viewer(Kind.PRACTITIONER, practitioner.pk))
        cursor.execute("select set_config('livingwell.viewer', %s, true)", [name])
        [[people, digest, at]] = _rows(cursor, WHOM)
        cursor.execute("reset role")
        yield Seen(str(practitioner.pk), people, digest, at.isoformat())
    cursor.execute("select set_config('livingwell.viewer', '', true)")


def _rows(cursor: Any, question: Any) -> list[tuple[Any, ...]]:
    cursor.execute(question)
    return cursor.fetchall()
