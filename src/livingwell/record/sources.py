"""Which tables the record was made of, and how to read each: filled by higher rooms' wiring, since the record knows none."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from livingwell.record.words import Row

Read = Callable[[UUID | None, int], Sequence[Row | tuple]]

_readers: dict[str, Read] = {}


def register(name: str, read: Read) -> None:
    """Say how the source `name` ("journeys.event") is read, once, from an AppConfig's `ready` or the website's wiring.

    `read(after_id, limit)` gives at most `limit` rows whose id is greater than `after_id` (all, for None), in
    the order of id, each `(id, salt, payload)`; a lawfully erased row has None for both, or is not there.
    """
    if _readers.setdefault(name, read) is not read:
        raise ValueError(f"{name} is already read by {_readers[name]!r}: one source, one reader")


def readers() -> Mapping[str, Read]:
    """Return every source's reader by its name."""
    return dict(_readers)


def rows(read: Read, *, batch: int = 1000) -> Iterator[Row]:
    """Yield a source's rows one batch at a time. Raises ValueError where its reader does not keep the order of id."""
    after: UUID | None = None
    while page := read(after, batch):
        for found in page:
            row = Row(*found)
            if after is not None and row.id <= after:
                raise ValueError(f"rows must come in the order of their id, and {row.id} came after {after}")
            after = row.id
            yield row
