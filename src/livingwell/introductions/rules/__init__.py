"""Deciding about introductions: pure."""

from .introducing import (
    DoorRead,
    Introducer,
    Introducing,
    Way,
    check_can_become,
    check_introducing,
    digits,
    door_read,
    got_to,
    has_number,
    is_close,
)

__all__ = [
    "DoorRead",
    "Introducer",
    "Introducing",
    "Way",
    "check_can_become",
    "check_introducing",
    "digits",
    "door_read",
    "got_to",
    "has_number",
    "is_close",
]
