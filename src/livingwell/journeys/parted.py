"""Whom to tell that a practitioner may no longer come to somebody, or that a journey has ended.

Rooms above, which this room does not know, keep what was arranged; whoever wires the house registers them here.
"""

from collections.abc import Callable

from livingwell.access.words import Viewer
from livingwell.places.models import Practitioner

from .models import Journey

Gone = Callable[[Practitioner, Viewer], None]
Ended = Callable[[Journey, str, Viewer], None]
Died = Callable[[Journey, Viewer], None]

_gone: list[Gone] = []
_ended: list[Ended] = []
_died: list[Died] = []


def when_gone(listener: Gone) -> None:
    """Have `listener(practitioner, by)` called once somebody was refused, drawn out or left a team.

    In the same transaction, at its end: `by` may be them, and may see nothing any more of whom it is about.
    """
    if listener not in _gone:
        _gone.append(listener)


def when_ended(listener: Ended) -> None:
    """Have `listener(journey, words, by)` called once a journey has ended, in the same transaction."""
    if listener not in _ended:
        _ended.append(listener)


def when_died(listener: Died) -> None:
    """Have `listener(journey, by)` called as a journey ends with a death, while `by` still sees whom it is about."""
    if listener not in _died:
        _died.append(listener)


def tell_died(journey: Journey, by: Viewer) -> None:
    """Tell everybody who asked that somebody has died."""
    for listener in _died:
        listener(journey, by)


def tell_gone(practitioner: Practitioner, by: Viewer) -> None:
    """Tell everybody who asked that a practitioner may no longer come to somebody."""
    for listener in _gone:
        listener(practitioner, by)


def tell_ended(journey: Journey, words: str, by: Viewer) -> None:
    """Tell everybody who asked that a journey has ended, with its ending in words."""
    for listener in _ended:
        listener(journey, words, by)
