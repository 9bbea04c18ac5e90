"""Trying to reach somebody."""

from datetime import datetime

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people import queries as people
from livingwell.people.models import WayToReach
from livingwell.people.rules import may_be_left, may_be_messaged
from livingwell.people.words import Channel, GivenBy

from .. import rules
from ..models import Journey, NextStep, Try
from ..words import Happened, StepKind, TriedBy, TryOutcome
from .stepping import keep_step
from .stream import record_event


@action
def record_try(
    *, journey: Journey, how: TriedBy, outcome: TryOutcome, at: datetime, words: str = "", by: Viewer
) -> Try:
    """Record one try. Reaching them keeps the step to reach them, once another step stands in its place."""
    if at > timezone.now():
        raise NotPossible(N_("Choose a time that has been."), field="at")
    if outcome == TryOutcome.LEFT_MESSAGE:
        rules.check_left_message(how, [_in_use(way) for way in people.ways_to_reach(journey.person_id)])
    one = Try.objects.create(
        journey=journey,
        person_id=journey.person_id,
        how=how,
        outcome=outcome,
        at=at,
        words=words.strip(),
        by_id=by.ref,
        by_called=by.called,
    )
    reached = outcome == TryOutcome.REACHED
    record_event(
        kind=Happened.REACHED if reached else Happened.TRIED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"how": str(how), "outcome": str(outcome)},
        from_id=one.pk,
        by=by,
    )
    if reached:
        Journey.objects.filter(pk=journey.pk).update(last_spoken_at=at)
        _keep_reaching(journey, by)
    return one


def _in_use(way: WayToReach) -> rules.WayInUse:
    given_by, verified = GivenBy(way.given_by), way.is_verified
    return rules.WayInUse(
        Channel(way.channel),
        may_message=may_be_messaged(given_by=given_by, is_verified=verified, may_message=way.may_message),
        may_be_left=may_be_left(given_by=given_by, is_verified=verified, may_leave_message=way.may_leave_message),
    )


def _keep_reaching(journey: Journey, by: Viewer) -> None:
    reaching = NextStep.objects.filter(
        journey=journey, kind=StepKind.REACH, kept_at__isnull=True, put_aside_at__isnull=True
    )
    for step in list(reaching):
        keep_step(step=step, by=by)
