"""What the bearer of a receipt may do: add to it, ask to be rung, ask to take it back. None of it ends a journey.

Each runs with the receipt named to the database: it reads its own introduction and nothing else of anybody.
"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.naming import coming_back
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.words import Pack

from .. import queries
from ..models import Passage
from ..queries import ReceiptFacts, ReceiptsJourney
from ..words import Said
from .promising import in_time, please_ring, promise_a_ring, receipts_journey
from .turns import take_turn


@action
def add_words(*, receipt: ReceiptFacts, words: str, by: Viewer) -> Passage:
    """Add to what was said. Always possible; it waits at the top of the team's list until somebody has read it."""
    if not words.strip():
        raise NotPossible(N_("Write a few words first."), field="words")
    passage = _add(receipt, Said.ADDED, words)
    _happened(passage, Happened.ADDED_TO, by)
    return passage


@action
def ask_to_ring(
    *,
    receipt: ReceiptFacts,
    due_on: date,
    number: str = "",
    no_number: bool = False,
    pack: Pack | None = None,
    by: Viewer,
) -> Passage | None:
    """Ask to be rung: a next step for the day the door is next read. While it is open, asking again is the same ask.

    Somebody who had stepped out comes back by it (`pack` then says what is promised). Nobody else can bring them back.
    Whoever introduced them adds words each time, so that their receipt never tells what became of the step.
    """
    take_turn(receipt.introduction_id)
    is_same = queries.ask_stands(Said.PLEASE_RING)
    if is_same and not number and not receipt.by_introducer:
        return None
    passage = _add(receipt, Said.PLEASE_RING, _asked(number, no_number=no_number))
    _happened(passage, Happened.ADDED_TO, by)
    if is_same:
        return passage
    introducer = receipt.introducer_called if receipt.by_introducer else ""
    what = _in_touch() if no_number else please_ring(introducer, number)
    stands = queries.journey_of_receipt()
    if stands and stands.is_open:
        promise_a_ring(
            journey=receipts_journey(stands),
            what=what,
            introducer=introducer,
            due_on=due_on,
            from_id=passage.pk,
            by=by,
        )
    elif stands and pack and not receipt.by_introducer and not stands.has_died:
        _come_back(stands, due_on=due_on, pack=pack, from_id=passage.pk, by=by)
    return passage


@action
def ask_to_withdraw(*, receipt: ReceiptFacts, words: str, due_on: date, by: Viewer) -> Passage | None:
    """Ask to take an introduction back: somebody checks with the person. It never ends a journey by itself."""
    take_turn(receipt.introduction_id)
    is_same = queries.ask_stands(Said.WITHDRAW)
    if is_same and not words.strip() and not receipt.by_introducer:
        return None
    passage = _add(receipt, Said.WITHDRAW, words.strip() or _("No more said."))
    _happened(passage, Happened.ASKED_TO_WITHDRAW, by)
    stands = queries.journey_of_receipt()
    if stands and stands.is_open and not is_same:
        _check_with_them(receipt, stands, due_on=due_on, from_id=passage.pk, by=by)
    return passage


def _asked(number: str, *, no_number: bool) -> str:
    if no_number:
        return _("Please be in touch the way I said: I have no number to be rung on.")
    return _("Please ring me on %(number)s.") % {"number": number} if number else _("Please ring me.")


def _in_touch() -> str:
    return _("Be in touch with them as soon as the door is read, the way they said: they asked")


def _check_with_them(
    receipt: ReceiptFacts, stands: ReceiptsJourney, *, due_on: date, from_id: UUID, by: Viewer
) -> None:
    journey = receipts_journey(stands)
    journeys.make_step(
        journey=journey,
        what=_("Check with the person what they would like: whoever introduced them asked to take it back")
        if receipt.by_introducer
        else _("Check with them what they would like: they asked to take this back"),
        doer=Doer(StepBy.TEAM, team_id=stands.team_id),
        due_on=in_time(journey, due_on),
        kind=StepKind.CHECK_WITH_PERSON,
        from_id=from_id,
        by=by,
    )


def _come_back(stands: ReceiptsJourney, *, due_on: date, pack: Pack, from_id: UUID, by: Viewer) -> None:
    """Open the way back: adding, and reading nothing."""
    last = receipts_journey(stands)
    with coming_back(stands.person_id):
        journey = journeys.open_journey(
            person_id=stands.person_id,
            team=last.team,
            reach_by=due_on,
            first_conversation_days=pack.rhythm.first_conversation_days,
            what=_("Welcome them back: they asked to be rung"),
            returns_to=last,
            from_id=from_id,
            by=by,
        )
        journeys.record_event(
            kind=Happened.RETURNED,
            person_id=stands.person_id,
            journey_id=journey.pk,
            about={"holder": last.team.name},
            by=by,
        )


def _add(receipt: ReceiptFacts, said: Said, words: str) -> Passage:
    return Passage.objects.create(
        introduction_id=receipt.introduction_id,
        person_id=receipt.person_id,
        said=said,
        words=words.strip(),
        by_introducer=receipt.by_introducer,
    )


def _happened(passage: Passage, kind: Happened, by: Viewer) -> None:
    stands = queries.journey_of_receipt()
    journeys.record_event(
        kind=kind,
        person_id=passage.person_id,
        journey_id=stands.journey_id if stands else None,
        from_id=passage.pk,
        by=by,
    )
