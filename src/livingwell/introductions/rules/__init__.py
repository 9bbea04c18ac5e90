"""Deciding about introductions: pure."""

from livingwell.lib.names import is_close
from livingwell.lib.phones import digits

from .introducing import (
    DoorRead,
    Introducer,
    Introducing,
    Way,
    check_can_become,
    check_introducing,
    door_read,
    got_to,
    has_number,
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
