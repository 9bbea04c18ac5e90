"""What happens now: each line of the three columns is a next step."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, NextStep
from livingwell.journeys.rules import Doer, check_due
from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..models import Conversation
from ..words import TAKEN_OUT, State

CLOSED = N_("This was read back together. What comes after it is a new next step, on the person’s own page.")


@action
def agree(*, conversation: Conversation, done_by: StepBy, what: str, due_on: date, today: date, by: Viewer) -> NextStep:
    """Make a next step from a line. The same line twice is one step: a double tap, a retry on a bad line."""
    one = _open_for_writing(conversation)
    check_due(due_on, today, one.journey.site.horizon_days)
    lines = NextStep.objects.filter(OPEN_STEP, from_id=one.pk, kind=StepKind.PLAIN, done_by=done_by)
    same = next((step for step in lines if step.what == what.strip()), None)
    if same is not None:
        return same
    return journeys.make_step(
        journey=one.journey,
        what=what,
        doer=Doer(done_by) if done_by == StepBy.PERSON else Doer(done_by, practitioner_id=by.ref),
        due_on=due_on,
        from_id=one.pk,
        by=by,
    )


@action
def take_out(*, conversation: Conversation, step_id: UUID, by: Viewer) -> None:
    """Take a line out again before it is read back: the step is put aside, and kept."""
    one = _open_for_writing(conversation)
    step = NextStep.objects.filter(OPEN_STEP, pk=step_id, from_id=one.pk, kind=StepKind.PLAIN).first()
    if step is not None:
        journeys.put_step_aside(step=step, words=_(TAKEN_OUT), by=by)


def _open_for_writing(conversation: Conversation) -> Conversation:
    one = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("journey__site", "journey__person")
        .get(pk=conversation.pk)
    )
    if State(one.state) != State.BEGUN:
        raise NotPossible(CLOSED)
    if not one.journey.is_open:
        raise NotPossible(N_("This journey has ended. Coming back opens a new one."))
    return one
