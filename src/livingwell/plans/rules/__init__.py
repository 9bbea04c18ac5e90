"""What is decided about plans, from plain values. No Django."""

from .changes import what_changed
from .goal import (
    OUT_OF_RANGE,
    PROGRESS,
    THEIR_OWN,
    Counted,
    Paired,
    Scored,
    check_channel,
    check_going,
    check_rating,
    check_words,
    free_slot,
    paired,
    progress,
)
from .wheel import (
    check_turn,
    moved,
)
from .worksheets import WORKSHEET_KEYS, read_worksheets
from .writing import (
    MEANWHILE,
    answer_by,
    check_newest,
    check_suggested,
    tidied,
)

__all__ = [
    "MEANWHILE",
    "OUT_OF_RANGE",
    "PROGRESS",
    "THEIR_OWN",
    "WORKSHEET_KEYS",
    "Counted",
    "Paired",
    "Scored",
    "answer_by",
    "check_channel",
    "check_going",
    "check_newest",
    "check_rating",
    "check_suggested",
    "check_turn",
    "check_words",
    "free_slot",
    "moved",
    "paired",
    "progress",
    "read_worksheets",
    "tidied",
    "what_changed",
]
