"""What was asked by right is answered, and the next step that stood for it is done."""

from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer

from .. import rules
from ..models import OPEN_STEP, Journey, NextStep
from ..words import StepBy, StepKind
from .holding import doer_who_holds
from .stepping import make_step, tick_off


@action
def answered(*, person_id: UUID, from_id: UUID, then: str, by: Viewer) -> None:
    """Tick off the step that stood for what somebody asked by right, now that it is answered.

    Where nothing else of ours is to come, somebody is in touch a week on: `then` says what about.
    """
    step = NextStep.objects.filter(OPEN_STEP, person_id=person_id, from_id=from_id, kind=StepKind.RIGHT).first()
    if step is None:  # the journey it stood on has ended, and its steps with it
        return
    journey = Journey.objects.select_related("site", "team").get(pk=step.journey_id)
    left = NextStep.objects.filter(OPEN_STEP, journey=journey).exclude(pk=step.pk)
    today = timezone.localdate()
    following = rules.after_reaching(
        [(StepKind(one.kind), StepBy(one.done_by)) for one in left],
        promised=None,
        has_talked=True,
        today=today,
        latest=rules.latest_due(today, journey.site.horizon_days),
    )
    if following:
        make_step(
            journey=journey,
            what=then,
            doer=doer_who_holds(journey),
            due_on=following.due_on,
            kind=following.kind,
            by=by,
        )
    tick_off(step=step, by=by)
