"""Whether what was put back is what was taken: every table's rows, and everything that the database is beside them."""

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _
from psycopg import sql

from livingwell.record import queries as record
from livingwell.record.models import Entry
from livingwell.website.backups.checks.words import Checked, each
from livingwell.website.backups.contents import Manifest
from livingwell.website.backups.shape import shape

FEW = 3  # lines that differ are told by these many of them


def checks(what: Manifest) -> Iterator[Checked]:
    """Yield each kind of check. Asked before anything is changed for what came after the backup."""
    yield each(_("Rows of each table"), _rows(what))
    yield each(_("Numbers to be given out next"), _sequences(what))
    yield each(_("Owners, rights, policies, triggers and constraints"), _shape(what))
    yield each(_("The record’s count and its end"), _record(what))


def _rows(what: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        for table in what.tables:
            cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table.name)))
            [[now]] = cursor.fetchall()
            said = _("%(table)s has %(now)s rows, and had %(then)s") % {
                "table": table.name,
                "now": now,
                "then": table.rows,
            }
            yield "" if now == table.rows else said


def _sequences(what: Manifest) -> Iterator[str]:
    with connection.cursor() as cursor:
        for name, then in what.sequences.items():
            cursor.execute(sql.SQL("select last_value, is_called from {}").format(sql.Identifier(name)))
            [now] = cursor.fetchall()
            yield "" if tuple(now) == then else f"{name}: {now[0]}, {then[0]}"


def _shape(what: Manifest) -> Iterator[str]:
    now = shape()
    for kind, then in what.shape.items():
        differ = sorted(set(then) ^ set(now.get(kind, ())))
        yield "; ".join([kind, *differ[:FEW]]) if differ else ""


def _record(what: Manifest) -> Iterator[str]:
    head, entries = record.head(), Entry.objects.count()
    yield (
        ""
        if entries == what.entries
        else _("The record has %(now)s entries, and had %(then)s")
        % {
            "now": entries,
            "then": what.entries,
        }
    )
    number, chain = (head.number, head.chain.hex()) if head else (0, "")
    yield "" if (number, chain) == (what.seals, what.chain) else _("The record’s chain does not end where it did")
