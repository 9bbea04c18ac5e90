"""The list beside the board, and who is there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ..models import Huddle
from ..rules import Place, Said
from ..words import WHY, Outcome
from .saying import fingerprint, in_words


@dataclass(frozen=True)
class AgendaRow:
    """Somebody on the list: their name, a few words why, and whether the team has thought about them."""

    journey_id: UUID
    called: str
    said: str
    is_done: bool
    also: tuple[str, ...] = ()  # what else they are written down as


@dataclass(frozen=True)
class Group:
    title: str
    rows: tuple[AgendaRow, ...]


@dataclass(frozen=True)
class Agenda:
    """The whole list, grouped by the first reason, in order."""

    groups: tuple[Group, ...]
    total: int
    done: int

    @classmethod
    def of(cls, places: Sequence[Place], today: date, also: Mapping[UUID, tuple[str, ...]] | None = None) -> "Agenda":
        """`also` is what else somebody is written down as, by their journey."""
        said = cache(partial(in_words, today=today))  # of two hundred people, most came in one of a few ways
        names = also or {}
        grouped = groupby(places, key=lambda place: place.row.whys[0])
        return cls(
            groups=tuple(
                Group(_(WHY[why]), tuple(_row(each, said, names.get(each.row.journey_id, ())) for each in together))
                for why, together in grouped
            ),
            total=len(places),
            done=sum(place.is_done for place in places),
        )

    @property
    def is_done(self) -> bool:
        return self.done == self.total


def _row(place: Place, said: Callable[[Said], str], also: tuple[str, ...]) -> AgendaRow:
    words = _became(place) or said(place.row.said)
    return AgendaRow(place.row.journey_id, place.row.called, words, place.is_done, also)


def _became(place: Place) -> str:
    """Return what has become of somebody at this huddle; nothing while they wait."""
    if place.outcome == Outcome.DECIDED:
        return _("%(called)s holds") % {"called": place.holder}
    if place.has_ended:
        return _("has stepped out")
    return _("back next time") if place.outcome == Outcome.CARRIED else ""


@dataclass(frozen=True)
class Here:
    """Who is there, and from which organisation."""

    people: tuple[dict[str, Any], ...]
    am_i: bool

    @classmethod
    def of(cls, huddle: Huddle, viewer_id: UUID | None) -> "Here":
        people = tuple(huddle.here)  # type: ignore[attr-defined]  # queries.find_huddle says who
        return cls(people, any(one["practitioner"] == str(viewer_id) for one in people))

    @property
    def version(self) -> str:
        return fingerprint(self)

    @property
    def organisations(self) -> tuple[str, ...]:
        """Return each organisation once, in the order they came."""
        return tuple(dict.fromkeys(one["organisation"] for one in self.people if one["organisation"]))
