"""News that a lower room has for a higher one, registered here as plain functions."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Model

from livingwell.access.actions import look_payload
from livingwell.access.models import Look
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys.actions.stream import event_payload
from livingwell.journeys.models import Event
from livingwell.record import sources

WORKER = Viewer(Kind.WORKER, called="livingwell")


def reader_of(model: type[Model], payload: Callable[..., dict[str, object]]) -> sources.Read:
    """Return how the record reads a table: in the order of its key, as the worker."""

    def read(after: UUID | None, limit: int) -> list[tuple]:
        with named(WORKER):
            rows = model._default_manager.order_by("pk")
            rows = rows.filter(pk__gt=after) if after else rows
            return [(row.pk, bytes(row.salt), payload(row)) for row in rows[:limit]]

    return read


READERS = {
    "journeys.event": reader_of(Event, event_payload),
    "access.look": reader_of(Look, look_payload),
}


def connect() -> None:
    """Tell the record how each of its sources is read."""
    for name, read in READERS.items():
        sources.register(name, read)
