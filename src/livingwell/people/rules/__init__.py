"""Deciding about who somebody is and how they are reached: pure."""

from .finding import Found, Known, OtherNames, by_any_name, find, read, read_other_names
from .ways import NUMBERS, OVERTAKEN, Overtaken, is_unproved, may_be_left, may_be_messaged

__all__ = [
    "NUMBERS",
    "OVERTAKEN",
    "Found",
    "Known",
    "OtherNames",
    "Overtaken",
    "by_any_name",
    "find",
    "is_unproved",
    "may_be_left",
    "may_be_messaged",
    "read",
    "read_other_names",
]
