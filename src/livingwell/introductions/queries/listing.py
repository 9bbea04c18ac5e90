"""The team's list of who waits at the door, and one introduction of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from ..models import Introduction, Passage
from ..words import SAID_LATER, WAITING, Said, State

PAGE = 50
# The ways to look at the team's list. None is an order of worry: promises due come first, everywhere.
WAITING_TO_BE_READ, BEING_REACHED, PROMISED, PAST, SETTLED = "to-read", "reaching", "promised", "past", "settled"
LOOKS = ("", WAITING_TO_BE_READ, BEING_REACHED, PROMISED, PAST, SETTLED)


def find_introduction(introduction_id: UUID) -> Introduction | None:
    """Return an introduction with its person, journey and team, or None: not there and not yours are the same."""
    return (
        Introduction.objects.select_related("person", "journey", "team", "practitioner")
        .filter(pk=introduction_id)
        .first()
    )


@dataclass(frozen=True)
class Waiting:
    """A row of the list: an introduction, the promise that is next, whether words wait to be read, a few of them."""

    one: Introduction
    due_on: date
    has_more: bool
    first_words: str


def waiting_for(
    team_ids: Iterable[UUID], today: date, *, look: str = "", start: int = 0, most: int = PAGE
) -> list[Waiting]:
    """Return the introductions of these teams (all that may be seen, for none), the oldest promise first. One query."""
    first = Passage.objects.filter(introduction_id=OuterRef("pk"), said__in=(Said.GOING_ON, Said.WOULD_HELP))
    found = _of_teams(team_ids).annotate(first_words=Subquery(first.order_by("made_at", "said").values("words")[:1]))
    order = ("-received_at", "pk") if look == SETTLED else ("due_on", "received_at", "pk")
    rows = found.filter(_looked_at(look, today)).order_by(*order)[start : start + most]
    return [Waiting(one, one.due_on, one.has_more, one.first_words or "") for one in rows]


def counts_for(team_ids: Iterable[UUID], today: date) -> dict[str, int]:
    """Return how many introductions there are in each way of looking at the list, in one query."""
    found = _of_teams(team_ids)
    names = {look: f"in_{look.replace('-', '_') or 'all'}" for look in LOOKS}
    counted = found.aggregate(**{name: Count("pk", filter=_looked_at(look, today)) for look, name in names.items()})
    return {look: counted[name] for look, name in names.items()}


def _of_teams(team_ids: Iterable[UUID]) -> QuerySet[Any]:
    chosen = list(team_ids)
    found = Introduction.objects.select_related("person", "journey", "team")
    found = found.annotate(has_more=_has_more(), due_on=_due_on())
    return found.filter(team_id__in=chosen) if chosen else found


def _has_more() -> Exists:
    later = Passage.objects.filter(introduction_id=OuterRef("pk"), said__in=SAID_LATER)
    return Exists(later.filter(made_at__gt=Coalesce(OuterRef("read_at"), OuterRef("received_at"))))


def _due_on() -> Case:
    """Return the promise that is next: to be in touch; once we have been, the first conversation."""
    promised = Coalesce(F("journey__first_conversation_by"), F("reach_by"))
    return Case(When(_reached(), then=promised), default=F("reach_by"), output_field=DateField())


def _reached() -> Q:
    return Q(state=State.REACHED) | Q(journey__last_spoken_at__isnull=False)


def _looked_at(look: str, today: date) -> Q:
    """Return the condition of one way of looking. Journeys that went further by another page count as they are."""
    open_still = Q(journey__ended_at__isnull=True, journey__first_conversation_at__isnull=True)
    waits = Q(state__in=WAITING) & open_still
    if look == WAITING_TO_BE_READ:
        return (waits & Q(state=State.RECEIVED) & ~_reached()) | Q(has_more=True)
    if look == BEING_REACHED:
        return waits & Q(state=State.READ) & ~_reached()
    if look == PROMISED:
        return waits & _reached()
    if look == PAST:
        return waits & Q(due_on__lt=today)
    if look == SETTLED:
        return ~waits & Q(has_more=False)
    return waits | Q(has_more=True)
