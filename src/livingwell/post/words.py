"""What is carried, how far it got, and what one try came to."""

from dataclasses import dataclass
from enum import StrEnum


class Transport(StrEnum):
    """How something is carried."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class State(StrEnum):
    """How far a delivery got. `unsure` may or may not have arrived: no machine sends it again, a person decides."""

    WAITING = "waiting"
    TRYING = "trying"
    SENT = "sent"
    GAVE_UP = "gave_up"
    UNSURE = "unsure"


SETTLED = frozenset({State.SENT, State.GAVE_UP, State.UNSURE})


class Answer(StrEnum):
    """What one try came to."""

    SENT = "sent"
    NOT_NOW = "not_now"
    NO = "no"
    UNSURE = "unsure"
    IN_TRAY = "in_tray"


@dataclass(frozen=True)
class Outcome:
    """The answer to one try, and what was in the way or is worth knowing."""

    answer: Answer
    trouble: str = ""
