"""Whom to tell how a delivery ended: rooms above register here, since post knows none of them."""

from collections.abc import Callable
from uuid import UUID

from livingwell.post.words import State

Listener = Callable[[UUID, State], None]

_listeners: list[Listener] = []


def when_settled(listener: Listener) -> None:
    """Have `listener(delivery_id, state)` called once a delivery is sent, given up, withdrawn or unsure.

    That it ended is committed before, and stands whatever becomes of telling it.

    It is called in a job, as the worker, inside a transaction that also notes that it was told: what it
    writes is kept exactly once. If it raises, nothing it wrote is kept and it is called again within minutes.
    An `unsure` that turns out `sent` after all is told again.
    """
    if listener not in _listeners:
        _listeners.append(listener)


def tell(delivery_id: UUID, state: State) -> None:
    """Tell everybody who asked."""
    for listener in _listeners:
        listener(delivery_id, state)
