"""What is missing in a team's check-ins, each with the easiest next way to ask."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.measures import queries, rules
from livingwell.measures.queries import Missing
from livingwell.measures.rules import Easiest
from livingwell.people.models import WayToReach

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class MissingRow:
    """Somebody with no check-in answered yet, what was asked, and the easiest next way."""

    person_id: UUID
    called: str
    asked_at: datetime | None
    easiest: str


def missing_rows(missing: Sequence[Missing], now: datetime) -> tuple[MissingRow, ...]:
    """Return rows of a list. Two queries, however many people."""
    keys = [one.journey.person_id for one in missing]
    ways, meets = queries.ways_of(keys), queries.meets_next(keys, now, now + AHEAD)
    return tuple(
        MissingRow(
            one.journey.person_id,
            one.journey.person.called,
            one.waits.asked_at if one.waits else None,
            _easiest(ways[one.journey.person_id], meets.get(one.journey.person_id), now),
        )
        for one in missing
    )


def _easiest(ways: Sequence[WayToReach], meets_at: datetime | None, now: datetime) -> str:
    safe = {way.channel for way in ways if way.may_message}
    calls = any(way.channel == "call" for way in ways)
    match rules.easiest(meets_at=meets_at, safe=safe, can_be_rung=calls):
        case Easiest.WHEN_WE_MEET if meets_at is not None:
            return _("Side by side, when you meet %(when)s") % {"when": dates.day(meets_at, today=now.date())}
        case Easiest.LINK:
            return _("A link: there is a safe way to send it")
        case Easiest.PHONE:
            return _("By phone, read aloud")
        case Easiest.POST:
            return _("By post, with an envelope to send it back")
    return _("Side by side, the next time you meet")
