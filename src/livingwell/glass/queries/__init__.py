"""Reading what is looked over, and what looking the rules read."""

from .looking import asked_since, facts_of
from .matters import (
    Glass,
    broken_since,
    find_matter,
    glasses_of,
    is_handed_on,
    leads_for,
    looks_of,
    moments_of,
    opened_by,
    own,
    teams_alongside,
    to_review,
    told_of,
    untold,
    waiting_here,
)

__all__ = [
    "Glass",
    "asked_since",
    "broken_since",
    "facts_of",
    "find_matter",
    "glasses_of",
    "is_handed_on",
    "leads_for",
    "looks_of",
    "moments_of",
    "opened_by",
    "own",
    "teams_alongside",
    "to_review",
    "told_of",
    "untold",
    "waiting_here",
]
