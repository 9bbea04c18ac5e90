"""Reading who can see this and why, and who has looked."""

from collections.abc import Iterable
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, Value
from django.db.models.functions import Now

from .models import Look, Refusal, Tie
from .words import Part, Reason

T = TypeVar("T", bound=Model)


def still(rows: QuerySet[T]) -> QuerySet[T]:
    """Return those of some rows that hold now: not ended, by the database's own clock."""
    return rows.filter(Q(until__isnull=True) | Q(until__gt=Now()))


class _AmongSeen(Func):
    """`person_id = any(array(...))`: the array is made once, and drives the index."""

    template = "%(expressions)s)))"
    arg_joiner = " = any (array(select gate.seen("
    output_field = BooleanField()
    conditional = True


def begun_from_seen(rows: QuerySet[T], part: Part) -> QuerySet[T]:
    """Return rows found by going from whom the viewer may see to them, never through everybody's.

    The policies would show the same rows; begun so, the rows of whoever may not be seen are not so much as passed over,
    and take no time.
    """
    key = "pk" if rows.model._meta.pk.column == "person_id" else "person_id"
    return rows.filter(_AmongSeen(F(key), Value(str(part))))


def current_ties(person_id: UUID) -> QuerySet[Tie]:
    """Return the ties that hold now, oldest first."""
    return still(Tie.objects.filter(person_id=person_id)).order_by("since")


def lasting(ties: QuerySet[Tie]) -> QuerySet[Tie]:
    """Return those of some ties on which somebody may be counted: not an hour behind a broken glass."""
    return ties.exclude(reason=Reason.GLASS)


def refusals(person_id: UUID) -> QuerySet[Refusal]:
    """Return the practitioners who may never see this person, now."""
    return still(Refusal.objects.filter(person_id=person_id))


def looks(person_id: UUID, limit: int = 50) -> list[Look]:
    """Return the newest looks at a person's page."""
    return list(Look.objects.filter(person_id=person_id).order_by("-at")[:limit])


def own_page_by_link(digest: bytes) -> tuple[UUID, UUID, str] | None:
    """Return (page, person, hash of its words) for a link, or None."""
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.open_page(%s)", [digest])
        return cursor.fetchone()


def may_see(person_id: UUID, part: Part) -> bool:
    """Whether the named viewer may see this part of somebody: the database's own answer."""
    with connection.cursor() as cursor:
        cursor.execute("select %s in (select gate.seen(%s))", [person_id, str(part)])
        return bool(cursor.fetchone()[0])


def seen_of(person_ids: Iterable[UUID]) -> set[UUID]:
    """Return which of these people the named viewer may see at all."""
    with connection.cursor() as cursor:
        cursor.execute("select p from gate.seen('who') p where p = any(%s)", [list(person_ids)])
        return {row[0] for row in cursor.fetchall()}
