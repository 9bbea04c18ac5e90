"""What is carried, how far it got, and what one try came to."""

from dataclasses import dataclass
from enum import StrEnum


class Transport(StrEnum):
    """How something is carried."""

    EMAIL = "email"
    TEXT = "text"
    LETTER = "letter"


class State(StrEnum):
    """How far a delivery got.

    `unsure` may or may not have arrived: no machine sends it again, a person decides. `withdrawn` was stopped by a room
    above before it went.
    """

    WAITING = "waiting"
    TRYING = "trying"
    SENT = "sent"
    GAVE_UP = "gave_up"
    UNSURE = "unsure"
    WITHDRAWN = "withdrawn"


SETTLED = frozenset({State.SENT, State.GAVE_UP, State.UNSURE, State.WITHDRAWN})


class Answer(StrEnum):
    """What one try came to."""

    SENT = "sent"
    NOT_NOW = "not_now"
    NO = "no"
    UNSURE = "unsure"
    IN_TRAY = "in_tray"


class Tells(StrEnum):
    """What a word would tell whoever sees a phone or an envelope."""

    PLACE = "what kind of place is writing"
    WRONG = "what may be wrong"
    DANGER = "what somebody must not find"
    WITH_WHOM = "that there is somebody to ask about"


# How the words begin that nothing says which a stranger may see: the one list, for envelopes and for what is in them.
GIVES_AWAY = {
    Tells.PLACE: (
        "clinic",
        "cmht",
        "counsell",
        "crises",
        "crisis",
        "hospital",
        "huddle",
        "mental",
        "nhs",
        "psych",
        "referr",
        "refuge",
        "samaritan",
        "therap",
    ),
    Tells.WRONG: (
        "addict",
        "alcohol",
        "antidepress",
        "antipsych",
        "anxi",
        "bipolar",
        "depress",
        "detox",
        "diagnos",
        "drug",
        "illness",
        "medicat",
        "overdos",
        "panic",
        "safety plan",
        "sectioned",
        "self-harm",
        "self harm",
        "selfharm",
        "suicid",
        "trauma",
    ),
    Tells.DANGER: ("abus", "assault", "domestic", "rape", "safeguard", "violen"),
    Tells.WITH_WHOM: (
        "appointment",
        "assessment",
        "discharge",
        "patient",
        "peer worker",
        "social worker",
        "support worker",
    ),
}


@dataclass(frozen=True)
class Outcome:
    """The answer to one try, and what was in the way or is worth knowing."""

    answer: Answer
    trouble: str = ""
