"""What somebody asked by right, as they read it and as a team does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.places.words import Nation
from livingwell.rights import rules
from livingwell.rights.models import Asked, Withheld
from livingwell.rights.words import GROUNDS, OUTCOMES, RIGHTS, Ground, Outcome, Right


@dataclass(frozen=True)
class AskedRow:
    """One thing asked: what, in which words, by whom, until when, and what became of it."""

    id: UUID
    person_id: UUID
    called: str
    what: str
    words: str
    by: str
    asked_at: datetime
    due_on: date
    is_open: bool
    is_late: bool
    team: str
    outcome: str
    answer: str
    answered_by: str
    answered_at: datetime | None
    right: Right
    whom: str  # called, of whoever somebody does not want

    @classmethod
    def of(cls, one: Asked, today: date, *, called: str = "") -> "AskedRow":
        right = Right(one.right)
        return cls(
            id=one.pk,
            person_id=one.person_id,
            called=called,
            what=_(RIGHTS[right].called),
            words=one.words,
            by=one.by_called,
            asked_at=one.asked_at,
            due_on=one.due_on,
            is_open=one.is_open,
            is_late=one.is_open and one.due_on < today,
            team=one.team.name,
            outcome=_(OUTCOMES[Outcome(one.outcome)]) if one.outcome else "",
            answer=one.answer,
            answered_by=one.answered_by,
            answered_at=one.answered_at,
            right=right,
            whom=one.whom.called if one.whom else "",
        )


@dataclass(frozen=True)
class MayAsk:
    """Something that may be asked for, as a card."""

    slug: str
    called: str
    about: str


def may_ask() -> tuple[MayAsk, ...]:
    """Return what anybody may ask for, in the order of the words."""
    return tuple(
        MayAsk(right.slug, _(rule.called), _(rule.about)) for right, rule in RIGHTS.items() if rule.asked_by_them
    )


@dataclass(frozen=True)
class HeldBackRow:
    """One thing held back, as those who decide about it read it."""

    id: UUID
    row_id: UUID
    ground: str
    words: str
    by: str
    by_id: UUID
    second: str

    @classmethod
    def of(cls, one: Withheld) -> "HeldBackRow":
        return cls(
            one.pk, one.row_id, _(GROUNDS[Ground(one.ground)]), one.words, one.by_called, one.by_id, one.second_called
        )


def rows_of(asked: Iterable[Asked], today: date) -> tuple[AskedRow, ...]:
    return tuple(AskedRow.of(one, today) for one in asked)


@dataclass(frozen=True)
class Keeping:
    """Until when what is kept of somebody is kept, with the nation's own rule."""

    on: date
    why: str
    source: str

    @classmethod
    def of(cls, nation: Nation, *, last_on: date, died_on: date | None) -> "Keeping":
        until = rules.kept_until(nation.retention, last_on=last_on, died_on=died_on)
        years = nation.retention.years_after_death if died_on else nation.retention.years_after_last
        return cls(until.on, _(until.why) % {"years": years}, nation.retention.source)
