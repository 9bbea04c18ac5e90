"""Whom to tell what became of a message: rooms above register here, since this room knows none of them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.access.acting import apart

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """A message that is over: to whom, on which channel, who wrote it, and why not where it was not sent.

    by_may_act: whether whoever wrote it may still do something for the person; else it is the team that must.
    """

    message_id: UUID
    person_id: UUID
    sort: str
    channel: str
    by_id: UUID | None
    by_called: str
    at: datetime
    why_not: str = ""
    by_may_act: bool = True


Listener = Callable[[Outcome], None]

_sent: list[Listener] = []
_not_sent: list[Listener] = []


def when_sent(listener: Listener) -> None:
    """Have `listener(outcome)` called when a message has been sent.

    In a job, as the worker, in the transaction that notes it: what the listener writes is kept exactly once, with it.
    If it raises, nothing it wrote is kept, and what became of the message stands.
    """
    if listener not in _sent:
        _sent.append(listener)


def when_not_sent(listener: Listener) -> None:
    """Have `listener(outcome)` called when a message was held back at the last moment, failed, or nobody knows.

    Then somebody has not heard what they were to hear: whoever wrote should learn of it. Not called when a practitioner
    took a message back themselves, nor for what a death stops before it is handed over. In a job, as for those sent.
    """
    if listener not in _not_sent:
        _not_sent.append(listener)


def tell(outcome: Outcome, *, sent: bool) -> None:
    """Tell everybody who asked, each apart: one's trouble takes back neither what is known nor what another wrote."""
    for listener in _sent if sent else _not_sent:
        try:
            with apart():
                listener(outcome)
        except Exception:
            log.exception("Message %s: a room above could not be told what became of it", outcome.message_id)
