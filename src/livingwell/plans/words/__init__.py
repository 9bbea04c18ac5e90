"""The words of plans: worksheets, and how their words are written. No Django."""

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
    "LONGEST",
    "Answer",
    "Asked",
    "How",
    "Piece",
    "PlanQuestion",
    "Same",
    "SeenBy",
    "Sheet",
    "Shows",
    "Worksheets",
]
