"""Trying to reach somebody, and what follows once they are reached."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people import queries as people
from livingwell.people.models import WayToReach
from livingwell.people.rules import may_be_left, may_be_messaged
from livingwell.people.words import Channel, GivenBy

from .. import rules
from ..models import OPEN_STEP, Journey, NextStep, Try
from ..words import Happened, StepBy, StepKind, TriedBy, TryOutcome
from .holding import doer_who_holds
from .speaking import latest_spoken
from .stepping import keep_step, make_step
from .stream import record_event


@action
def record_try(
    *, journey: Journey, how: TriedBy, outcome: TryOutcome, at: datetime, words: str = "", by: Viewer
) -> Try:
    """Record one try. Reaching them keeps the step to reach them, and what follows stands in its place."""
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
        _reached(journey, at, by)
    return one


def _in_use(way: WayToReach) -> rules.WayInUse:
    given_by, verified = GivenBy(way.given_by), way.is_verified
    return rules.WayInUse(
        Channel(way.channel),
        may_message=may_be_messaged(given_by=given_by, is_verified=verified, may_message=way.may_message),
        may_be_left=may_be_left(given_by=given_by, is_verified=verified, may_leave_message=way.may_leave_message),
    )


def _reached(journey: Journey, at: datetime, by: Viewer) -> None:
    Journey.objects.filter(pk=journey.pk).update(last_spoken_at=latest_spoken(at))
    now = Journey.objects.select_related("site").filter(pk=journey.pk, ended_at__isnull=True).first()
    if now is None:  # a call kept of somebody whose journey has ended: nothing more is promised by it
        return
    steps = list(NextStep.objects.filter(OPEN_STEP, journey=now))
    _promise_what_follows(now, [step for step in steps if step.kind != StepKind.REACH], by)
    for step in steps:
        if step.kind == StepKind.REACH:
            keep_step(step=step, by=by)


def _promise_what_follows(journey: Journey, staying: list[NextStep], by: Viewer) -> None:
    today = timezone.localdate()
    following = rules.after_reaching(
        [(StepKind(step.kind), StepBy(step.done_by)) for step in staying],
        promised=journey.first_conversation_by,
        has_talked=journey.first_conversation_at is not None,
        today=today,
        latest=rules.latest_due(today, journey.site.horizon_days),
    )
    if following is None:
        return
    first = following.kind == StepKind.FIRST_CONVERSATION
    make_step(
        journey=journey,
        what=_("A first conversation") if first else _("Be in touch"),
        doer=doer_who_holds(journey),
        due_on=following.due_on,
        kind=following.kind,
        by=by,
    )
