"""How a stretch of time with a place ends, and what each ending asks for."""

from dataclasses import dataclass
from enum import StrEnum

from livingwell.lib.sentences import N_

from .happening import Happened


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
    is_their_own_word: bool = False  # then somebody has heard it from them: nobody says it for them
    stops_messages: bool = False


ENDINGS: dict[Ending, EndingRule] = {
    Ending.STEPPED_OUT: EndingRule(N_("Stepped out"), Happened.STEPPED_OUT, needs_words=False, is_their_own_word=True),
    Ending.NOT_NOW: EndingRule(N_("Not now, they said"), Happened.STEPPED_OUT, is_their_own_word=True),
    Ending.NOT_REACHED: EndingRule(N_("We could not reach them"), Happened.LET_GO, needs_second_practitioner=True),
    Ending.MOVED_AWAY: EndingRule(N_("Moved away"), Happened.MOVED_AWAY, is_their_own_word=True),
    Ending.HELPED_ELSEWHERE: EndingRule(
        N_("Helped somewhere else, which said yes"), Happened.HELPED_ELSEWHERE, is_their_own_word=True
    ),
    Ending.DIED: EndingRule(N_("Died"), Happened.DIED, needs_words=False, stops_messages=True),
}


HAS_ENDED = N_("This journey has already ended. Coming back opens a new one.")
