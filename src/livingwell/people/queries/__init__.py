"""Reading who somebody is, how to reach them, and who is written down twice: never more than the viewer may see."""

from .doubles import (
    Also,
    Offer,
    also_written_down,
    doubles_of,
    find_double,
    offers_for,
    one_with,
    said_of_both,
)
from .finding import find_by, other_names
from .saying import asked_of, own_answers
from .who import find_person, find_way, ways_to_reach

__all__ = [
    "Also",
    "Offer",
    "also_written_down",
    "asked_of",
    "doubles_of",
    "find_by",
    "find_double",
    "find_person",
    "find_way",
    "offers_for",
    "one_with",
    "other_names",
    "own_answers",
    "said_of_both",
    "ways_to_reach",
]
