"""Deciding what may be said to whom, on which way, and when: pure, with the moment passed in."""

from .saying import fits_a_text, for_a_text, parts_of_a_text, text_length, worth_knowing
from .sending import (
    HAS_DIED,
    NO_SUCH_DAY,
    Message,
    PersonFacts,
    WayFacts,
    address_lines,
    check_posted,
    check_way,
    goes_at,
    may_send,
)
from .wordings import fill, places_in, read_wordings

__all__ = [
    "HAS_DIED",
    "NO_SUCH_DAY",
    "Message",
    "PersonFacts",
    "WayFacts",
    "address_lines",
    "check_posted",
    "check_way",
    "fill",
    "fits_a_text",
    "for_a_text",
    "goes_at",
    "may_send",
    "parts_of_a_text",
    "places_in",
    "read_wordings",
    "text_length",
    "worth_knowing",
]
