"""Goals: what is written, what is rated, which are scored, and what counts as progress. Pure.

Sources. Goal-based outcomes are scored 0 to 10, up to three at a time (Law and Jacob 2015; corc.uk.net). NHS England's
community mental health outcomes dashboard pairs the first valid score of a goal with the latest later one, and counts a
change of 3 or more as change (CMH PROMs Dashboard, looked up 2026-11).
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import LEAST, LONGEST_GOAL, MOST, SLOTS, Change, GoalEnd, RatedBy

PROGRESS = 3
OUT_OF_RANGE = N_("Choose a number from %(least)s to %(most)s.")
THEIR_OWN = N_("Only they write here, or somebody sitting beside them.")


@dataclass(frozen=True)
class Scored:
    """One rating: the day it is of, and the number; None, or one that is off the scale, is not an answer."""

    on: date
    value: int | None

    @property
    def is_valid(self) -> bool:
        return self.value is not None and LEAST <= self.value <= MOST


@dataclass(frozen=True)
class Paired:
    """The first score of a goal and the latest later one."""

    first: int
    latest: int

    @property
    def by(self) -> int:
        return self.latest - self.first

    @property
    def change(self) -> Change:
        if self.by >= PROGRESS:
            return Change.PROGRESS
        return Change.FURTHER if self.by <= -PROGRESS else Change.NO_CHANGE


@dataclass(frozen=True)
class Counted:
    """A figure that says of how many: `made` of `of`, and for how many people more it cannot be said."""

    made: int
    of: int
    missing: int


def paired(scores: Iterable[Scored]) -> Paired | None:
    """Return the first and the latest score of one goal, given in the order written; None where one is missing.

    Of two on the same day the one written last stands: a slip put right is no progress.
    """
    by_day = {one.on: one.value for one in scores if one.is_valid}
    days = sorted(by_day)
    if len(days) < 2:
        return None
    return Paired(by_day[days[0]] or 0, by_day[days[-1]] or 0)


def progress(people: Iterable[Sequence[Iterable[Scored]]], *, on_at_least: int) -> Counted:
    """Return how many people made progress on at least so many of their goals that are scored.

    Each person is their scored goals, each goal its scores. Somebody with fewer goals that have a first and a later
    score than are asked for is counted among the missing: of them nothing can be said.
    """
    made = of = missing = 0
    for goals in people:
        pairs = [pair for scores in goals if (pair := paired(scores))]
        if len(pairs) < on_at_least:
            missing += 1
            continue
        of += 1
        made += sum(pair.change == Change.PROGRESS for pair in pairs) >= on_at_least
    return Counted(made, of, missing)


def check_words(words: str, *, sentence: str, field: str = "words") -> str:
    """Return words as they are kept. Raises NotPossible where there are none, or more than can be."""
    kept = words.replace("\r\n", "\n").strip()
    if not kept:
        raise NotPossible(sentence, field=field)
    if len(kept) > LONGEST_GOAL:
        raise NotPossible(
            N_("Keep it to %(most)s characters. Nothing you typed is lost."), field=field, most=LONGEST_GOAL
        )
    return kept


def check_rating(value: int, *, on: date, today: date) -> None:
    """Raise NotPossible for a number off the scale, or a day to come."""
    if not LEAST <= value <= MOST:
        raise NotPossible(OUT_OF_RANGE, field="value", least=LEAST, most=MOST)
    if on > today:
        raise NotPossible(N_("That day has not come yet. Choose today, or the day it was said."), field="on")


def check_channel(how: RatedBy, *, is_person: bool) -> None:
    """Raise NotPossible unless a rating came by a channel that whoever writes it down could have heard it on."""
    if is_person != (how == RatedBy.OWN_PAGE):
        raise NotPossible(N_("Say how they told you: side by side, by phone or on paper."), field="how")


def check_going(ended: GoalEnd | None) -> None:
    """Raise NotPossible for a goal that is behind somebody."""
    if ended:
        raise NotPossible(N_("This goal is behind you. Write a new one from what you want to be different."))


def free_slot(taken: Collection[int]) -> int:
    """Return the lowest place that no goal of this journey has. Raises NotPossible when all three are taken.

    A place stays with its goal, also once that goal has changed or ended: its first score and its latest are then of
    one and the same goal.
    """
    for slot in SLOTS:
        if slot not in taken:
            return slot
    raise NotPossible(
        N_("Three goals are counted already, and each keeps its place. You can still rate this one whenever you like.")
    )
