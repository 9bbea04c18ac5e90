"""What pages show of messages: those so far, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from . import queries
from .models import Message
from .words import BY_HOW, STATES, State


@dataclass(frozen=True)
class Line:
    """One message: when, by whom, how, what was said, and what became of it in plain words."""

    id: UUID
    by: str
    how: str
    subject: str
    words: str
    made_at: datetime
    goes_at: datetime
    state: str
    why_not: str
    is_waiting: bool
    posted_on: date | None

    @classmethod
    def of(cls, message: Message) -> "Line":
        """Return a message as it is read; `message.way` has been read with it."""
        return cls(
            id=message.pk,
            by=message.by_called or queries.wordings_here().from_us,
            how=_(BY_HOW.get(message.way.channel, "")),
            subject=message.subject,
            words=message.words,
            made_at=message.made_at,
            goes_at=message.goes_at,
            state=_(STATES[State(message.state)]),
            why_not=message.why_not,
            is_waiting=message.state == State.WAITING,
            posted_on=message.posted_on,
        )


@dataclass(frozen=True)
class MessagesPanel:
    """What was said to a person, newest first."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, messages: Iterable[Message]) -> "MessagesPanel":
        """Return the panel, from messages read with their ways."""
        return cls(tuple(Line.of(message) for message in messages))
