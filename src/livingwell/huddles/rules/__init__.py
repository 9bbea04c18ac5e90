"""Deciding about the huddle: pure, with today passed in. Who is on the agenda and why; what a decision needs."""

from .deciding import Decided, Overtaken, Standing, check_decision, holder_to_name, words_to_keep
from .facts import NOTHING, Fact, Promise, Raised, Row, Said
from .listing import Kept, Place, agenda, board, next_after, waited_too_long

__all__ = [
    "NOTHING",
    "Decided",
    "Fact",
    "Kept",
    "Overtaken",
    "Place",
    "Promise",
    "Raised",
    "Row",
    "Said",
    "Standing",
    "agenda",
    "board",
    "check_decision",
    "holder_to_name",
    "next_after",
    "waited_too_long",
    "words_to_keep",
]
