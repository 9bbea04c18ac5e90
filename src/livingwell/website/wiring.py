"""News that a lower room has for a higher one, registered here as plain functions."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.actions import look_payload
from livingwell.access.models import Look
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.conversations import actions as conversations
from livingwell.conversations.actions.reminding import why_changed
from livingwell.glass import actions as glass
from livingwell.glass.models import Matter
from livingwell.glass.models import Moment as GlassMoment
from livingwell.journeys import actions as journeys
from livingwell.journeys import parted
from livingwell.journeys.actions import safeguarding
from livingwell.journeys.actions.stream import event_payload
from livingwell.journeys.models import ConcernChange, Event, Journey
from livingwell.journeys.queries import latest_journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy
from livingwell.measures import actions as measures
from livingwell.measures.actions.asking import why_not_any_more
from livingwell.messages import filling, outcomes, pauses, standing
from livingwell.places.models import Practitioner
from livingwell.record import sources
from livingwell.rights import actions as rights

WORKER = Viewer(Kind.WORKER, called="livingwell")


def reader_of(made: QuerySet[Any], payload: Callable[..., dict[str, object]]) -> sources.Read:
    """Return how the record reads rows that were made and noted: in the order of their key, as the worker."""

    def read(after: UUID | None, limit: int) -> list[tuple]:
        with named(WORKER):
            rows = made.filter(pk__gt=after) if after else made
            return [(row.pk, bytes(row.salt), payload(row)) for row in rows.order_by("pk")[:limit]]

    return read


READERS = {
    "journeys.event": reader_of(Event.objects.all(), event_payload),
    safeguarding.SOURCE: reader_of(ConcernChange.objects.select_related("concern"), safeguarding.concern_payload),
    "access.look": reader_of(Look.objects.all(), look_payload),
    glass.MATTERS: reader_of(Matter.objects.all(), glass.matter_payload),
    glass.MOMENTS: reader_of(GlassMoment.objects.all(), glass.moment_payload),
}


def message_sent(outcome: outcomes.Outcome) -> None:
    """Put a message that went on the person's line of moments, in the name of whoever wrote it."""
    journey = latest_journey(outcome.person_id)
    journeys.record_event(
        kind=Happened.MESSAGE_SENT,
        person_id=outcome.person_id,
        journey_id=journey.pk if journey else None,
        about={"sort": outcome.sort, "channel": outcome.channel},
        from_id=outcome.message_id,
        by=Viewer(Kind.WORKER, called=outcome.by_called),
    )


def message_not_sent(outcome: outcomes.Outcome) -> None:
    """Make a next step of a message that did not go: somebody has not heard what they were to hear.

    It is the writer's while they may act; else the team's, since nobody else may be asked by name.
    """
    journey = latest_journey(outcome.person_id)
    if journey is None or not journey.is_open:
        return
    doer = (
        Doer(StepBy.PRACTITIONER, practitioner_id=outcome.by_id)
        if outcome.by_id and outcome.by_may_act
        else Doer(StepBy.TEAM, team_id=journey.team_id)
    )
    journeys.make_step(
        journey=journey,
        what=_("A message did not go. Be in touch another way"),
        doer=doer,
        due_on=timezone.localdate(),
        from_id=outcome.message_id,
        by=WORKER,
    )


def paused_until(person_id: UUID) -> date | None:
    """Return the day until which somebody has asked for quiet."""
    paused = Journey.objects.filter(person_id=person_id, ended_at=None, paused_at__isnull=False).first()
    return paused.paused_until if paused else None


def no_longer_comes(practitioner: Practitioner, by: Viewer) -> None:
    """Have somebody else come to the conversations that somebody may no longer come to, and see to their notes."""
    conversations.hand_on(practitioner=practitioner, by=by)
    conversations.hand_on_notes(practitioner=practitioner, by=by)


def journey_ended(journey: Journey, words: str, by: Viewer) -> None:
    """Call off what was planned on a journey that has ended."""
    conversations.call_off_what_was_planned(journey=journey, words=words, by=by)


def link_of(message_id: UUID) -> str | None:
    """Make the link that a message to somebody carries, where it asks for a check-in."""
    return measures.make_link(message_id=message_id, by=WORKER)


def somebody_died(journey: Journey, by: Viewer) -> None:
    """Begin what is owed after a death, followed by the team until it is done."""
    rights.somebody_died(journey=journey, by=by)


def connect() -> None:
    """Tell the record how its sources are read, messages whom to tell and ask, and journeys whom to tell."""
    for name, read in READERS.items():
        sources.register(name, read)
    outcomes.when_sent(message_sent)
    outcomes.when_not_sent(message_not_sent)
    pauses.ask_of(paused_until)
    standing.ask_of(why_changed)
    standing.ask_of(why_not_any_more)
    filling.ask_of(link_of)
    parted.when_gone(no_longer_comes)
    parted.when_ended(journey_ended)
    parted.when_died(somebody_died)
