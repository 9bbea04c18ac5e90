"""Naming the viewer to the database, in a line that SQL alone cannot make."""

import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from psycopg import Cursor

from livingwell.places.models import Practitioner

from .words import Kind, Viewer


def practising(practitioner: Practitioner) -> Viewer:
    """Return a practitioner as whoever looks or acts; `practitioner.organisation` is read."""
    return Viewer(
        Kind.PRACTITIONER,
        practitioner.pk,
        called=practitioner.called,
        role=practitioner.role,
        organisation=practitioner.organisation.name,
    )


def signed_name(viewer: Viewer) -> str:
    """Return the line `kind ref until mac` that `gate.viewer_kind()` checks; `nobody` needs no signature."""
    if viewer.kind == Kind.NOBODY:
        return "nobody"
    line = f"{viewer.kind} {viewer.ref or '-'} {int(time.time()) + settings.VIEWER_LASTS}"
    return f"{line} {hmac.new(settings.VIEWER_KEY, line.encode(), 'sha256').hexdigest()}"


def name_viewer(viewer: Viewer) -> None:
    """Name `viewer` for the rest of this transaction. Outside one it would be gone before the next statement."""
    if not connection.in_atomic_block:
        raise RuntimeError("name_viewer was called outside a transaction, where the name would be lost at once")
    _set(signed_name(viewer))


@contextmanager
def named(viewer: Viewer) -> Iterator[Viewer]:
    """Run a block as `viewer`, in a transaction of its own or a savepoint, and give the name back after."""
    with transaction.atomic():
        before = _named_now()
        _set(signed_name(viewer))
        yield viewer
        _set(before)


@contextmanager
def at_the_door(person_id: UUID) -> Iterator[Viewer]:
    """Run a block as a visitor who may write one fresh person's first rows, and read nothing.

    The key must be one we made: it becomes part of a signed name, so nobody can pick somebody else's.
    """
    with named(Viewer(Kind.VISITOR, person_id)) as visitor:
        yield visitor


@contextmanager
def coming_back(person_id: UUID) -> Iterator[Viewer]:
    """Run a block as somebody who comes back: they add a journey and what happens next, and read nothing."""
    with named(Viewer(Kind.RETURNING, person_id)) as returning:
        yield returning


@contextmanager
def sending_again(person_id: UUID) -> Iterator[Viewer]:
    """Run a block as whoever sends their own form again: they add what is new in it, and read nothing.

    Only for whoever holds the form's own key, which a receipt's link does not tell.
    """
    with named(Viewer(Kind.RESENDING, person_id)) as resending:
        yield resending


def _named_now() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('livingwell.viewer', true)")
        return cursor.fetchone()[0] or ""


def _set(name: str) -> None:
    # Bound by the server: within the text of a query, as Django binds, `pg_stat_activity` would show it to others.
    with Cursor(connection.connection) as cursor:
        cursor.execute("select set_config('livingwell.viewer', %s, true)", [name], prepare=False)
