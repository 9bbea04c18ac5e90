"""Reading what colleagues bring. The database shows each row only to whom its writer said, until they take it back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from livingwell.sealed.fields import OpenedObject

from ..models import Bringing, Membership, Practitioner
from ..words import OFFERED, Brings, Brought
from .working import current

IN_ORDER = ("kind", "since", "pk")


def with_brings(practitioners: QuerySet[Practitioner], *, by: str = "pk") -> QuerySet[Practitioner]:
    """Return practitioners with `brings`, as rows of what may be set beside a name: no lived experience among it.

    Read with them, in the same question; `by` is where in a row the practitioner's key is.
    """
    rows = Bringing.objects.filter(practitioner_id=OuterRef(by), ended_at__isnull=True, kind__in=list(OFFERED))
    said = rows.order_by(*IN_ORDER).values(json=OpenedObject(kind="kind", words="words"))
    return practitioners.annotate(brings=ArraySubquery(said))


def said_to_bring(rows: Iterable[dict[str, Any]]) -> tuple[Brought, ...]:
    """Return what `with_brings` read of somebody."""
    return tuple(Brought(Brings(row["kind"]), row["words"]) for row in rows)


def words_brought(practitioner: Practitioner) -> str:
    """Return in a line what `with_brings` read of a practitioner, or nothing of one whom it did not read."""
    return ", ".join(row["words"] for row in getattr(practitioner, "brings", ()))


def seen_bringings() -> list[Bringing]:
    """Return all that the viewer may see of what colleagues bring, and their own, by name."""
    rows = Bringing.objects.filter(ended_at__isnull=True, practitioner__left_at__isnull=True)
    return list(rows.select_related("practitioner__organisation").order_by("practitioner__called", *IN_ORDER))


def bringings_of(practitioner_id: UUID) -> list[Bringing]:
    """Return what somebody brings; and, to themselves, what they took back and may put back."""
    return list(Bringing.objects.filter(practitioner_id=practitioner_id).exclude(words="").order_by(*IN_ORDER))


def find_bringing(pk: UUID, practitioner_id: UUID) -> Bringing | None:
    """Return something that somebody brings themselves, or None."""
    return Bringing.objects.filter(pk=pk, practitioner_id=practitioner_id).exclude(words="").first()


def days_of(practitioner_ids: Iterable[UUID], now: datetime) -> list[Membership]:
    """Return in which teams these are, and on which days, by team."""
    found = Membership.objects.filter(current(now), practitioner_id__in=list(practitioner_ids))
    return list(found.select_related("team").order_by("team__name"))
