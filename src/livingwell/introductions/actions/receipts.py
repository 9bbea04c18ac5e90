"""What the bearer of a receipt may do: add to it, ask to be rung, ask to take it back. None of it ends a journey.

Each runs with the receipt named to the database: it reads its own introduction and nothing else of anybody.
"""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.naming import coming_back
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer, latest_due
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.models import Team
from livingwell.places.words import Pack

from .. import queries
from ..models import Introduction, Passage
from ..queries import ReceiptsJourney
from ..words import Said
from .introducing import please_ring


@action
def add_words(*, introduction: Introduction, words: str, by_introducer: bool, by: Viewer) -> Passage:
    """Add to what was said. Always possible; it waits at the top of the team's list until somebody has read it."""
    if not words.strip():
        raise NotPossible(N_("Write a few words first."), field="words")
    passage = _add(introduction, Said.ADDED, words=words, by_introducer=by_introducer)
    _happened(introduction, Happened.ADDED_TO, passage=passage, by=by)
    return passage


@action
def ask_to_ring(
    *, introduction: Introduction, due_on: date, by_introducer: bool, pack: Pack | None = None, by: Viewer
) -> Passage:
    """Ask to be rung: a next step for the day the door is next read. Asking again before it is read makes no second.

    Somebody who had stepped out comes back by it (`pack` then says what is promised). Nobody else can bring them back.
    """
    asked = queries.asked_since_read(introduction, Said.PLEASE_RING)
    if asked is not None:
        return asked
    passage = _add(introduction, Said.PLEASE_RING, words=_("Please ring me."), by_introducer=by_introducer)
    stands = queries.journey_of_receipt()
    if stands and stands.is_open:
        what = please_ring(introduction.introducer_called if by_introducer else "")
        _step(introduction, stands, what=what, due_on=due_on, kind=StepKind.REACH, by=by)
    elif stands and pack and not by_introducer and not stands.has_died:
        _come_back(stands, due_on=due_on, pack=pack, by=by)
    _happened(introduction, Happened.ADDED_TO, passage=passage, by=by)
    return passage


@action
def ask_to_withdraw(
    *, introduction: Introduction, words: str, due_on: date, by_introducer: bool, by: Viewer
) -> Passage:
    """Ask to take an introduction back: somebody checks with the person. It never ends a journey by itself."""
    asked = queries.asked_since_read(introduction, Said.WITHDRAW)
    if asked is not None and not words.strip():
        return asked
    passage = _add(introduction, Said.WITHDRAW, words=words.strip() or _("No more said."), by_introducer=by_introducer)
    stands = queries.journey_of_receipt()
    if stands and stands.is_open and asked is None:
        what = (
            _("Check with the person what they would like: whoever introduced them asked to take it back")
            if by_introducer
            else _("Check with them what they would like: they asked to take this back")
        )
        _step(introduction, stands, what=what, due_on=due_on, kind=StepKind.CHECK_WITH_PERSON, by=by)
    _happened(introduction, Happened.ASKED_TO_WITHDRAW, passage=passage, by=by)
    return passage


def _come_back(stands: ReceiptsJourney, *, due_on: date, pack: Pack, by: Viewer) -> None:
    """Open the way back: adding, and reading nothing."""
    team = Team.objects.get(pk=stands.team_id)
    last = Journey(pk=stands.journey_id, person_id=stands.person_id, team_id=team.pk)
    with coming_back(stands.person_id):
        journey = journeys.open_journey(
            person_id=stands.person_id,
            team=team,
            reach_by=due_on,
            first_conversation_days=pack.rhythm.first_conversation_days,
            what=_("Welcome them back: they asked to be rung"),
            returns_to=last,
            by=by,
        )
        journeys.record_event(
            kind=Happened.RETURNED,
            person_id=stands.person_id,
            journey_id=journey.pk,
            about={"holder": team.name},
            by=by,
        )


def _add(introduction: Introduction, said: Said, *, words: str, by_introducer: bool) -> Passage:
    return Passage.objects.create(
        introduction=introduction,
        person_id=introduction.person_id,
        said=said,
        words=words.strip(),
        by_introducer=by_introducer,
    )


def _step(
    introduction: Introduction, stands: ReceiptsJourney, *, what: str, due_on: date, kind: StepKind, by: Viewer
) -> None:
    # Made from what the receipt knows: its bearer reads no journey.
    journey = Journey(pk=stands.journey_id, person_id=stands.person_id, site=introduction.site)
    journeys.make_step(
        journey=journey,
        what=what,
        doer=Doer(StepBy.TEAM, team_id=stands.team_id),
        due_on=min(due_on, latest_due(timezone.localdate(), introduction.site.horizon_days)),
        kind=kind,
        from_id=introduction.pk,
        by=by,
    )


def _happened(introduction: Introduction, kind: Happened, *, passage: Passage, by: Viewer) -> None:
    journeys.record_event(
        kind=kind,
        person_id=introduction.person_id,
        journey_id=introduction.journey_id,
        from_id=passage.pk,
        by=by,
    )
