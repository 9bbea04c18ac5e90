"""How an introduction gets on: somebody reads it, is in touch, talks with them; and is at the door again."""

from datetime import datetime

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Journey
from livingwell.journeys.words import Happened, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import Introduction
from ..words import State


@action
def read(*, introduction: Introduction, by: Viewer) -> Introduction:
    """Say that a person, by name, has read an introduction; or has read what was added since.

    Somebody who came back meanwhile is at the door again: their open journey takes over.
    """
    one = at_the_door_again(introduction=introduction, by=by)
    is_new = State(one.state) == State.RECEIVED or one.journey_id != introduction.journey_id
    if not is_new and not queries.added_since_read(one):
        raise NotPossible(N_("%(called)s has already read this."), called=one.read_by or N_("Somebody"))
    return mark_read(one, at=timezone.now(), by=by)


@action
def read_until(*, introduction: Introduction, at: datetime, by: Viewer) -> Introduction:
    """Say that somebody has read what was said until `at`: by pressing so, by trying to be in touch, by talking.

    What was said after it still waits to be read. Where nothing was unread, this says nothing new.
    """
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    at = max(at, one.received_at)
    if one.read_at is not None and (at <= one.read_at or not queries.added_since_read(one)):
        return one
    return mark_read(one, at=at, by=by)


def mark_read(one: Introduction, *, at: datetime, by: Viewer) -> Introduction:
    """Write that `one` was read at `at`, by whom, and keep it in the stream."""
    one.state = State.READ if State(one.state) == State.RECEIVED else one.state
    one.read_at, one.read_by = at, by.called
    one.save(update_fields=["state", "read_at", "read_by"])
    journeys.record_event(kind=Happened.READ, person_id=one.person_id, journey_id=one.journey_id, from_id=one.pk, by=by)
    return one


@action
def at_the_door_again(*, introduction: Introduction, by: Viewer) -> Introduction:
    """Let the open journey of somebody who came back take over from the one that ended, whatever that came to.

    The promise that stands is then to be in touch by the day of the step that welcomes them.
    """
    one = Introduction.objects.select_for_update(of=("self",)).select_related("journey").get(pk=introduction.pk)
    if one.journey.is_open:
        return one
    came_back = Journey.objects.filter(person_id=one.person_id, ended_at__isnull=True).first()
    if came_back is None:
        return one
    steps = [step for step in journey_queries.open_steps([came_back.pk]) if step.kind == StepKind.REACH]
    one.state, one.journey = State.READ, came_back
    one.reach_by = steps[0].due_on if steps else timezone.localdate()
    one.save(update_fields=["state", "journey", "reach_by"])
    return one


@action
def talked(*, introduction: Introduction, at: datetime, by: Viewer) -> Introduction:
    """Say that a conversation was had, at `at`: whoever talked has read what was said at the door before it."""
    one = become(introduction=introduction, state=State.TALKED, by=by)
    return read_until(introduction=one, at=at, by=by)


@action
def become(*, introduction: Introduction, state: State, by: Viewer) -> Introduction:
    """Move an introduction to where it has got to; staying where it is says nothing new."""
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if State(one.state) == state:
        return one
    rules.check_can_become(State(one.state), state)
    one.state = state
    one.save(update_fields=["state"])
    return one
