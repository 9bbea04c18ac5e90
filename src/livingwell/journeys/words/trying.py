"""Trying to reach somebody: by what, and what came of it."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class TriedBy(StrEnum):
    CALL = "call"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    THROUGH = "through"


class TryOutcome(StrEnum):
    """What came of trying. Nobody's fault, any of them."""

    REACHED = "reached"
    NO_ANSWER = "no answer"
    LEFT_MESSAGE = "left message"
    WRONG_CONTACT = "wrong contact"


TRY_OUTCOMES = {
    TryOutcome.REACHED: N_("We spoke"),
    TryOutcome.NO_ANSWER: N_("No answer"),
    TryOutcome.LEFT_MESSAGE: N_("Left a message they said is safe"),
    TryOutcome.WRONG_CONTACT: N_("It was not theirs"),
}


TRIED_BY = {
    TriedBy.CALL: N_("A phone call"),
    TriedBy.TEXT: N_("A text message"),
    TriedBy.EMAIL: N_("Email"),
    TriedBy.LETTER: N_("A letter"),
    TriedBy.VISIT: N_("A visit"),
    TriedBy.THROUGH: N_("Through somebody they trust"),
}
