"""Whether what a message is about still stands. Rooms above know; whoever wires the house lets us ask them."""

from collections.abc import Callable
from uuid import UUID

Knows = Callable[[UUID], str | None]

_asked: list[Knows] = []


def ask_of(knows: Knows) -> None:
    """Have `knows(message_id)` asked, as the worker, when a message goes: why it no longer stands, or None."""
    if knows not in _asked:
        _asked.append(knows)


def why_no_longer(message_id: UUID) -> str | None:
    """Return the first reason anybody knows why a message no longer stands, or None."""
    return next((reason for knows in _asked if (reason := knows(message_id))), None)
