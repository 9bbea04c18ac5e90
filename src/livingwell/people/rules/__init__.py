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
from .ways import NUMBERS, OVERTAKEN, Overtaken, is_unproved, may_be_left, may_be_messaged

__all__ = [
    "BOTH_ARE",
    "NUMBERS",
    "ONE_ALREADY",
    "OVERTAKEN",
    "PUT_RIGHT",
    "THEMSELVES",
    "TWO_ALREADY",
    "Found",
    "Known",
    "Marks",
    "OtherNames",
    "Overtaken",
    "by_any_name",
    "check_why",
    "find",
    "is_unproved",
    "may_be_left",
    "may_be_messaged",
    "read",
    "read_other_names",
    "together",
    "why_perhaps_one",
]
