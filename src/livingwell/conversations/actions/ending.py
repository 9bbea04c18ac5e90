"""How a conversation ends: read back together, missed, or put off. Nobody is left without something to happen next."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind

from .. import queries, rules
from ..models import Conversation, Note
from ..words import STATES, State
from .planning import steps_that_stand_for
from .reminding import drop_reminder


@dataclass(frozen=True)
class TryNext:
    """What will be tried next, and by when."""

    what: str
    due_on: date


@action
def finish(*, conversation: Conversation, read: str, by: Viewer) -> Conversation:
    """Finish a conversation that was read back together. `read` is the mark of what was read (rules.reading_mark).

    Finishing twice is finishing once: one time, one event.
    """
    note = Note.objects.select_for_update().get(conversation_id=conversation.pk)
    one = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("journey__person", "practitioner")
        .get(pk=conversation.pk)
    )
    if State(one.state) == State.HELD:
        return one
    rules.check_can_become(State(one.state), State.HELD)
    steps = list(NextStep.objects.filter(OPEN_STEP, journey_id=one.journey_id))
    kept = [step for step in steps if rules.is_kept_by_talking(StepKind(step.kind), from_this=step.from_id == one.pk)]
    staying = [step for step in steps if step not in kept]
    rules.check_may_finish([StepBy(step.done_by) for step in staying], has_ended=not one.journey.is_open)
    rules.check_read_back(read, rules.reading_mark(note.revision, [step.pk for step in queries.made_in(one, steps)]))
    now = timezone.now()
    one.state, one.held_at = State.HELD, now
    one.save(update_fields=["state", "held_at"])
    Note.objects.filter(pk=note.pk).update(read_back_at=now)
    journeys.spoke(journey=one.journey, at=one.spoken_at or now, by=by)
    for step in kept:
        journeys.keep_step(step=step, by=by)
    _tell_the_introductions(one, by)
    _happened(one, Happened.CONVERSATION_HELD, by, first=one.is_first, how=str(one.how))
    return one


@action
def miss(*, conversation: Conversation, next_: TryNext, words: str = "", by: Viewer) -> Conversation:
    """Keep that two people missed each other, without blame, and what will be tried next."""
    return _not_had(conversation, State.MISSED, next_, words, by)


@action
def call_off(*, conversation: Conversation, next_: TryNext, words: str = "", by: Viewer) -> Conversation:
    """Keep that a conversation was put off, and what will be tried next."""
    return _not_had(conversation, State.CALLED_OFF, next_, words, by)


def _not_had(conversation: Conversation, state: State, next_: TryNext, words: str, by: Viewer) -> Conversation:
    one = (
        Conversation.objects.select_for_update(of=("self",))
        .select_related("journey__person", "practitioner")
        .get(pk=conversation.pk)
    )
    if State(one.state) == state:
        return one
    rules.check_can_become(State(one.state), state)
    journeys.make_step(
        journey=one.journey,
        what=next_.what,
        doer=Doer(StepBy.PRACTITIONER, practitioner_id=one.practitioner_id),
        due_on=next_.due_on,
        from_id=one.pk,
        by=by,
    )
    drop_reminder(conversation=one, words=_(STATES[state]), by=by)
    one.state, one.ended_words = state, words.strip()
    one.save(update_fields=["state", "ended_words"])
    for step in steps_that_stand_for(one):
        journeys.put_step_aside(step=step, words=_(STATES[state]), by=by)
    _happened(one, Happened.MISSED, by, words=words.strip(), put_off=state == State.CALLED_OFF)
    return one


def _tell_the_introductions(conversation: Conversation, by: Viewer) -> None:
    for introduction in Introduction.objects.filter(journey_id=conversation.journey_id):
        introductions.talked(introduction=introduction, at=conversation.spoken_at or timezone.now(), by=by)


def _happened(conversation: Conversation, kind: Happened, by: Viewer, **about: object) -> None:
    journeys.record_event(
        kind=kind,
        person_id=conversation.person_id,
        journey_id=conversation.journey_id,
        about={"with": conversation.practitioner.called, **about},
        from_id=conversation.pk,
        by=by,
    )
