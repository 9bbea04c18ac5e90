"""Deciding about guides, meeting and notes: pure, with now passed in."""

from .guides import read_guide, read_questions, what_changed, write_questions
from .meeting import (
    NO_LEAD,
    NO_STEP_OF_OURS,
    check_at,
    check_can_become,
    check_may_finish,
    check_place,
    check_read_back,
    is_kept_by_talking,
    law_for,
    leaves_a_step_of_ours,
    on_the_clock,
    reading_mark,
)
from .notes import Arriving, Standing, leaves_behind, weigh
from .offering import Diary, Wish, in_the_way, offered, reminded_at
from .out import back_at, check_back_by, is_out, longer, rungs_due

__all__ = [
    "NO_LEAD",
    "NO_STEP_OF_OURS",
    "Arriving",
    "Diary",
    "Standing",
    "Wish",
    "back_at",
    "check_at",
    "check_back_by",
    "check_can_become",
    "check_may_finish",
    "check_place",
    "check_read_back",
    "in_the_way",
    "is_kept_by_talking",
    "is_out",
    "law_for",
    "leaves_a_step_of_ours",
    "leaves_behind",
    "longer",
    "offered",
    "on_the_clock",
    "read_guide",
    "read_questions",
    "reading_mark",
    "reminded_at",
    "rungs_due",
    "weigh",
    "what_changed",
    "write_questions",
]
