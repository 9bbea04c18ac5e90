"""What is decided about plans, from plain values. No Django."""

from .changes import what_changed
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
    "WORKSHEET_KEYS",
    "answer_by",
    "check_newest",
    "check_suggested",
    "read_worksheets",
    "tidied",
    "what_changed",
]
