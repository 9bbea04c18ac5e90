"""Who works today and has not been seen: asked of whoever is there to ask, before anybody waits for them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any
from uuid import UUID

from livingwell.places.queries import pack_here
from livingwell.places.rules import is_missed


@dataclass(frozen=True)
class Missed:
    """A colleague whom nobody has seen today."""

    id: UUID
    called: str


def missed_of(not_seen: Iterable[Mapping[str, Any]], now: datetime, *, me: UUID) -> tuple[Missed, ...]:
    """Return who is asked after now, each once, of what `places.queries.not_seen` found; never oneself."""
    pack = pack_here()
    asked = {
        UUID(one["id"]): one["called"]
        for one in not_seen
        if is_missed(
            now,
            works_on=one["days"],
            opens=_clock(one["opens"]),
            shuts=_clock(one["shuts"]),
            hours=pack.hours,
            missed_from=pack.missed_from,
        )
    }
    return tuple(Missed(who, called) for who, called in asked.items() if who != me)


def _clock(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None
