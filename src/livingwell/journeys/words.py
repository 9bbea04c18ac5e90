"""The one short vocabulary of what happens, and the words for holding, stepping and ending."""

from dataclasses import dataclass
from enum import StrEnum

from livingwell.lib.sentences import N_


class Happened(StrEnum):
    """Every meaningful thing that happens is recorded once, by the action that made it happen."""

    INTRODUCED = "introduced"
    ADDED_TO = "added to"
    READ = "read"
    ASKED_TO_WITHDRAW = "asked to withdraw"
    TRIED = "tried"
    REACHED = "reached"
    MISSED = "missed"
    MESSAGE_SENT = "message sent"
    CONVERSATION_PLANNED = "conversation planned"
    CONVERSATION_HELD = "conversation held"
    HOLDER_CHANGED = "holder changed"
    DRAWN_IN = "drawn in"
    DRAWN_OUT = "drawn out"
    STEP_MADE = "next step made"
    STEP_KEPT = "next step kept"
    STEP_MISSED = "next step missed"
    WORRY_RAISED = "worry raised"
    WORRY_ACKNOWLEDGED = "worry acknowledged"
    WORRY_SHARED = "worry shared"
    WORRY_SETTLED = "worry settled"
    BRING_ASKED = "asked to be brought"
    HUDDLED = "huddled"
    SAFEGUARDING_RAISED = "safeguarding raised"
    PAGE_GIVEN = "page given"
    REFUSED = "practitioner refused"
    PAUSED = "paused"
    RESUMED = "resumed"
    STEPPED_OUT = "stepped out"
    LET_GO = "let go"
    MOVED_AWAY = "moved away"
    HELPED_ELSEWHERE = "helped elsewhere"
    DIED = "died"
    RETURNED = "returned"
    PUT_RIGHT = "put right"


class StepBy(StrEnum):
    """Who does a next step."""

    PERSON = "person"
    PRACTITIONER = "practitioner"
    TEAM = "team"
    TOGETHER = "together"


class StepKind(StrEnum):
    """What sort of thing a next step is, where the system itself must know."""

    PLAIN = ""
    REACH = "reach"  # reach somebody new
    FIRST_CONVERSATION = "first conversation"  # the promise of one
    CHECK_WITH_PERSON = "check with person"  # somebody asked to withdraw
    BE_IN_TOUCH = "be in touch"  # the step that stands when nothing else does
    YOUNG_LEAD = "young lead"  # under 18: a named lead


class Ending(StrEnum):
    """How a stretch of time with a place ends. None is a refusal, and each leaves a way back."""

    STEPPED_OUT = "stepped out"
    NOT_NOW = "not now"
    NOT_REACHED = "not reached"
    MOVED_AWAY = "moved away"
    HELPED_ELSEWHERE = "helped elsewhere"
    DIED = "died"


@dataclass(frozen=True)
class EndingRule:
    """What an ending asks for, and what it is called to people."""

    label: str
    happened: Happened
    needs_second_practitioner: bool = False
    needs_words: bool = True
    stops_messages: bool = False


ENDINGS: dict[Ending, EndingRule] = {
    Ending.STEPPED_OUT: EndingRule(N_("Stepped out"), Happened.STEPPED_OUT, needs_words=False),
    Ending.NOT_NOW: EndingRule(N_("Not now, they said"), Happened.STEPPED_OUT),
    Ending.NOT_REACHED: EndingRule(N_("We could not reach them"), Happened.LET_GO, needs_second_practitioner=True),
    Ending.MOVED_AWAY: EndingRule(N_("Moved away"), Happened.MOVED_AWAY),
    Ending.HELPED_ELSEWHERE: EndingRule(N_("Helped somewhere else, which said yes"), Happened.HELPED_ELSEWHERE),
    Ending.DIED: EndingRule(N_("Died"), Happened.DIED, needs_words=False, stops_messages=True),
}


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

HORIZON_DAYS = 28  # promise 1: a next step is due within the site's horizon, 28 days at most
