"""Who has asked for a pause. Journeys know, and stand above this room: whoever wires the house lets us ask them."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

Asked = Callable[[UUID], date | None]

_asked: list[Asked] = []


def ask_of(knows: Asked) -> None:
    """Have `knows(person_id)` asked before every message: the day a pause ends, or None when there is none.

    It is called with the viewer named, a practitioner when a message is written and the worker when it goes.
    """
    if knows not in _asked:
        _asked.append(knows)


def paused_until(person_id: UUID) -> date | None:
    """Return the last day that anybody knows somebody has asked for quiet until, or None."""
    days = [day for knows in _asked if (day := knows(person_id)) is not None]
    return max(days, default=None)
