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

from ..models import Introduction
from ..words import State
from .reading import at_the_door_again, become, mark_read, read_until


@action
def try_to_reach(
    *, introduction: Introduction, how: TriedBy, outcome: TryOutcome, at: datetime, words: str = "", by: Viewer
) -> Try:
    """Record one try; whoever tries has read what was said. Once reached, the first conversation promised is next."""
    introduction = at_the_door_again(introduction=introduction, by=by)
    journey = introduction.journey
    if not journey.is_open:
        raise NotPossible(N_("This journey has ended. Welcome them back first; then say how you were in touch."))
    one = journeys.record_try(journey=journey, how=how, outcome=outcome, at=at, words=words, by=by)
    introduction = read_until(introduction=introduction, at=at, by=by)
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
    one = at_the_door_again(introduction=introduction, by=by)
    if one.journey_id != introduction.journey_id:  # they had come back already, by their receipt or their own page
        return mark_read(one, at=timezone.now(), by=by).journey
    last = Journey.objects.select_related("team").get(pk=introduction.journey_id)
    journey = journeys.return_(last=last, pack=pack, now=now, words=words, by=by)
    one = at_the_door_again(introduction=one, by=by)
    mark_read(one, at=timezone.now(), by=by)
    return journey
