"""Deciding about guides, meeting and notes: pure, with now passed in."""

from .guides import read_guide, read_questions, what_changed, write_questions
from .meeting import (
    check_at,
    check_can_become,
    check_may_finish,
    check_place,
    check_read_back,
    law_for,
    on_the_clock,
    reading_mark,
)
from .notes import Arriving, Standing, leaves_behind, weigh

__all__ = [
    "Arriving",
    "Standing",
    "check_at",
    "check_can_become",
    "check_may_finish",
    "check_place",
    "check_read_back",
    "law_for",
    "leaves_behind",
    "on_the_clock",
    "read_guide",
    "read_questions",
    "reading_mark",
    "weigh",
    "what_changed",
    "write_questions",
]
