"""Adding to the record: an entry, a seal, an anchor, a lawful erasure. Nothing here changes or takes away."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from livingwell.lib.private import append_private, private_folder
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.record import queries
from livingwell.record.anchors import write_line
from livingwell.record.models import Anchor, Entry, Erasure, Seal
from livingwell.record.rules import GENESIS, link
from livingwell.record.rules import digest as digest_of
from livingwell.record.words import ERASURES

SEALERS_LOCK = 7_265_636_572  # any number, so long as nothing else in this database locks the same one
BATCH = 5000  # seals in one transaction: large enough that a million are not looked through a thousand times
OVERLAP = timedelta(hours=1)  # a transaction open for longer is left to the nightly look at every entry

# Written by hand: the serving role may fill these four columns and read none, so nothing may be returned.
NOTE = "insert into record_entry (id, source, source_id, digest) values (%s, %s, %s, %s)"


def note(*, source: str, source_id: UUID, digest: bytes) -> None:
    """Add an entry for a row the caller has just made, in the caller's transaction: both are kept or neither.

    `digest` comes from `record.rules.digest`. Takes no lock: the chain is made afterwards, by `seal`.
    """
    note_all(source=source, digests=[(source_id, digest)])


def note_all(*, source: str, digests: Iterable[tuple[UUID, bytes]]) -> None:
    """Add an entry for each `(source_id, digest)`: for whoever makes many rows at once."""
    with connection.cursor() as cursor:
        cursor.executemany(NOTE, [(uuid4(), source, source_id, digest) for source_id, digest in digests])


def seal(*, batch: int = 1000, since: datetime | None = None) -> int:
    """Seal up to `batch` committed entries made `since` (all, for None), oldest first; return how many.

    A transaction of its own, under one lock, so that two sealers take turns and an entry is sealed once.
    Raises RuntimeError inside another transaction, which would hold the lock for as long as it lasts.
    """
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SEALERS_LOCK])
        cursor.execute("select clock_timestamp()")  # under the lock: dated in the order of their numbers
        [sealed_at] = cursor.fetchone()
        waiting = Entry.objects.filter(seal=None).order_by("made_at", "id")
        if since is not None:
            waiting = waiting.filter(made_at__gte=since)
        seals = _chained(waiting[:batch], sealed_at=sealed_at)
        Seal.objects.bulk_create(seals)
        return len(seals)


def _chained(entries: Iterable[Entry], *, sealed_at: datetime) -> list[Seal]:
    last = Seal.objects.order_by("-number").first()
    number, chain = (last.number, bytes(last.chain)) if last else (0, GENESIS)
    seals = []
    for entry in entries:
        number += 1
        chain = link(
            chain,
            number=number,
            entry_id=entry.id,
            source=entry.source,
            source_id=entry.source_id,
            digest=bytes(entry.digest),
            made_at=entry.made_at,
            sealed_at=sealed_at,
        )
        seals.append(Seal(number=number, entry=entry, chain=chain, sealed_at=sealed_at))
    return seals


def seal_recent() -> int:
    """Seal everything made since shortly before the newest sealed entry; return how many. Cheap."""
    newest = _newest()
    return _seal_until_done(since=newest and newest - OVERLAP)


def seal_all() -> int:
    """Seal every entry that has no seal, however old; return how many. Looks at all of them."""
    return _seal_until_done(since=None)


def _seal_until_done(*, since: datetime | None) -> int:
    total = 0
    while sealed := seal(batch=BATCH, since=since):
        total += sealed
        since = _newest()  # onwards in time; what comes in behind us is the next round's
    return total


def _newest() -> datetime | None:
    """Return when the entry under the last seal was made."""
    return Seal.objects.order_by("-number").values_list("entry__made_at", flat=True).first()


def anchor(*, file: Path, key: bytes | None = None) -> str | None:
    """Add the chain's length and end as one line to `file`, on disk before this returns; return the line.

    None before the first seal. `file` protects the record only where whoever could rewrite the database
    cannot write it: another machine's folder, a drive that only adds, a printout. Signed with `key` (32
    bytes) if given.
    """
    with transaction.atomic(durable=True):  # only what is committed: a rollback must not look like a cut
        seen = queries.head()
    if seen is None:
        return None
    line = write_line(seen, key=key)
    _append(file, line)
    Anchor.objects.create(number=seen.number, chain=seen.chain, made_at=seen.at, where=str(file))
    return line


def _append(file: Path, line: str) -> None:
    if not file.parent.exists():  # one that is there is somebody's: another machine's, with modes of its own
        private_folder(file.parent)
    append_private(file, line)


@transaction.atomic
def erase(*, source: str, source_id: UUID, why: str, by_called: str) -> Erasure:
    """Record that the row an entry was made of is lawfully erased; erasing again returns the first erasure.

    Called in the transaction in which the room above empties or deletes its row, by a role that reads the record: in
    a job, not a page. Neither `why` nor
    `by_called` may say anything of the person: they are never erased. Raises NotPossible where there is no
    such entry, or no reason.
    """
    if not why.strip() or not by_called.strip():
        raise NotPossible(N_("An erasure needs its reason and the name of whoever answers for it."))
    entry = Entry.objects.filter(source=source, source_id=source_id).exclude(source=ERASURES).first()
    if entry is None:
        raise NotPossible(N_("There is nothing in the record to erase here."))
    erasure = Erasure.objects.filter(entry=entry).first()
    if erasure is None:
        erasure = Erasure(entry=entry, why=why, by_called=by_called, at=timezone.now())
        erasure.save(force_insert=True)
        note(source=ERASURES, source_id=erasure.id, digest=digest_of(bytes(erasure.salt), erasure.payload()))
    return erasure
