"""Reading measures and what was answered. The database shows only what the named viewer may see."""

from .around import holder_and_cover
from .asked import (
    asked_of,
    by_link,
    figures_of,
    find_check_in,
    first_figures,
    has_stopped,
    kept_answers,
    open_check_in,
    totals_so_far,
    untold,
    untold_one,
)
from .due import Missing, due_to_be_asked, lately_of, missing_in
from .measures import asked_here, for_people, measure, measures, not_asked_here
from .ways import meets_next, safe_way, safe_ways, ways_of

__all__ = [
    "Missing",
    "asked_here",
    "asked_of",
    "by_link",
    "due_to_be_asked",
    "figures_of",
    "find_check_in",
    "first_figures",
    "for_people",
    "has_stopped",
    "holder_and_cover",
    "kept_answers",
    "lately_of",
    "measure",
    "measures",
    "meets_next",
    "missing_in",
    "not_asked_here",
    "open_check_in",
    "safe_way",
    "safe_ways",
    "totals_so_far",
    "untold",
    "untold_one",
    "ways_of",
]
