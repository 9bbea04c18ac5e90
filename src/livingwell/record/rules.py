"""How a digest and a link are made, and how tampering shows. Pure: no clock, no query."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from livingwell.record.words import ERASURES, Anchored, Finding, Kind, Noted, Row, Sealed

GENESIS = hashlib.sha256(b"livingwell record, first link").digest()
SALT_BYTES = 16  # without a salt, a short payload could be guessed back from its digest after it was erased


def canonical(payload: Mapping[str, Any]) -> bytes:
    """Return the one way to write `payload` as JSON: sorted keys, no spaces, UTF-8, moments in UTC.

    Raises ValueError on a moment without a zone and on a number that is not one, TypeError on anything JSON
    and PostgreSQL do not both know: what cannot be read back the same cannot be compared.
    """
    written = json.dumps(_plain(payload), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return written.encode()


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case datetime():
            return moment(value)
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
        case Decimal() | float():
            return _number(value)
        case bytes() | memoryview():
            return bytes(value).hex()
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
    raise TypeError(f"a payload holds plain values; {type(value).__name__} is not one: see rules.canonical")


def _number(value: Decimal | float) -> int | float:
    """Return 3.0 as 3: JSON in PostgreSQL gives back either, and they are the same number."""
    number = float(value)
    if not abs(number) < 2**53:  # not a number at all, or one whose last digits would be lost
        raise ValueError(f"{value} cannot be written so that it is read back the same")
    return int(number) if number.is_integer() else number


@lru_cache  # a batch is sealed at one moment, said again in each of its seals
def moment(at: datetime) -> str:
    """Return an aware moment as it is written in the record: UTC, to the microsecond, ending in Z."""
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone: not everybody would read it as the same moment")
    return f"{at.astimezone(UTC).isoformat(timespec='microseconds')[:26]}Z"


def digest(salt: bytes, payload: Mapping[str, Any]) -> bytes:
    """Return the 32 bytes an entry holds of a source row: SHA-256 of its salt and its canonical payload.

    Raises ValueError on a salt shorter than SALT_BYTES.
    """
    if len(salt) < SALT_BYTES:
        raise ValueError(f"a salt has at least {SALT_BYTES} bytes; this one has {len(salt)}")
    return hashlib.sha256(bytes(salt) + canonical(payload)).digest()


def link(
    previous: bytes,
    *,
    number: int,
    entry_id: UUID | str,
    source: str,
    source_id: UUID | str,
    digest: bytes,
    made_at: datetime,
    sealed_at: datetime,
) -> bytes:
    """Return the 32 bytes of a seal: SHA-256 of the seal before it and of all that is kept of this one.

    A key may be given as its text. What is kept is written as `canonical` would write it, but said out: a chain may
    have ten million seals.
    """
    kept = (
        f'{{"digest":"{bytes(digest).hex()}","entry":"{entry_id}","made_at":"{moment(made_at)}","number":{number},'
        f'"sealed_at":"{moment(sealed_at)}","source":{_quoted(source)},"source_id":"{source_id}"}}'
    )
    return hashlib.sha256(bytes(previous) + kept.encode()).digest()


@lru_cache
def _quoted(source: str) -> str:
    return json.dumps(source, ensure_ascii=False)


def follows(previous: bytes, seal: Sealed) -> bool:
    """Return whether `seal`, with the entry it now points at, is what would be made after `previous`."""
    if seal.source is None or seal.source_id is None or seal.digest is None or seal.made_at is None:
        return False
    made = link(
        previous,
        number=seal.number,
        entry_id=seal.entry_id,
        source=seal.source,
        source_id=seal.source_id,
        digest=seal.digest,
        made_at=seal.made_at,
        sealed_at=seal.sealed_at,
    )
    return made == bytes(seal.chain)


def check_chain(seals: Iterable[Sealed], *, anchors: Iterable[Anchored] = ()) -> Iterator[Finding]:
    """Yield what is wrong with the chain: `seals` from number 1 upwards, against what each anchor saw.

    Nothing but the anchors can show a truncated tail or a chain rewritten whole, so without them neither is
    looked for.
    """
    held = _Anchors(anchors)
    chain, number = GENESIS, 0
    broken: Sealed | None = None
    for seal in seals:
        joined = seal.number == number + 1
        sound = joined and follows(chain, seal)
        if broken:  # where the next one follows it, its own bytes stand, so what it seals was changed
            kind = Kind.ENTRY_CHANGED if sound else Kind.LINK_BROKEN
            yield Finding.of(kind, number=broken.number, id=broken.entry_id)
        if not joined:
            yield Finding.of(Kind.SEAL_GONE, first=number + 1, last=seal.number - 1)
        gone = seal.source is None
        if gone:
            yield Finding.of(Kind.ENTRY_GONE, number=seal.number)
        held.meet(seal)
        chain, number = seal.chain, seal.number
        broken = seal if joined and not sound and not gone else None
    if broken:
        yield Finding.of(Kind.LINK_BROKEN, number=broken.number, id=broken.entry_id)
    yield from held.findings(number)


class _Anchors:
    """The anchors while the chain goes past. Two that disagree on a number are both kept: one is right."""

    def __init__(self, anchors: Iterable[Anchored]) -> None:
        self.by_number: dict[int, list[Anchored]] = {}
        self.first_wrong: Anchored | None = None
        for anchor in anchors:
            self.by_number.setdefault(anchor.number, []).append(anchor)

    def meet(self, seal: Sealed) -> None:
        for anchor in self.by_number.get(seal.number, ()):
            if self.first_wrong is None and anchor.chain != bytes(seal.chain):
                self.first_wrong = anchor

    def findings(self, last: int) -> Iterator[Finding]:
        wrong = self.first_wrong
        if wrong:
            yield Finding.of(Kind.REWRITTEN, number=wrong.number, at=moment(wrong.at))
        highest = max(self.by_number, default=0)
        if highest > last:
            at = moment(self.by_number[highest][0].at)
            yield Finding.of(Kind.TAIL_GONE, number=highest, last=last, at=at)


def check_source(source: str, rows: Iterable[Row], entries: Iterable[Noted]) -> Iterator[Finding]:
    """Yield what is wrong between a source's rows and their entries, both in the order of the row's id."""
    waiting = iter(entries)
    entry = next(waiting, None)
    for row in rows:
        while entry is not None and entry.source_id < row.id:
            yield from _compare(source, None, entry)
            entry = next(waiting, None)
        if entry is not None and entry.source_id == row.id:
            yield from _compare(source, row, entry)
            entry = next(waiting, None)
        else:
            yield Finding.of(Kind.ROW_UNNOTED, source=source, id=row.id)
    while entry is not None:
        yield from _compare(source, None, entry)
        entry = next(waiting, None)


def _compare(source: str, row: Row | None, entry: Noted) -> Iterator[Finding]:
    values = {"source": source, "id": entry.source_id, "at": moment(entry.made_at)}
    erased = entry.erased and source != ERASURES  # an erasure cannot be erased
    if row is None or row.payload is None or row.salt is None:
        if not erased:
            yield Finding(Kind.ROW_GONE, values)
    elif digest(row.salt, row.payload) != bytes(entry.digest):
        yield Finding(Kind.ROW_CHANGED, values)
    elif erased:
        yield Finding(Kind.ROW_REMAINS, values)
