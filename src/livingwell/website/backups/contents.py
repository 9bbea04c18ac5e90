"""What is inside a backup: its manifest, then each table's rows as PostgreSQL writes them for COPY, squeezed together.

    length, manifest        what the place was at that moment, as JSON
    (length, rows)* 0       each table in the manifest's order, so that a row comes after those it leans on

Text, not binary: every version of PostgreSQL reads what another wrote, and nothing in it is a statement that is run.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from livingwell.website.backups.envelope import CHANGED, CannotOpen, Sealing

BLOCK = 1024 * 1024
SQUEEZED = 1  # most of it is sealed words, which squeeze to three quarters however hard one tries


@dataclass(frozen=True)
class Table:
    """A table's name, the columns whose values are here, and how many rows."""

    name: str
    columns: tuple[str, ...]
    rows: int


@dataclass(frozen=True)
class Seen:
    """Whom one practitioner saw at that moment: how many people, and a digest of which."""

    practitioner: str
    people: int
    digest: str
    at: str


@dataclass(frozen=True)
class Manifest:
    """What the place was at the moment of the backup. Its keys are in it, so it is shown to nobody and never logged."""

    version: str
    made_at: datetime
    place: str
    place_name: str
    server: int
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    sequences: dict[str, tuple[int, bool]]
    entries: int
    seals: int
    chain: str
    shape: dict[str, tuple[str, ...]]
    seen: tuple[Seen, ...]
    pack: str
    fingerprints: dict[str, str]
    keys: dict[str, str] = field(repr=False)
    beside: dict[str, str] = field(default_factory=dict)  # the place's own guide and messages, where it has written any

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables)

    def written(self) -> bytes:
        """Return it as JSON."""
        return json.dumps({**asdict(self), "made_at": self.made_at.isoformat()}).encode()

    @classmethod
    def read(cls, written: bytes) -> "Manifest":
        """Return what `written` says. Raises KeyError or TypeError for one that this version does not know."""
        says: dict[str, Any] = json.loads(written)
        says["made_at"] = datetime.fromisoformat(says["made_at"])
        says["tables"] = tuple(Table(one["name"], tuple(one["columns"]), one["rows"]) for one in says["tables"])
        says["seen"] = tuple(Seen(**one) for one in says["seen"])
        says["migrations"] = tuple((app, name) for app, name in says["migrations"])
        says["sequences"] = {name: (int(at), bool(called)) for name, (at, called) in says["sequences"].items()}
        says["shape"] = {kind: tuple(lines) for kind, lines in says["shape"].items()}
        return cls(**says)


class Packing:
    """Writes the manifest and the rows, squeezed, to whatever seals them."""

    def __init__(self, sealing: Sealing, manifest: Manifest) -> None:
        self._sealing, self._squeezing = sealing, zlib.compressobj(SQUEEZED)
        self._write(manifest.written())

    def rows(self, copied: Iterable[bytes]) -> int:
        """Write one table's rows, as COPY gives them; return how many they were."""
        count, left = 0, bytearray()
        for some in copied:
            count += bytes(some).count(b"\n")  # COPY writes a line break within a value as \\n
            left += some
            if len(left) >= BLOCK:
                self._write(bytes(left))
                left.clear()
        if left:
            self._write(bytes(left))
        self._write(b"")
        return count

    def finish(self) -> None:
        """Write what is still being squeezed, and seal the last piece."""
        self._sealing.write(self._squeezing.flush())
        self._sealing.finish()

    def _write(self, some: bytes) -> None:
        self._sealing.write(self._squeezing.compress(len(some).to_bytes(4, "big") + some))


class Unpacking:
    """Reads them again, from pieces that were opened. Each table's rows are to be read to their end, in order."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._loosening = iter(pieces), zlib.decompressobj()
        self._here = bytearray()
        self.manifest = Manifest.read(self._block())

    def rows(self) -> Iterator[bytes]:
        """Yield the next table's rows, some at a time."""
        while some := self._block():
            yield some

    def finish(self) -> None:
        """Read to the very end, where nothing may be left. Raises CannotOpen where it is not whole."""
        for piece in self._pieces:
            self._here += self._loosening.decompress(piece)
        if self._here or not self._loosening.eof:
            raise CannotOpen(CHANGED % {"at": "its end"})

    def _block(self) -> bytes:
        return self._take(int.from_bytes(self._take(4), "big"))

    def _take(self, length: int) -> bytes:
        while len(self._here) < length:
            piece = next(self._pieces, None)
            if piece is None:
                raise CannotOpen(CHANGED % {"at": "its end"})
            self._here += self._loosening.decompress(piece)
        taken = bytes(self._here[:length])
        del self._here[:length]
        return taken
