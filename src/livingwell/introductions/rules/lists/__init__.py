"""Reading a waiting list that a team brings in: its file, its columns, its people, and when each is reached. Pure."""

from .alike import MOST_PAIRS, Known, marks_of
from .files import read_file
from .headings import guess_columns, guess_headings
from .kept import Became, Chosen, Kept, Perhaps
from .people import LeftOut, Listed, read_people
from .planning import BROUGHT_BEFORE, Here, Plan, became, perhaps_the_same, plan_for
from .sheets import MOST_ROWS, Merge, Sheet
from .spreading import days_to_reach, needed_a_day, spread

__all__ = [
    "BROUGHT_BEFORE",
    "MOST_PAIRS",
    "MOST_ROWS",
    "Became",
    "Chosen",
    "Here",
    "Kept",
    "Known",
    "LeftOut",
    "Listed",
    "Merge",
    "Perhaps",
    "Plan",
    "Sheet",
    "became",
    "days_to_reach",
    "guess_columns",
    "guess_headings",
    "marks_of",
    "needed_a_day",
    "perhaps_the_same",
    "plan_for",
    "read_file",
    "read_people",
    "spread",
]
