"""Deciding about who somebody is and how they are reached: pure."""

from .doubles import (
    BOTH_ARE,
    ONE_ALREADY,
    PUT_RIGHT,
    THEMSELVES,
    TWO_ALREADY,
    Marks,
    check_why,
    together,
    why_perhaps_one,
)
from .finding import Found, Known, OtherNames, by_any_name, find, read, read_other_names
from .saying import Answer, Complete, answers_of, check_said, code_of, completeness, is_asked, shown
from .ways import NUMBERS, OVERTAKEN, Overtaken, is_unproved, may_be_left, may_be_messaged

__all__ = [
    "BOTH_ARE",
    "NUMBERS",
    "ONE_ALREADY",
    "OVERTAKEN",
    "PUT_RIGHT",
    "THEMSELVES",
    "TWO_ALREADY",
    "Answer",
    "Complete",
    "Found",
    "Known",
    "Marks",
    "OtherNames",
    "Overtaken",
    "answers_of",
    "by_any_name",
    "check_said",
    "check_why",
    "code_of",
    "completeness",
    "find",
    "is_asked",
    "is_unproved",
    "may_be_left",
    "may_be_messaged",
    "read",
    "read_other_names",
    "shown",
    "together",
    "why_perhaps_one",
]
