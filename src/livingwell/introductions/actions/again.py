"""The same form, sent again: whatever is new in it is kept, by the same rules as at first."""

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.naming import sending_again
from livingwell.access.words import Viewer
from livingwell.people.words import GivenBy

from .. import queries, rules
from ..models import Confidence
from ..queries import ReceiptFacts
from ..rules import Introducing
from .arriving import Arrival, add_way
from .promising import promise_a_lead, receipts_journey
from .receipts import ask_to_ring
from .typed import first_line, keep_what_is_new, lines_of_receipt


@action
def keep_again(*, receipt: ReceiptFacts, arrival: Arrival, by: Viewer) -> None:
    """Keep everything that a form says now and did not say before. `by` bears the receipt of its first sending."""
    had = lines_of_receipt(receipt)
    keep_what_is_new(receipt=receipt, said=arrival.said, by=by)
    confided = set(queries.confided())
    with sending_again(receipt.person_id):
        for way in arrival.said.ways:
            if way.value.strip() and first_line(way) not in had:
                add_way(arrival, way, given_by=_given_by(receipt, arrival))
        if receipt.by_introducer:
            _confide(receipt, arrival.said, confided)
        is_newly_young = _say_again(receipt, arrival.said)
    if is_newly_young:
        _promise_a_lead(arrival, by)
    if arrival.said.wants_a_ring and not receipt.wants_a_ring:
        ask_to_ring(receipt=receipt, due_on=arrival.pack.next_read(arrival.now).date(), pack=arrival.pack, by=by)


def is_another(receipt: ReceiptFacts, arrival: Arrival) -> bool:
    """Return whether a form sent again is for somebody else: a name that is not the first one, said differently."""
    return not rules.is_close(receipt.called, arrival.said.called)


def _given_by(receipt: ReceiptFacts, arrival: Arrival) -> GivenBy:
    """Return who gave a way. Sent from another of the three doors than at first, it is nobody's own word."""
    return arrival.given_by if receipt.by_introducer == arrival.by_introducer else GivenBy.SOMEBODY_ELSE


def _confide(receipt: ReceiptFacts, said: Introducing, confided: set[str]) -> None:
    """Keep in confidence what is new there. So is why they do not know yet: only whoever is careful reads it."""
    introducer = said.introducer or rules.Introducer("")
    why = introducer.why_not_agreed.strip()
    fresh = [introducer.in_confidence.strip()]
    if why and why != receipt.why_not_agreed:
        fresh.append(_("Why they do not know yet: %(why)s") % {"why": why})
    Confidence.objects.bulk_create(
        Confidence(introduction_id=receipt.introduction_id, person_id=receipt.person_id, words=words)
        for words in fresh
        if words and words not in confided
    )


def _say_again(receipt: ReceiptFacts, said: Introducing) -> bool:
    """Say on the introduction itself that they asked to be rung, and their age. Returns whether they are young now."""
    age = str(said.about.get("age_band") or "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select gate.say_again(%s, %s, %s, %s)",
            [receipt.introduction_id, said.wants_a_ring, age, said.is_under_18],
        )
        return bool(cursor.fetchone()[0])


def _promise_a_lead(arrival: Arrival, by: Viewer) -> None:
    stands = queries.journey_of_receipt()
    if stands and stands.is_open:
        due_on = arrival.pack.reach_by(arrival.now)
        promise_a_lead(journey=receipts_journey(stands), due_on=due_on, by=by)
