"""Reading one person as they are brought: everything the middle of the board shows, in one query."""

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from livingwell.access.models import Look
from livingwell.journeys.models import DrawnIn, Event, Holding, Journey, Worry, WorryShared
from livingwell.people import queries as people
from livingwell.sealed.fields import OpenedObject

from ..models import Brought, Huddle
from ..words import Outcome
from . import parts

LATELY = 5
PAGE = "huddle"  # what a look in a huddle is called in the list of who has looked
BROUGHT = (
    "why",
    "story",
    "story_revision",
    "story_by",
    "decision",
    "decision_revision",
    "decision_by",
    "outcome",
    "decided_at",
    "decided_by",
    "holder_called",
    "revision",
)


def find_journey(huddle: Huddle, journey_id: UUID) -> Journey | None:
    """Return a journey of the team that huddles, or None: not there and not yours are the same."""
    return Journey.objects.select_related("person", "team").filter(pk=journey_id, team_id=huddle.team_id).first()


def find_brought(huddle: Huddle, journey_id: UUID) -> Brought | None:
    """Return what was brought of a journey to this huddle, once anything has been."""
    return Brought.objects.filter(huddle=huddle, journey_id=journey_id).first()


def person_brought(huddle: Huddle, journey_id: UUID, *, viewer_id: UUID) -> Journey | None:
    """Return a journey of the team with its person and, as plain JSON, all that the huddle shows of them; or None."""
    return (
        Journey.objects.select_related("person", "team")
        .filter(pk=journey_id, team_id=huddle.team_id)
        .annotate(
            brought=Subquery(_brought(huddle)),
            told_before=Subquery(_told_before(huddle)),
            has_looked=Exists(_looks(huddle, viewer_id)),
            **_theirs(),
        )
        .first()
    )


@cache
def _theirs() -> dict[str, Any]:
    """What is kept of a journey, whatever the huddle. Made once: putting the query together costs more than asking."""
    return {
        "holder": Subquery(_holder()),
        "passages": ArraySubquery(parts.passages("pk")),
        "ways": ArraySubquery(parts.ways()),
        "steps": ArraySubquery(parts.steps("pk")),
        "drawn": ArraySubquery(_drawn()),
        "worries": ArraySubquery(_worries()),
        "lately": ArraySubquery(_lately()),
        "also": people.one_with("person_id"),
    }


def _brought(huddle: Huddle) -> QuerySet[Any, Any]:
    rows = Brought.objects.filter(huddle_id=huddle.pk, journey_id=OuterRef("pk"))
    return rows.values(json=OpenedObject(**{name: name for name in BROUGHT}))[:1]


def _told_before(huddle: Huddle) -> QuerySet[Any, Any]:
    """The story as it was last told, so that nobody writes it again."""
    rows = Brought.objects.filter(journey_id=OuterRef("pk"), huddle__on__lt=huddle.on).exclude(story="")
    return rows.order_by("-huddle__on").values("story")[:1]


def _holder() -> QuerySet[Any, Any]:
    rows = Holding.objects.filter(journey_id=OuterRef("pk"), until__isnull=True)
    return rows.values(json=OpenedObject(id="practitioner_id", called="practitioner__called"))[:1]


def _drawn() -> QuerySet[Any, Any]:
    rows = DrawnIn.objects.filter(journey_id=OuterRef("pk"), until__isnull=True).order_by("made_at")
    return rows.values(
        json=OpenedObject(
            id="practitioner_id", called="practitioner__called", organisation="organisation__name", why="why"
        )
    )


def _worries() -> QuerySet[Any, Any]:
    sharing = WorryShared.objects.filter(worry_id=OuterRef("pk")).order_by("made_at")
    names = sharing.values(json=OpenedObject(id="practitioner_id", called="practitioner__called"))
    rows = Worry.objects.filter(journey_id=OuterRef("pk"), settled_at__isnull=True).order_by("made_at")
    return rows.values(
        json=OpenedObject(id="id", words="words", by="by_called", at="made_at", shared=ArraySubquery(names))
    )


def _lately() -> QuerySet[Any, Any]:
    rows = Event.objects.filter(person_id=OuterRef("person_id")).order_by("-at")
    return rows.values(json=OpenedObject(kind="kind", at="at", by_called="by_called", about="about"))[:LATELY]


def _looks(huddle: Huddle, viewer_id: UUID) -> QuerySet[Look]:
    return Look.objects.filter(person_id=OuterRef("person_id"), by_id=viewer_id, page=PAGE, at__gte=huddle.opened_at)


def decisions_of(person_id: UUID, limit: int = 10) -> list[Brought]:
    """Return what the team decided for somebody, newest first, each with its huddle."""
    return list(
        Brought.objects.filter(person_id=person_id)
        .exclude(outcome=Outcome.WAITING)
        .annotate(on=F("huddle__on"), team_called=F("huddle__team__name"))
        .order_by("-huddle__on")[:limit]
    )
