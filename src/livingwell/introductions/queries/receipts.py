"""What a receipt's link opens."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db import connection

from livingwell.lib import keys

from ..models import Introduction


@dataclass(frozen=True)
class FoundReceipt:
    """Which introduction a link opens, and whether an introducer bears it."""

    introduction_id: UUID
    by_introducer: bool


@dataclass(frozen=True)
class ReceiptsJourney:
    """Where the person of a receipt has got to: for its actions, and shown on no page."""

    journey_id: UUID
    person_id: UUID
    team_id: UUID
    is_open: bool
    has_died: bool


def find_receipt(link: str) -> FoundReceipt | None:
    """Return what a link opens, or None: a wrong one and one that has run out are the same, and take as long."""
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.find_receipt(%s)", [keys.link_digest(link)])
        row = cursor.fetchone()
    return FoundReceipt(*row) if row else None


def words_of_receipt(introduction_id: UUID) -> str:
    """Return three words that only a receipt and the team can show: by them somebody who rings is known to be us.

    Only for somebody's own receipt. With them whoever introduced another could pass for the team.
    """
    made = keys.made_from(settings.VIEWER_KEY, "receipt words", introduction_id)
    return " ".join(keys.WORDS[byte % len(keys.WORDS)] for byte in made[:3])


def introduction_of_receipt(introduction_id: UUID) -> Introduction:
    """Return the introduction that the named receipt shows."""
    return Introduction.objects.get(pk=introduction_id)


def journey_of_receipt() -> ReceiptsJourney | None:
    """Return the open journey of the person whose receipt is named to the database, or the one that ended last."""
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.journey_of_receipt()")
        row = cursor.fetchone()
    return ReceiptsJourney(*row) if row else None
