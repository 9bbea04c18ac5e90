"""The record of many rows at once: an entry for each, sealed one after another into the chain there is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.db import connection

from livingwell.record.actions import SEALERS_LOCK
from livingwell.record.models import Seal
from livingwell.record.rules import GENESIS, link

from .parts import key_from, written
from .rows import LONG, LONGER, SHORT, Table, cell_of, micros

ENTRIES = Table("record_entry", ("id", "source", "source_id", "digest", "made_at"), ())
SEALS = Table("record_seal", ("number", "entry_id", "chain", "sealed_at"), ())
KEY, DIGEST = LONG.pack(16), LONG.pack(32)  # how long each is, before it
ENTRY, SEAL = SHORT.pack(len(ENTRIES.columns)), SHORT.pack(len(SEALS.columns)) + LONG.pack(8)


@dataclass
class Chain:
    """The end of the chain while it grows. The sealer waits until all of it is committed, or none."""

    number: int
    chain: bytes
    at: datetime

    @classmethod
    def taken(cls) -> "Chain":
        """Return where the chain ends, under the lock that every sealer takes."""
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [SEALERS_LOCK])
            cursor.execute("select clock_timestamp()")
            [at] = cursor.fetchone()
        last = Seal.objects.order_by("-number").first()
        return cls(last.number, bytes(last.chain), at) if last else cls(0, GENESIS, at)

    def grow(self, noted: Iterable[tuple[str, bytes, bytes]], random: Random) -> tuple[bytes, bytes]:
        """Return the rows of an entry and of a seal for each `(source, key, digest)`."""
        entries, seals = [], []
        at = cell_of(LONGER.pack(micros(self.at)))
        for source, key, digest in noted:
            entry = key_from(random.randbytes(16))
            self.number += 1
            self.chain = link(
                self.chain,
                number=self.number,
                entry_id=written(entry).decode(),
                source=source,
                source_id=written(key).decode(),
                digest=digest,
                made_at=self.at,
                sealed_at=self.at,
            )
            kept = KEY, entry, cell_of(source.encode()), KEY, key, DIGEST, digest, at
            entries.append(b"".join((ENTRY, *kept)))
            seals.append(b"".join((SEAL, LONGER.pack(self.number), KEY, entry, DIGEST, self.chain, at)))
        return b"".join(entries), b"".join(seals)
