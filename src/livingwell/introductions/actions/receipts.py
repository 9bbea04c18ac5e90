"""What the bearer of a receipt may do: add to it, ask to be rung, ask to take it back. None of it ends a journey."""

from datetime import date

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..models import Introduction, Passage
from ..words import Said


@action
def add_words(*, introduction: Introduction, words: str, by_introducer: bool, by: Viewer) -> Passage:
    """Add to what was said. Always possible."""
    if not words.strip():
        raise NotPossible(N_("Write a few words first."), field="words")
    passage = _add(introduction, Said.ADDED, words, by_introducer)
    _happened(introduction, Happened.ADDED_TO, passage, by)
    return passage


@action
def ask_to_ring(*, introduction: Introduction, due_on: date, by_introducer: bool, by: Viewer) -> Passage:
    """Ask to be rung: a next step for the day the door is next read."""
    passage = _add(introduction, Said.PLEASE_RING, "Please ring me.", by_introducer)
    _step(introduction, "Ring them as soon as the door is read: they asked to be rung", due_on, StepKind.REACH, by)
    _happened(introduction, Happened.ADDED_TO, passage, by)
    return passage


@action
def ask_to_withdraw(
    *, introduction: Introduction, words: str, due_on: date, by_introducer: bool, by: Viewer
) -> Passage:
    """Ask to take an introduction back: somebody checks with the person. It never ends a journey by itself."""
    passage = _add(introduction, Said.WITHDRAW, words.strip() or "No more said.", by_introducer)
    _step(
        introduction,
        "Check with the person what they would like: whoever introduced them asked to take it back"
        if by_introducer
        else "Check with them what they would like: they asked to take this back",
        due_on,
        StepKind.CHECK_WITH_PERSON,
        by,
    )
    _happened(introduction, Happened.ASKED_TO_WITHDRAW, passage, by)
    return passage


def _add(introduction: Introduction, said: Said, words: str, by_introducer: bool) -> Passage:
    return Passage.objects.create(
        introduction=introduction,
        person_id=introduction.person_id,
        said=said,
        words=words.strip(),
        by_introducer=by_introducer,
    )


def _step(introduction: Introduction, what: str, due_on: date, kind: StepKind, by: Viewer) -> None:
    journeys.make_step(
        journey=Journey(pk=introduction.journey_id, person_id=introduction.person_id),
        what=what,
        doer=Doer(StepBy.TEAM, team_id=introduction.team_id),
        due_on=due_on,
        kind=kind,
        from_id=introduction.pk,
        by=by,
    )


def _happened(introduction: Introduction, kind: Happened, passage: Passage, by: Viewer) -> None:
    journeys.record_event(
        kind=kind, person_id=introduction.person_id, journey_id=introduction.journey_id, from_id=passage.pk, by=by
    )
