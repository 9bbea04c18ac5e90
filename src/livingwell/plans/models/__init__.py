"""The tables of plans."""

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

__all__ = [
    "KeptPart",
    "KeptSuggestion",
    "KeptVersion",
    "PlanPart",
    "PlanSuggestion",
    "PlanVersion",
    "SafetyPart",
    "SafetySuggestion",
    "SafetyVersion",
]
