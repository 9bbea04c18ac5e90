"""Reading what was asked by right. The database shows only what the named viewer may see."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from livingwell.journeys.models import OPEN_STEP, Journey, NextStep
from livingwell.places import queries as places
from livingwell.places.models import Membership, Practitioner

from .models import Asked, Copy, Withheld
from .words import Right


def asked_of(person_id: UUID) -> list[Asked]:
    """Return what somebody asked, the newest first."""
    return list(Asked.objects.select_related("team", "whom").filter(person_id=person_id).order_by("-asked_at"))


def find_asked(asked_id: UUID) -> Asked | None:
    """Return what was asked, with the person and the team, or None: not there and not yours are the same."""
    return Asked.objects.select_related("person", "team", "whom").filter(pk=asked_id).first()


def open_asked(person_id: UUID, right: Right) -> Asked | None:
    """Return what somebody asked that is not answered yet, of one sort."""
    return Asked.objects.filter(person_id=person_id, right=right, answered_at__isnull=True).first()


def still_asked(team_ids: Iterable[UUID]) -> QuerySet[Asked]:
    """Return what teams have still to answer, the soonest due first, with the people."""
    waiting = Asked.objects.filter(team_id__in=list(team_ids), answered_at__isnull=True)
    return waiting.select_related("person", "team", "whom").order_by("due_on", "asked_at")


def due_soon(on: date) -> list[Asked]:
    """Return what is due by a day and no open next step stands for, so that Today does not say it."""
    step = NextStep.objects.filter(OPEN_STEP, person_id=OuterRef("person_id"), from_id=OuterRef("pk"))
    return list(Asked.objects.filter(~Exists(step), answered_at__isnull=True, due_on__lte=on).order_by("due_on"))


def kept_long(last_before: datetime, died_before: date, limit: int) -> list[Journey]:
    """Return the newest journey of people last in touch before a moment, or who died before a day; each looked at once.

    Somebody who is with us, or whose record was looked at and kept on since, is not among them.
    """
    later = Journey.objects.filter(person_id=OuterRef("person_id")).filter(
        Q(ended_at__isnull=True) | Q(opened_at__gt=OuterRef("opened_at"))
    )
    looked_at = Asked.objects.filter(person_id=OuterRef("person_id"), right=Right.KEPT)
    long_ago = Q(ended_at__lt=last_before, person__died_on__isnull=True) | Q(person__died_on__lt=died_before)
    found = Journey.objects.filter(long_ago, ~Exists(later), ~Exists(looked_at), ended_at__isnull=False)
    return list(found.select_related("person", "team", "site").order_by("ended_at")[:limit])


def leads_of(team_id: UUID) -> list[Practitioner]:
    """Return who leads a team now, with their accounts."""
    leading = Membership.objects.filter(places.current(timezone.now()), team_id=team_id, leads=True)
    return [one.practitioner for one in leading.select_related("practitioner__account")]


def held_back(person_id: UUID) -> list[Withheld]:
    """Return what is held back from somebody's copy now, seconded or not."""
    kept = Withheld.objects.select_related("second").filter(person_id=person_id, until__isnull=True)
    return list(kept.order_by("made_at"))


def copies_of(person_id: UUID) -> list[Copy]:
    """Return the copies somebody was given, the newest first, without what is in them."""
    return list(Copy.objects.filter(person_id=person_id).defer("document").order_by("-made_at"))


def find_copy(person_id: UUID, copy_id: UUID) -> Copy | None:
    return Copy.objects.select_related("person").filter(pk=copy_id, person_id=person_id).first()


def find_withheld(withheld_id: UUID) -> Withheld | None:
    """Return something that is held back now, or None."""
    return Withheld.objects.filter(pk=withheld_id, until__isnull=True).first()
