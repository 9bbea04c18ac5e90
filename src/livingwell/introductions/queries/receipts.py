"""What a receipt's link opens, and what the database shows its bearer."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Model

from livingwell.lib import keys

from ..models import Confidence, Introduction
from ..words import Said


@dataclass(frozen=True)
class FoundReceipt:
    """Which introduction a link opens, and whether an introducer bears it."""

    introduction_id: UUID
    by_introducer: bool


@dataclass(frozen=True)
class ReceiptFacts:
    """All that a receipt shows of its introduction. To an introducer `reach_by` is the first promise, unchanging."""

    introduction_id: UUID
    person_id: UUID
    by_introducer: bool
    called: str
    received_at: datetime
    reach_by: date
    wants_a_ring: bool
    is_under_18: bool
    introducer_called: str
    introducer_is: str
    introducer_organisation: str
    introducer_contact: str
    they_agreed: bool | None
    why_not_agreed: str
    tell_back: str
    told_reached_on: date | None
    told_going_on: bool | None
    read_by: str
    young_lead: str


@dataclass(frozen=True)
class ReceiptsJourney:
    """Where the person of a receipt has got to: for its actions, and shown on no page."""

    journey_id: UUID
    person_id: UUID
    team_id: UUID
    is_open: bool
    has_died: bool


def find_receipt(link: str) -> FoundReceipt | None:
    """Return what a link opens, or None: a wrong one and one that is over are the same, and take as long."""
    row = _ask("select * from gate.find_receipt(%s)", keys.link_digest(link))
    return FoundReceipt(*row) if row else None


def words_of_receipt(introduction_id: UUID) -> str:
    """Return three words that only a receipt and the team can show: by them somebody who rings is known to be us.

    Only for somebody's own receipt. With them whoever introduced another could pass for the team.
    """
    made = keys.made_from(settings.VIEWER_KEY, "receipt words", introduction_id)
    return " ".join(keys.WORDS[byte % len(keys.WORDS)] for byte in made[:3])


def receipt_borne() -> ReceiptFacts | None:
    """Return what the receipt that is named to the database shows, or None when it is over."""
    row = _ask("select * from gate.receipt()")
    return _opened(ReceiptFacts(*row)) if row else None


def _opened(facts: ReceiptFacts) -> ReceiptFacts:
    """Open what the database handed over sealed."""
    sealed = ("introducer_contact", "why_not_agreed")
    return replace(facts, **{one: _field(Introduction, one).opened(getattr(facts, one)) for one in sealed})


def _field(model: type[Model], name: str) -> Any:
    return model._meta.get_field(name)


def confided() -> list[str]:
    """Return what the bearer of an introducer's receipt typed in confidence, as they typed it."""
    with connection.cursor() as cursor:
        cursor.execute("select words from gate.confided()")
        return [_field(Confidence, "words").opened(words) for (words,) in cursor.fetchall()]


def ask_stands(said: Said) -> bool:
    """Return whether what the bearer asked for before is still to be done, so that asking again is the same ask."""
    return bool(_ask("select gate.ask_stands(%s)", said)[0])


def journey_of_receipt() -> ReceiptsJourney | None:
    """Return the open journey of the person whose receipt is named to the database, or the one that ended last."""
    row = _ask("select * from gate.journey_of_receipt()")
    return ReceiptsJourney(*row) if row else None


def _ask(question: str, *values: str | bytes) -> tuple:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()
