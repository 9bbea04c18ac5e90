"""How a goal is rated, by what means, and how it ends."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from livingwell.journeys.words import StepBy
from livingwell.lib.sentences import N_

LEAST, MOST = 0, 10
SLOTS = (1, 2, 3)  # Goal-based outcomes: up to three goals are scored (Law and Jacob 2015; CORC)
LONGEST_GOAL = 1_000


class RatedBy(StrEnum):
    """By which channel a rating came. The score is the same; the channel is kept."""

    OWN_PAGE = "own page"
    BESIDE = "side by side"
    PHONE = "by phone"
    PAPER = "on paper"


RATED_BY = {
    RatedBy.OWN_PAGE: N_("On their own page"),
    RatedBy.BESIDE: N_("Side by side"),
    RatedBy.PHONE: N_("By phone, in their words"),
    RatedBy.PAPER: N_("On paper, typed in afterwards"),
}


class GoalEnd(StrEnum):
    """How a goal is behind somebody. None is a failure."""

    REACHED = "reached"
    CHANGED = "changed"
    PUT_ASIDE = "put aside"


GOAL_ENDS = {
    GoalEnd.REACHED: N_("Got there"),
    GoalEnd.CHANGED: N_("Became another goal"),
    GoalEnd.PUT_ASIDE: N_("Put aside for now"),
}


@dataclass(frozen=True)
class FirstStep:
    """The first small step towards a goal: it becomes a next step of the journey.

    Together, with nobody named, is asked of the team: a person promises nothing in a practitioner's name.
    """

    what: str
    by: StepBy
    due_on: date
    practitioner_id: UUID | None = None  # who does it with them


class Change(StrEnum):
    """What changed from the first score of a goal to the latest."""

    PROGRESS = "progress"
    NO_CHANGE = "no change"
    FURTHER = "further off"
