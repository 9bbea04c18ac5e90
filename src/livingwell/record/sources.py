"""What the record is made of, and how each source is read: higher rooms say, since the record knows none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from livingwell.record.words import Row

Read = Callable[[UUID | None, int], Sequence[Row | tuple]]

_readers: dict[str, Read] = {}


def register(name: str, read: Read) -> None:
    """Say once, from an AppConfig's `ready` or the website's wiring, how the source `name` is read.

    `read(after_id, limit)` gives at most `limit` rows whose id is greater than `after_id` (all, for None), in
    the order of id, each `(id, salt, payload)`; a lawfully erased row has None for both, or is not there.
    """
    if _readers.setdefault(name, read) is not read:
        raise ValueError(f"{name} is already read by {_readers[name]!r}: one source, one reader")


def readers() -> Mapping[str, Read]:
    """Return every source's reader by its name."""
    return dict(_readers)


def rows(read: Read, *, batch: int = 1000) -> Iterator[Row]:
    """Yield a source's rows, read in batches. Raises ValueError where its reader breaks the order of id."""
    after: UUID | None = None
    while page := read(after, batch):
        for found in page:
            row = Row(*found)
            if after is not None and row.id <= after:
                raise ValueError(f"rows must come in the order of their id, and {row.id} came after {after}")
            after = row.id
            yield row
