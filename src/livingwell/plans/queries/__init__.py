"""Reading plans."""

from .goal import (
    aspirations_of,
    find_aspiration,
    find_goal,
    goals_of,
    places_taken,
    scores_counted,
)
from .plan import (
    SHELVES,
    Shelf,
    find_asked,
    find_suggestion,
    newest_of,
    newest_versions,
    suggestions_for,
    versions_of,
    waiting_suggestions,
    worksheets,
    worksheets_here,
)
from .wheel import (
    latest_turns,
    turns_of,
)

__all__ = [
    "SHELVES",
    "Shelf",
    "aspirations_of",
    "find_asked",
    "find_aspiration",
    "find_goal",
    "find_suggestion",
    "goals_of",
    "latest_turns",
    "newest_of",
    "newest_versions",
    "places_taken",
    "scores_counted",
    "suggestions_for",
    "turns_of",
    "versions_of",
    "waiting_suggestions",
    "worksheets",
    "worksheets_here",
]
