"""The tables of plans."""

from .goal import (
    Aspiration,
    Goal,
    GoalRating,
    MarkedGoal,
)
from .plan import (
    KeptPart,
    KeptSuggestion,
    KeptVersion,
    PlanPart,
    PlanSuggestion,
    PlanVersion,
)
from .safety import (
    SafetyPart,
    SafetySuggestion,
    SafetyVersion,
)
from .wheel import (
    WheelRating,
    WheelTurn,
)

__all__ = [
    "Aspiration",
    "Goal",
    "GoalRating",
    "KeptPart",
    "KeptSuggestion",
    "KeptVersion",
    "MarkedGoal",
    "PlanPart",
    "PlanSuggestion",
    "PlanVersion",
    "SafetyPart",
    "SafetySuggestion",
    "SafetyVersion",
    "WheelRating",
    "WheelTurn",
]
