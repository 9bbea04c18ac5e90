"""What is read of somebody as plain JSON, beside whatever row is asked for: for the board, and for paper."""

from typing import Any

from django.db.models import OuterRef, QuerySet

from livingwell.introductions.models import Passage
from livingwell.introductions.words import Said
from livingwell.journeys.models import OPEN_STEP, NextStep
from livingwell.people.models import WayToReach
from livingwell.sealed.fields import OpenedObject


def passages(journey: str) -> QuerySet[Any, Any]:
    """Return what was said at the door; `journey` is what the outer row calls its journey."""
    rows = Passage.objects.filter(introduction__journey_id=OuterRef(journey), said__in=[Said.GOING_ON, Said.WOULD_HELP])
    return rows.order_by("made_at").values(
        json=OpenedObject(
            said="said",
            words="words",
            by_introducer="by_introducer",
            introducer="introduction__introducer_called",
            introducer_is="introduction__introducer_is",
        )
    )


def ways() -> QuerySet[Any, Any]:
    """Return how to reach the outer row's person, those that messages may go on first."""
    rows = WayToReach.objects.filter(person_id=OuterRef("person_id"), until__isnull=True)
    return rows.order_by("-may_message", "since").values(
        json=OpenedObject(
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


def steps(journey: str) -> QuerySet[Any, Any]:
    """Return the open next steps, soonest first; `journey` as above."""
    rows = NextStep.objects.filter(OPEN_STEP, journey_id=OuterRef(journey)).order_by("due_on", "made_at")
    return rows.values(
        json=OpenedObject(
            id="id",
            what="what",
            done_by="done_by",
            practitioner="practitioner__called",
            team="team__name",
            due_on="due_on",
            at_words="at_words",
        )
    )
