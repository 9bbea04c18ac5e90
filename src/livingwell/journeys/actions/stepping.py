"""Next steps: made, kept, put aside."""

from datetime import date
from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Practitioner

from .. import queries, rules
from ..models import OPEN_STEP, Event, Journey, NextStep
from ..words import Happened, StepBy, StepKind
from .stream import new_event, record_event, record_events

ANSWER_IT = N_("They asked for this by right. Answer it on their page, and this is ticked off by itself.")


@action
def make_step(
    *,
    journey: Journey,
    what: str,
    doer: rules.Doer,
    due_on: date,
    kind: StepKind = StepKind.PLAIN,
    at_words: str = "",
    from_id: UUID | None = None,
    by: Viewer,
) -> NextStep:
    """Make a next step: what, who, by when. Raises NotPossible when the day is not within the site's horizon."""
    step = new_step(
        journey=journey, what=what, doer=doer, due_on=due_on, kind=kind, at_words=at_words, from_id=from_id, by=by
    )
    step.save(force_insert=True)
    record_events(events=[step_made(step, by)], by=by)
    return step


def new_step(
    *,
    journey: Journey,
    what: str,
    doer: rules.Doer,
    due_on: date,
    kind: StepKind = StepKind.PLAIN,
    at_words: str = "",
    from_id: UUID | None = None,
    by: Viewer,
) -> NextStep:
    """Return a next step that is not kept yet. Raises NotPossible when it is nobody's, or too far off."""
    rules.check_step(what, doer)
    rules.check_due(due_on, timezone.localdate(), journey.site.horizon_days)
    return NextStep(
        journey_id=journey.pk,
        person_id=journey.person_id,
        what=what.strip(),
        kind=kind,
        done_by=doer.by,
        practitioner_id=doer.practitioner_id,
        team_id=doer.team_id,
        due_on=due_on,
        at_words=at_words,
        from_id=from_id,
        by_id=by.ref,
        by_called=by.called,
    )


def step_made(step: NextStep, by: Viewer) -> Event:
    """Return the event that a next step was made."""
    return new_event(
        kind=Happened.STEP_MADE,
        person_id=step.person_id,
        journey_id=step.journey_id,
        about={"what": step.what, "due_on": step.due_on.isoformat(), "done_by": str(step.done_by)},
        from_id=step.pk,
        by=by,
    )


@action
def take_step(*, step: NextStep, by: Viewer) -> None:
    """Take over what somebody else promised, while it is still theirs; the day it was promised for stays."""
    taken = 0
    if step.practitioner_id is not None and step.practitioner_id != by.ref:
        theirs = NextStep.objects.filter(OPEN_STEP, pk=step.pk, practitioner_id=step.practitioner_id)
        taken = theirs.update(practitioner_id=by.ref)
    if not taken:
        raise NotPossible(N_("Somebody has taken this over already, or it is done. Look again."))
    record_event(
        kind=Happened.STEP_TAKEN,
        person_id=step.person_id,
        journey_id=step.journey_id,
        about={"what": step.what},
        from_id=step.pk,
        by=by,
    )


@action
def keep_step(*, step: NextStep, words: str = "", by: Viewer) -> None:
    """Say that a next step was done. Who leads for somebody under 18 is done only by naming them."""
    if step.kind == StepKind.YOUNG_LEAD:
        raise NotPossible(N_("Name who leads for them: they will read the name."), field="practitioner")
    if step.kind == StepKind.RIGHT:
        raise NotPossible(ANSWER_IT)
    tick_off(step=step, words=words, by=by)


def tick_off(*, step: NextStep, words: str = "", by: Viewer) -> None:
    """Say that a next step was done, of whatever kind: what stood for something else is done by doing that."""
    _end(step, Happened.STEP_KEPT, "kept_at", words, by)


@action
def name_young_lead(*, journey: Journey, practitioner: Practitioner, by: Viewer) -> None:
    """Name who leads for somebody under 18. The step is kept in their name, and the person reads it.

    It is somebody who can be reached about them: in the team or drawn in, here, and not refused.
    """
    steps = NextStep.objects.filter(OPEN_STEP, journey_id=journey.pk, kind=StepKind.YOUNG_LEAD)
    step = steps.order_by("due_on").first()
    if step is None:
        raise NotPossible(N_("Somebody has already been named."), field="practitioner")
    if practitioner.pk not in {one.practitioner.pk for one in queries.who_can_be_reached(journey, timezone.now())}:
        raise NotPossible(
            N_("%(called)s cannot lead for them now: they are away, not alongside, or were asked never to be."),
            field="practitioner",
            called=practitioner.called,
        )
    steps.filter(pk=step.pk).update(done_by=StepBy.PRACTITIONER, practitioner_id=practitioner.pk, team_id=None)
    _end(step, Happened.STEP_KEPT, "kept_at", practitioner.called, by)


@action
def put_step_aside(*, step: NextStep, words: str, by: Viewer) -> None:
    """Put a next step aside, with words why. Nobody's fault."""
    if not words.strip():
        raise NotPossible(N_("Say in a few words why this is put aside."), field="words")
    if step.kind == StepKind.RIGHT:
        raise NotPossible(ANSWER_IT)
    _end(step, Happened.STEP_MISSED, "put_aside_at", words, by)


def _end(step: NextStep, happened: Happened, column: str, words: str, by: Viewer) -> None:
    open_still = NextStep.objects.filter(OPEN_STEP, pk=step.pk)
    ended = open_still.update(**{column: timezone.now()}, ended_by=by.called, ended_words=words.strip())
    if not ended:
        raise NotPossible(N_("Somebody has already ticked this off."))
    record_event(
        kind=happened,
        person_id=step.person_id,
        journey_id=step.journey_id,
        about={"what": step.what, "words": words.strip()},
        from_id=step.pk,
        by=by,
    )
