"""Reading plans."""

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

__all__ = [
    "SHELVES",
    "Shelf",
    "find_asked",
    "find_suggestion",
    "newest_of",
    "newest_versions",
    "suggestions_for",
    "versions_of",
    "waiting_suggestions",
    "worksheets",
    "worksheets_here",
]
