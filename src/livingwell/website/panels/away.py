"""Somebody's being away as their team reads it: what waits for them meanwhile, and who is there for whom they hold."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from livingwell.conversations import queries as conversations
from livingwell.conversations.models import Conversation
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding
from livingwell.journeys.panels import Step
from livingwell.places.models import Away


@dataclass(frozen=True)
class AwayLine:
    """Days away in a list: whose, until when, who covers, and who said so where a colleague did."""

    id: UUID
    called: str
    is_me: bool
    from_on: date
    until_on: date
    cover: str
    said_by: str
    said_at: datetime
    holds: int

    @classmethod
    def of(cls, away: Away, me: UUID) -> "AwayLine":
        return cls(
            id=away.pk,
            called=away.practitioner.called,
            is_me=away.practitioner_id == me,
            from_on=away.from_on,
            until_on=away.until_on,
            cover=away.cover.called if away.cover else "",
            said_by=away.said_by,
            said_at=away.made_at,
            holds=vars(away).get("holds", 0),
        )


@dataclass(frozen=True)
class Aways:
    """Who is away today; what a colleague said of me; and who goes soon, holding people, with nobody named to cover."""

    today: tuple[AwayLine, ...] = ()
    said_of_me: AwayLine | None = None
    soon: tuple[AwayLine, ...] = ()

    @classmethod
    def of(cls, aways: Iterable[Away], me: UUID, on: date) -> "Aways":
        """Make it of days away read with `holds` and `they_lead`. Whoever goes reads it, and whoever leads a team."""
        rows = [(away, AwayLine.of(away, me)) for away in aways]
        today = [line for _, line in rows if line.from_on <= on <= line.until_on]
        return cls(
            today=tuple(line for line in today if not line.is_me),
            said_of_me=next((line for line in today if line.is_me and line.said_by), None),
            soon=tuple(
                line
                for away, line in rows
                if line.from_on > on and not line.cover and line.holds and (line.is_me or vars(away)["they_lead"])
            ),
        )


@dataclass(frozen=True)
class AwayPage:
    """One's being away: what is due meanwhile, what was planned, and whom nobody covers for by name."""

    line: AwayLine
    is_now: bool
    may_name_cover: bool
    said_by_me: bool
    steps: tuple[Step, ...]
    conversations: tuple[Conversation, ...]
    uncovered: tuple[Holding, ...]


def away_page_of(away: Away, now: datetime, *, me: UUID) -> AwayPage:
    """Return it of days away that `places.queries.find_teammates_away` found, for `me`."""
    today = now.date()
    first = max(away.from_on, today)
    steps = journeys.due_with(away.practitioner_id, away.until_on)
    planned = conversations.planned_within(away.practitioner_id, first, away.until_on)
    return AwayPage(
        line=AwayLine.of(away, me),
        is_now=away.from_on <= today,
        may_name_cover=away.practitioner_id == me or vars(away)["they_lead"],
        said_by_me=away.said_by_id == me,
        steps=tuple(Step.of(step, today, person_called=step.person.called) for step in steps),
        conversations=tuple(planned),
        uncovered=tuple(journeys.held_without_cover(away)),
    )
