"""Saying an example: what is known of some people on a Tuesday, and the agenda that came out, as it is read."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from livingwell.huddles import panels, rules
from livingwell.huddles.rules import Fact
from livingwell.huddles.words import WHY

TUESDAY = date(2026, 11, 24)
QUIET_DAYS = 14


def days_ago(days: int) -> date:
    return TUESDAY - timedelta(days=days)


def in_days(days: int) -> date:
    return TUESDAY + timedelta(days=days)


def somebody(called: str, **known: object) -> Fact:
    """Return somebody the team has thought about before and spoke with yesterday, unless said otherwise."""
    usual = Fact(
        journey_id=UUID(bytes=called.encode().ljust(16, b"-")[:16]),
        called=called,
        opened_on=days_ago(30),
        first_conversation_on=days_ago(20),
        last_spoken_on=days_ago(1),
        brought_before=True,
    )
    return replace(usual, **known)  # type: ignore[arg-type] -- a made-up fact fills every field by name


def agenda(*people: Fact, on: date = TUESDAY) -> list[str]:
    """Return the agenda as it is read: "New at the door: Ama (came herself, yesterday)"."""
    rows = rules.agenda(people, on, quiet_days=QUIET_DAYS)
    return [f"{WHY[row.whys[0]]}: {row.called} ({panels.in_words(row.said, on)})" for row in rows]
