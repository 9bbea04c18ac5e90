"""What happened, in sentences, on the line of moments."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from livingwell.design import dates

from ..models import Event
from ..words import Happened, sentence_of

OF_BOTH = frozenset({Happened.SAID_TO_BE_ONE, Happened.SAID_TO_BE_TWO})


@dataclass(frozen=True)
class Moment:
    """One thing that happened, in a sentence."""

    at: datetime
    what: str
    words: str
    by: str
    of: str = ""  # what they are called there, where it happened to them as they are also written down


def said_of(event: Event) -> str:
    """Return what happened in a few words, for the line of moments."""
    days = {name: str(event.about[name]) for name in ("until", "introduced_on") if event.about.get(name)}
    read = {name: dates.full_date(date.fromisoformat(one)) for name, one in days.items()}  # kept as 2026-12-01
    values = _Forgiving({"by": event.by_called or _("Somebody"), **event.about, **read})
    return _(sentence_of(Happened(event.kind), event.about)) % values


class _Forgiving(dict):
    """Values for a sentence; one that an old event does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def moments(events: Iterable[Event], *, also: Mapping[UUID, str] | None = None) -> tuple[Moment, ...]:
    """Return events as moments, in the order given. `also` is what they are called where they are also written down.

    That they are written down twice stands on both lines, and is read once.
    """
    called = also or {}
    once = {(event.from_id, event.kind) if event.kind in OF_BOTH else event.pk: event for event in reversed([*events])}
    return tuple(
        Moment(
            event.at,
            said_of(event),
            str(event.about.get("words", "")),
            event.by_called,
            called.get(event.person_id, ""),
        )
        for event in reversed(once.values())
    )


@dataclass(frozen=True)
class Day:
    """What happened on one day, in the order given."""

    on: date
    moments: tuple[Moment, ...]


def by_day(line: Iterable[Moment]) -> tuple[Day, ...]:
    """Return moments in their order, gathered by the day they happened on."""
    days = groupby(line, key=lambda moment: localdate(moment.at))
    return tuple(Day(on, tuple(those)) for on, those in days)
