"""Reading a whole huddle for paper, for when everything is down: one query for everybody on the list."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from livingwell.introductions.models import Passage
from livingwell.introductions.words import Said
from livingwell.journeys.models import OPEN_STEP, Holding, NextStep
from livingwell.people.models import WayToReach

from ..models import Brought, Huddle


def for_paper(huddle: Huddle) -> QuerySet[Brought]:
    """Return everybody brought to a huddle, by name: holder, ways to reach them safely, next steps as they stand."""
    holder: QuerySet[Any, Any] = Holding.objects.filter(
        journey_id=OuterRef("journey_id"), until__isnull=True, practitioner__isnull=False
    ).values("practitioner__called")
    return (
        Brought.objects.filter(huddle=huddle)
        .select_related("person")
        .annotate(
            ways=ArraySubquery(_ways()),
            steps=ArraySubquery(_steps()),
            passages=ArraySubquery(_passages()),
            holder=Subquery(holder[:1]),
        )
        .order_by("person__called")
    )


def _passages() -> QuerySet[Any, Any]:
    rows = Passage.objects.filter(
        introduction__journey_id=OuterRef("journey_id"), said__in=[Said.GOING_ON, Said.WOULD_HELP]
    )
    return rows.order_by("made_at").values(
        json=JSONObject(
            said="said",
            words="words",
            by_introducer="by_introducer",
            introducer="introduction__introducer_called",
            introducer_is="introduction__introducer_is",
        )
    )


def _ways() -> QuerySet[Any, Any]:
    rows = WayToReach.objects.filter(person_id=OuterRef("person_id"), until__isnull=True)
    return rows.order_by("-may_message", "since").values(
        json=JSONObject(
            channel="channel",
            value="value",
            when="when",
            not_say="not_say",
            may_message="may_message",
            may_leave_message="may_leave_message",
            given_by="given_by",
            is_verified="is_verified",
        )
    )


def _steps() -> QuerySet[Any, Any]:
    rows = NextStep.objects.filter(OPEN_STEP, journey_id=OuterRef("journey_id")).order_by("due_on", "made_at")
    return rows.values(
        json=JSONObject(
            id="id",
            what="what",
            done_by="done_by",
            practitioner="practitioner__called",
            team="team__name",
            due_on="due_on",
            at_words="at_words",
        )
    )
