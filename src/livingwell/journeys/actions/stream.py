"""One thing that happened, recorded once, by the action that made it happen, and noted for sealing."""

import secrets
from collections.abc import Iterable, Mapping
from uuid import UUID

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.record import actions as record
from livingwell.record import rules as record_rules

from ..models import Event
from ..words import Happened

AT_ONCE = 500  # rows in one statement, where many are written together


@action
def record_event(
    *,
    kind: Happened,
    person_id: UUID,
    journey_id: UUID | None = None,
    about: Mapping[str, object] | None = None,
    from_id: UUID | None = None,
    by: Viewer,
) -> Event:
    """Add one event to the stream. `about` holds names and small facts; `from_id` the row it is about."""
    event = new_event(kind=kind, person_id=person_id, journey_id=journey_id, about=about, from_id=from_id, by=by)
    event.save(force_insert=True)
    seal_events([event])
    return event


@action
def record_events(*, events: Iterable[Event], by: Viewer) -> list[Event]:
    """Add many events, each made by `new_event`, and note every one for sealing."""
    recorded = Event.objects.bulk_create(events, batch_size=AT_ONCE)
    seal_events(recorded)
    return recorded


def new_event(
    *,
    kind: Happened,
    person_id: UUID,
    journey_id: UUID | None = None,
    about: Mapping[str, object] | None = None,
    from_id: UUID | None = None,
    by: Viewer,
) -> Event:
    """Return an event that is not kept yet, with a salt of its own."""
    return Event(
        kind=kind,
        person_id=person_id,
        journey_id=journey_id,
        about=dict(about or {}),
        from_id=from_id,
        by_kind=by.kind,
        by_id=by.ref,
        by_called=by.called,
        salt=secrets.token_bytes(16),
    )


def seal_events(events: Iterable[Event]) -> None:
    """Note events for sealing: those made here, and those that a function of the database made and handed over."""
    record.note_all(
        source="journeys.event",
        digests=[(one.pk, record_rules.digest(bytes(one.salt), event_payload(one))) for one in events],
    )


def event_payload(event: Event) -> dict[str, object]:
    """Return what of an event is sealed: all of it but the salt."""
    return {
        "id": event.pk,
        "person": event.person_id,
        "journey": event.journey_id,
        "kind": str(event.kind),
        "at": event.at,
        "by_kind": str(event.by_kind),
        "by": event.by_id,
        "called": event.by_called,
        "about": event.about,
        "from": event.from_id,
    }
