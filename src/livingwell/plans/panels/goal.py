"""Aspirations and goals as their pages show them: in their words, with their ladder and its table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design.dates import plain_date
from livingwell.design.rounds import Ladder, ladder_of

from .. import rules
from ..models import Aspiration, Goal, GoalRating
from ..rules import Scored
from ..words import GOAL_ENDS, RATED_BY, Change, GoalEnd, RatedBy


@dataclass(frozen=True)
class RatingRow:
    """One rating in the table under a ladder."""

    on: date
    value: int
    how: str
    by: str
    words: str

    @classmethod
    def of(cls, one: GoalRating) -> "RatingRow":
        return cls(one.on, one.value, _(RATED_BY[RatedBy(one.how)]), one.by_called, one.words)


@dataclass(frozen=True)
class GoalPanel:
    """A goal, how near it is, and what became of it."""

    id: UUID
    words: str
    know: str
    made_on: date
    with_whom: str
    ladder: Ladder | None
    ratings: tuple[RatingRow, ...]
    moved: str
    slot: int | None
    ended: str
    ended_on: date | None
    was: str  # in the words of the goal that it replaced
    was_id: UUID | None
    became_id: UUID | None = None

    @property
    def is_open(self) -> bool:
        return not self.ended

    @property
    def latest(self) -> int | None:
        return self.ratings[-1].value if self.ratings else None

    @classmethod
    def of(cls, goal: Goal, journey_id: UUID, *, became_id: UUID | None = None) -> "GoalPanel":
        ratings = tuple(RatingRow.of(one) for one in goal.ratings.all())
        pair = rules.paired(Scored(one.on, one.value) for one in goal.ratings.all())
        return cls(
            id=goal.pk,
            words=goal.words,
            know=goal.know,
            made_on=goal.made_at.date(),
            with_whom=goal.by_called if goal.together else "",
            ladder=ladder_of([(plain_date(one.on), one.value) for one in ratings]) if ratings else None,
            ratings=ratings,
            moved=_said(pair.by) if pair else "",
            slot=next((one.slot for one in goal.marked.all() if one.journey_id == journey_id), None),
            ended=_(GOAL_ENDS[GoalEnd(goal.ended_how)]) if goal.ended_how else "",
            ended_on=goal.ended_at.date() if goal.ended_at else None,
            was=goal.replaces.words if goal.replaces else "",
            was_id=goal.replaces_id,
            became_id=became_id,
        )


def _said(by: int) -> str:
    """Return how far up the ladder somebody is since the first rating. Down is said as plainly, and no louder."""
    if by > 0:
        return _("%(n)s up since the beginning") % {"n": by}
    return _("%(n)s down since the beginning") % {"n": -by} if by else _("Where it was at the beginning")


@dataclass(frozen=True)
class AspirationPanel:
    """What somebody wants to be different, and the goals made of it."""

    id: UUID
    words: str
    called: str
    with_whom: str
    made_on: date
    goals: tuple[GoalPanel, ...]

    @classmethod
    def of(cls, one: Aspiration, goals: Iterable[GoalPanel]) -> "AspirationPanel":
        with_whom = one.by_called if one.together else ""
        return cls(one.pk, one.words, _(one.called) if one.called else "", with_whom, one.made_at.date(), tuple(goals))


@dataclass(frozen=True)
class GoalsPanel:
    """Every aspiration with its goals; those behind somebody apart; on how many of those counted something moved."""

    aspirations: tuple[AspirationPanel, ...]
    behind: tuple[GoalPanel, ...]
    counted: int
    paired: int
    moved: int

    @classmethod
    def of(cls, aspirations: Sequence[Aspiration], goals: Sequence[Goal], journey_id: UUID) -> "GoalsPanel":
        became = {one.replaces_id: one.pk for one in goals if one.replaces_id}
        shown = {one.pk: GoalPanel.of(one, journey_id, became_id=became.get(one.pk)) for one in goals}
        still = {one.pk for one in aspirations}
        going = [one for one in goals if not one.ended_at and one.aspiration_id in still]
        panels = tuple(
            AspirationPanel.of(one, (shown[goal.pk] for goal in going if goal.aspiration_id == one.pk))
            for one in aspirations
        )
        behind = tuple(shown[one.pk] for one in reversed(goals) if one.ended_at or one.aspiration_id not in still)
        marked = [one for one in goals if shown[one.pk].slot]
        pairs = [pair for one in marked if (pair := rules.paired(_scores(one, journey_id)))]
        moved = sum(pair.change == Change.PROGRESS for pair in pairs)
        return cls(panels, behind, len(marked), len(pairs), moved)


def _scores(goal: Goal, journey_id: UUID) -> list[Scored]:
    ratings = sorted(goal.ratings.all(), key=lambda one: one.made_at)
    return [Scored(one.on, one.value) for one in ratings if one.journey_id == journey_id]
