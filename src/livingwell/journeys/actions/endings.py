"""Ending a journey. Each ending leaves a way back."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.messages import actions as messages
from livingwell.people import actions as people

from .. import parted, queries, rules
from ..models import OPEN_STEP, Holding, Journey, NextStep, Parting, Worry
from ..words import ENDINGS, HAS_ENDED, Ending, TryOutcome
from .drawing import drawn_out
from .safeguarding import hand_on_concerns
from .stream import record_event

SOMEBODY_FIRST = N_("Something that cannot wait has been said, and nobody has it yet. Somebody takes it up first.")


@action
def end(
    *,
    journey: Journey,
    ending: Ending,
    words: str = "",
    second_id: UUID | None = None,
    died_on: date | None = None,
    by: Viewer,
) -> Parting:
    """End a journey. Of the ties only the team's stays, so that the way back finds the same people."""
    _check(journey, ending, words=words, second_id=second_id, by=by)
    _stop(journey, ending, timezone.now(), by)
    parting = Parting.objects.create(
        journey=journey,
        person_id=journey.person_id,
        ending=ending,
        words=words.strip(),
        second_id=second_id,
        by_id=by.ref,
        by_called=by.called,
    )
    if ENDINGS[ending].stops_messages:
        messages.stop_all(person_id=journey.person_id, by=by)
        people.record_death(person_id=journey.person_id, died_on=died_on or timezone.localdate(), by=by)
        access.shut_page(person_id=journey.person_id, by=by)
        parted.tell_died(journey, by)
    record_event(
        kind=ENDINGS[ending].happened,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"ending": str(ending), "words": words.strip()},
        from_id=parting.pk,
        by=by,
    )
    _draw_everybody_out(journey, by)
    parted.tell_ended(journey, _(ENDINGS[ending].label), by)
    return parting


def _check(journey: Journey, ending: Ending, *, words: str, second_id: UUID | None, by: Viewer) -> None:
    stands = Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).first()
    if stands is None:
        raise NotPossible(HAS_ENDED)
    if ending != Ending.DIED and Worry.objects.filter(queries.NOBODY_HAS, journey=journey).exists():
        raise NotPossible(SOMEBODY_FIRST)
    tries = [
        rules.TryMade(one.how, one.at.astimezone(LONDON), TryOutcome(one.outcome)) for one in queries.tries(journey.pk)
    ]
    rules.check_ending(
        ending, words=words, by_id=by.ref, second_id=second_id, tries=tries, spoken_at=stands.last_spoken_at
    )


def _stop(journey: Journey, ending: Ending, now: datetime, by: Viewer) -> None:
    """Nobody holds any more, and nothing is to happen next."""
    ended = Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).update(
        ended_at=now, paused_at=None, paused_until=None
    )
    if not ended:  # somebody else has just ended it
        raise NotPossible(HAS_ENDED)
    Holding.objects.filter(journey=journey, until__isnull=True).update(until=now)
    NextStep.objects.filter(OPEN_STEP, journey=journey).update(
        put_aside_at=now, ended_by=by.called, ended_words=_(ENDINGS[ending].label)
    )


def _draw_everybody_out(journey: Journey, by: Viewer) -> None:
    """End everybody's being drawn in, and their ties. Last: whoever ends a journey may be one of them."""
    for drawn in queries.drawn_in(journey.pk):
        drawn_out(drawn, by)
        hand_on_concerns(who=drawn.practitioner, person_id=journey.person_id, by=by)
    with connection.cursor() as cursor:  # one who is drawn in ends no tie but their own, so the database does it
        cursor.execute("select gate.draw_everybody_out(%s, %s)", [journey.pk, by.called])
