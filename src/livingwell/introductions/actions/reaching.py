"""Getting from a door to a conversation: trying to reach somebody, "not now", letting go, and coming back."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, Try
from livingwell.journeys.words import Ending, TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.words import Pack

from .. import rules
from ..models import Introduction
from ..words import State
from .reading import become


@action
def try_to_reach(
    *, introduction: Introduction, how: TriedBy, outcome: TryOutcome, at: datetime, words: str = "", by: Viewer
) -> Try:
    """Record one try. Once they are reached, the first conversation we promised is the next thing to happen."""
    journey = Journey.objects.get(pk=introduction.journey_id)
    if not journey.is_open:
        raise NotPossible(N_("This journey has ended. Welcome them back first; then say how you were in touch."))
    one = journeys.record_try(journey=journey, how=how, outcome=outcome, at=at, words=words, by=by)
    if outcome == TryOutcome.REACHED and State(introduction.state) != State.TALKED:
        become(introduction=introduction, state=State.REACHED, by=by)
    return one


@action
def say_not_now(*, introduction: Introduction, words: str, by: Viewer) -> None:
    """They said "not now": the journey ends in their words, and the door stays open."""
    journey = Journey.objects.get(pk=introduction.journey_id)
    journeys.end(journey=journey, ending=Ending.NOT_NOW, words=words, by=by)
    become(introduction=introduction, state=State.NOT_NOW, by=by)


@action
def let_go(*, introduction: Introduction, words: str, second_id: UUID | None, by: Viewer) -> None:
    """Let go of somebody not reached: with a reason, a second practitioner, and tries enough (promise 2)."""
    journey = Journey.objects.get(pk=introduction.journey_id)
    journeys.end(journey=journey, ending=Ending.NOT_REACHED, words=words, second_id=second_id, by=by)
    become(introduction=introduction, state=State.NOT_REACHED, by=by)


@action
def welcome_back(*, introduction: Introduction, pack: Pack, now: datetime, words: str = "", by: Viewer) -> Journey:
    """They have come back: one action, nothing asked again, the same people where that can be."""
    rules.check_can_become(State(introduction.state), State.READ)
    last = Journey.objects.select_related("team").get(pk=introduction.journey_id)
    journey = journeys.return_(last=last, pack=pack, now=now, words=words, by=by)
    one = become(introduction=introduction, state=State.READ, by=by)
    one.journey, one.reach_by = journey, pack.reach_by(now)
    one.read_at, one.read_by = timezone.now(), by.called
    one.save(update_fields=["journey", "reach_by", "read_at", "read_by"])
    return journey
