"""A wheel as its page shows it: drawn, with the one before it as an outline, and in its table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design.rounds import Round, Slice, round_of
from livingwell.places.words import WheelSegment

from .. import rules
from ..models import WheelTurn

UNSAID = "–"


@dataclass(frozen=True)
class TurnRow:
    """One turn of the wheel in the list of those there were."""

    id: UUID
    on: date
    with_whom: str  # who was sitting beside them; nobody, by their own hand

    @classmethod
    def of(cls, turn: WheelTurn) -> "TurnRow":
        return cls(turn.pk, turn.on, turn.by_called if turn.together else "")


@dataclass(frozen=True)
class PartRow:
    """One part of the wheel in the table: the number, what it was before, and by how much it moved."""

    segment: str
    called: str
    value: int | None
    before: int | None
    moved: str


@dataclass(frozen=True)
class WheelPanel:
    """A turn of the wheel beside the one before it."""

    turn: TurnRow
    before: TurnRow | None
    drawn: Round
    rows: tuple[PartRow, ...]

    @classmethod
    def of(cls, turns: Sequence[WheelTurn]) -> "WheelPanel | None":
        if not turns:
            return None
        turn, before = turns[0], turns[1] if len(turns) > 1 else None
        ratings = turn.ratings.all()
        now = {one.segment: one.value for one in ratings}
        was = {one.segment: one.value for one in before.ratings.all()} if before else {}
        by = rules.moved(now, was)
        slices = [Slice(one.segment, _(one.called), one.value, was.get(one.segment)) for one in ratings]
        rows = tuple(
            PartRow(one.segment, _(one.called), one.value, was.get(one.segment), _said(by[one.segment]))
            for one in ratings
        )
        row = TurnRow.of(before) if before else None
        return cls(TurnRow.of(turn), row, round_of(slices, unsaid=UNSAID), rows)


def _said(moved: int | None) -> str:
    if moved is None:
        return ""
    if not moved:
        return _("the same")
    return _("%(n)s more") % {"n": moved} if moved > 0 else _("%(n)s less") % {"n": -moved}


def empty_wheel(segments: Sequence[WheelSegment], values: Mapping[str, int | None], before: WheelPanel | None) -> Round:
    """Return the wheel as it is being turned, with the last one as an outline."""
    was = {row.segment: row.value for row in before.rows} if before else {}
    slices = [Slice(one.slug, _(one.name), values.get(one.slug), was.get(one.slug)) for one in segments]
    return round_of(slices, unsaid=UNSAID)
