"""Whether somebody may already be with us: looked for only among those the named viewer may see anyway."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower, Right

from livingwell.journeys.models import Journey
from livingwell.people.models import WayToReach
from livingwell.people.words import Channel

from .. import rules

# People compared, those with the same number first, then whoever is with us now: more than a team ever holds.
MOST = 300


@dataclass(frozen=True)
class PerhapsSame:
    """Somebody who may be the same person, shown side by side. Nothing is ever put together by itself."""

    person_id: UUID
    called: str
    team: str
    since: datetime
    is_open: bool
    by_way: bool


def perhaps_the_same(called: str, values: Iterable[str], *, but_not: UUID | None = None) -> list[PerhapsSame]:
    """Return whom of those the viewer may see has a close name, or the same number or address. One query.

    The database narrows to the viewer's own people before any name is compared, so that nobody without a tie learns
    anything by an answer, a count, or the time it takes.
    """
    same_way = Exists(_same_way(list(values)))
    later = Journey.objects.filter(person_id=OuterRef("person_id"), opened_at__gt=OuterRef("opened_at"))
    found = (
        Journey.objects.filter(Q(person__called__istartswith=called.strip()[:1] or "\t") | same_way, ~Exists(later))
        .annotate(by_way=same_way)
        .select_related("person", "team")
        .order_by("-by_way", F("ended_at").desc(nulls_first=True), "person__called", "pk")
    )
    if but_not is not None:
        found = found.exclude(person_id=but_not)
    alike = [one for one in found[:MOST] if one.by_way or rules.is_close(called, one.person.called)]
    alike.sort(key=lambda one: (not one.is_open, not one.by_way, one.person.called))
    return [
        PerhapsSame(one.person_id, one.person.called, one.team.name, one.opened_at, one.is_open, one.by_way)
        for one in alike
    ]


def _same_way(values: list[str]) -> QuerySet[Any]:
    numbers = [number for number in map(rules.digits, values) if number]
    addresses = [value.strip().lower() for value in values if "@" in value]
    figures = Func(F("value"), Value("[^0-9]"), Value(""), Value("g"), function="regexp_replace")
    return (
        WayToReach.objects.filter(person_id=OuterRef("person_id"))
        .exclude(channel=Channel.THROUGH)
        .annotate(figures=Right(figures, 10), lower=Lower("value"))
        .filter(Q(figures__in=numbers) | Q(lower__in=addresses))
    )
