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
from .measures import for_people, measure, measures
from .ways import safe_way, safe_ways

__all__ = [
    "Missing",
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
    "missing_in",
    "open_check_in",
    "safe_way",
    "safe_ways",
    "totals_so_far",
    "untold",
    "untold_one",
]
