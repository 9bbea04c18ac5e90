"""Reading the record from end to end, a batch at a time, in one moment of the database."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Min
from django.utils import timezone

from livingwell.record import sources
from livingwell.record.models import Anchor, Entry, Erasure, Seal
from livingwell.record.rules import check_chain, check_source, moment
from livingwell.record.words import ERASURES, Anchored, Finding, Kind, Noted, Row, Sealed

T = TypeVar("T")

PATIENCE = timedelta(minutes=10)  # the sealer comes every minute; ten without it is worth somebody's notice
BATCH = 2000

# Left joins on purpose: a seal whose entry is gone, and an entry whose erasure is, are what is looked for.
CHAIN = """
    select s.number, s.chain, s.sealed_at, s.entry_id, e.source, e.source_id, e.digest, e.made_at
      from record_seal s left join record_entry e on e.id = s.entry_id order by s.number"""
ENTRIES_OF = """
    select e.source_id, e.digest, e.made_at, x.id is not null
      from record_entry e left join record_erasure x on x.entry_id = e.id
     where e.source = %s order by e.source_id"""


def findings(
    *,
    anchors: Iterable[Anchored] = (),
    step: Callable[[], object] = lambda: None,
    now: datetime | None = None,
) -> Iterator[Finding]:
    """Yield everything wrong with the record, its sources and what `anchors` saw; nothing, where nothing is.

    Calls `step` once for each seal and each entry read. Needs a role that may read every source (a worker,
    the owner).
    """
    with _one_moment():
        log = (Anchored(a.number, bytes(a.chain), a.made_at) for a in Anchor.objects.order_by("made_at"))
        yield from check_chain(_counted(_chain(), step), anchors=[*anchors, *log])
        readers = {**sources.readers(), ERASURES: _read_erasures}
        for source, read in readers.items():
            yield from check_source(source, sources.rows(read), _counted(_entries_of(source), step))
        yield from _unread(readers)
        yield from _unsealed(now or timezone.now())


def size() -> int:
    """Return how many seals and entries `findings` will read, for a progress bar."""
    return Seal.objects.count() + Entry.objects.count()


def head() -> Anchored | None:
    """Return the chain's length and end as they are now, or None before the first seal."""
    last = Seal.objects.order_by("-number").first()
    return Anchored(last.number, bytes(last.chain), timezone.now()) if last else None


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as it stood at one moment: what is written meanwhile is not taken for tampering."""
    nested = connection.in_atomic_block
    with transaction.atomic():
        if not nested:
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _stream(sql: str, *values: str) -> Iterator[tuple]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while page := cursor.fetchmany(BATCH):
            yield from page


def _chain() -> Iterator[Sealed]:
    return (Sealed(*row) for row in _stream(CHAIN))


def _entries_of(source: str) -> Iterator[Noted]:
    return (Noted(*row) for row in _stream(ENTRIES_OF, source))


def _counted(rows: Iterable[T], step: Callable[[], object]) -> Iterator[T]:
    for row in rows:
        step()
        yield row


def _read_erasures(after_id: UUID | None, limit: int) -> list[Row]:
    """Read erasures as any source is read; see `sources.register`."""
    found = Erasure.objects.order_by("id")
    if after_id is not None:
        found = found.filter(id__gt=after_id)
    return [Row(each.id, bytes(each.salt), each.payload()) for each in found[:limit]]


def _unread(known: Iterable[str]) -> Iterator[Finding]:
    others = Entry.objects.exclude(source__in=known).values("source").order_by("source")
    for other in others.annotate(count=Count("id")):
        yield Finding(Kind.SOURCE_UNREAD, other)


def _unsealed(now: datetime) -> Iterator[Finding]:
    waiting = Entry.objects.filter(seal=None, made_at__lt=now - PATIENCE)
    found = waiting.aggregate(count=Count("id"), oldest=Min("made_at"))
    if found["count"]:
        yield Finding.of(Kind.UNSEALED, count=found["count"], at=moment(found["oldest"]))
