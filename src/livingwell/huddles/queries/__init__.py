"""Reading the huddle. A meeting is found through the team that meets; whoever is brought, through the gatekeeper."""

from .facts import also_called, brought_to, facts_for
from .meetings import (
    MOST_SINCE,
    Counted,
    brought_back_to,
    colleagues,
    counted_in,
    counted_of,
    earlier,
    find_huddle,
    happened_since,
    mattered_since,
    open_journeys,
    teams_now,
    teams_today,
)
from .morning import about_team, copy_made, people_on_copy, read_copy, standing_now, teams_without_copy
from .person import PAGE, decisions_of, find_brought, find_journey, person_brought
from .printing import for_paper

__all__ = [
    "MOST_SINCE",
    "PAGE",
    "Counted",
    "about_team",
    "also_called",
    "brought_back_to",
    "brought_to",
    "colleagues",
    "copy_made",
    "counted_in",
    "counted_of",
    "decisions_of",
    "earlier",
    "facts_for",
    "find_brought",
    "find_huddle",
    "find_journey",
    "for_paper",
    "happened_since",
    "mattered_since",
    "open_journeys",
    "people_on_copy",
    "person_brought",
    "read_copy",
    "standing_now",
    "teams_now",
    "teams_today",
    "teams_without_copy",
]
