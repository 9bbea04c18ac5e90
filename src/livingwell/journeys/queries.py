"""Reading the spine. Every query shows only what the named viewer may see; the database sees to it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Now

from livingwell.access.models import Tie

from .models import DrawnIn, Event, Holding, Journey, NextStep, Parting, Try, Worry, WorryShared

OPEN_STEP = Q(kept_at__isnull=True, put_aside_at__isnull=True)


def find_journey(journey_id: UUID) -> Journey | None:
    """Return a journey, with its person and team, or None: not there and not yours are the same."""
    return Journey.objects.select_related("person", "team").filter(pk=journey_id).first()


def where_things_stand(person_id: UUID) -> Holding | None:
    """Return the newest holding of a person's newest journey, with both and whether they have a page; or None.

    One query for the top of every page about a person. When the journey has ended, so has the holding.
    """
    own_page = Tie.objects.filter(
        Q(until__isnull=True) | Q(until__gt=Now()), person_id=OuterRef("person_id"), reason="themselves"
    )
    return (
        Holding.objects.filter(person_id=person_id)
        .select_related("journey__person", "journey__team", "practitioner__organisation", "team")
        .annotate(has_page=Exists(own_page))
        .order_by("-journey__opened_at", "-made_at")
        .first()
    )


def latest_journey(person_id: UUID) -> Journey | None:
    """Return the open journey of a person, or the one that ended last."""
    return Journey.objects.select_related("person", "team").filter(person_id=person_id).order_by("-opened_at").first()


def holding_of(journey_id: UUID) -> Holding | None:
    """Return who holds a journey now."""
    return (
        Holding.objects.select_related("practitioner__organisation", "team")
        .filter(journey_id=journey_id, until__isnull=True)
        .first()
    )


def held_by(practitioner_ids: Iterable[UUID]) -> QuerySet[Holding]:
    """Return what these practitioners hold now, with journey and person: never spoken with, then longest unheard."""
    return (
        Holding.objects.filter(
            practitioner_id__in=list(practitioner_ids), until__isnull=True, journey__ended_at__isnull=True
        )
        .select_related("journey__person", "practitioner")
        .order_by(F("journey__last_spoken_at").asc(nulls_first=True), "made_at", "pk")
    )


def open_steps(journey_ids: Iterable[UUID]) -> QuerySet[NextStep]:
    """Return the open next steps of journeys, soonest first."""
    return (
        NextStep.objects.filter(OPEN_STEP, journey_id__in=list(journey_ids))
        .select_related("practitioner", "team")
        .order_by("due_on", "made_at")
    )


def steps_of(practitioner_ids: Iterable[UUID], team_ids: Iterable[UUID] = (), *, until: date) -> QuerySet[NextStep]:
    """Return open next steps of these practitioners, and those that are still these teams', soonest first."""
    return (
        NextStep.objects.filter(
            OPEN_STEP,
            Q(practitioner_id__in=list(practitioner_ids)) | Q(team_id__in=list(team_ids)),
            due_on__lte=until,
            journey__ended_at__isnull=True,
        )
        .select_related("person", "practitioner", "team")
        .order_by("due_on", "made_at", "pk")
    )


def find_step(step_id: UUID) -> NextStep | None:
    """Return a next step with its journey and person, or None."""
    return NextStep.objects.select_related("journey", "person").filter(pk=step_id).first()


def moments(person_id: UUID, limit: int = 100) -> list[Event]:
    """Return what happened, newest first."""
    return list(Event.objects.filter(person_id=person_id).order_by("-at")[:limit])


def open_worries(journey_id: UUID) -> list[Worry]:
    """Return worries not yet settled, each with `sharers`, who shares it: [id, called]."""
    shared = WorryShared.objects.filter(worry_id=OuterRef("pk")).order_by("made_at")
    sharers = shared.values(one=JSONObject(id="practitioner_id", called="practitioner__called"))
    return list(
        Worry.objects.filter(journey_id=journey_id, settled_at__isnull=True)
        .select_related("reaches")
        .annotate(sharers=ArraySubquery(sharers))
        .order_by("made_at")
    )


def worries_reaching(practitioner_id: UUID) -> list[Worry]:
    """Return worries that could not wait, sent to somebody who has not yet said "I have this"."""
    return list(
        Worry.objects.filter(reaches_id=practitioner_id, cannot_wait=True, acknowledged_at__isnull=True)
        .select_related("person")
        .order_by("made_at")
    )


def find_worry(worry_id: UUID) -> Worry | None:
    """Return a worry with its journey and person, or None."""
    return Worry.objects.select_related("journey__person", "person").filter(pk=worry_id).first()


def drawn_in(journey_id: UUID) -> list[DrawnIn]:
    """Return who is drawn in now, with why."""
    return list(
        DrawnIn.objects.filter(journey_id=journey_id, until__isnull=True)
        .select_related("practitioner__organisation", "journey__team")
        .order_by("made_at")
    )


def find_drawn_in(drawn_id: UUID) -> DrawnIn | None:
    """Return somebody's being drawn in, or None."""
    return DrawnIn.objects.select_related("journey__team", "practitioner").filter(pk=drawn_id).first()


def tries(journey_id: UUID) -> list[Try]:
    """Return the tries to reach somebody, newest first."""
    return list(Try.objects.filter(journey_id=journey_id).order_by("-at"))


def parting_of(journey_id: UUID) -> Parting | None:
    """Return how a journey ended, or None while it is open."""
    return Parting.objects.filter(journey_id=journey_id).first()
