"""The words of plans: worksheets, and how their words are written. No Django."""

from .goal import (
    GOAL_ENDS,
    LEAST,
    LONGEST_GOAL,
    MOST,
    RATED_BY,
    SLOTS,
    Change,
    FirstStep,
    GoalEnd,
    RatedBy,
)
from .sheets import (
    Asked,
    PlanQuestion,
    Sheet,
    Shows,
    Worksheets,
)
from .writing import (
    ANSWERS,
    LONGEST,
    Answer,
    How,
    Piece,
    Same,
    SeenBy,
)

__all__ = [
    "ANSWERS",
    "GOAL_ENDS",
    "LEAST",
    "LONGEST",
    "LONGEST_GOAL",
    "MOST",
    "RATED_BY",
    "SLOTS",
    "Answer",
    "Asked",
    "Change",
    "FirstStep",
    "GoalEnd",
    "How",
    "Piece",
    "PlanQuestion",
    "RatedBy",
    "Same",
    "SeenBy",
    "Sheet",
    "Shows",
    "Worksheets",
]
