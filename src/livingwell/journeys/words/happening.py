"""The one short vocabulary of what happens, and how each is said."""

from collections.abc import Mapping
from enum import StrEnum

from livingwell.lib.sentences import N_


class Happened(StrEnum):
    """Every meaningful thing that happens is recorded once, by the action that made it happen."""

    INTRODUCED = "introduced"
    ADDED_TO = "added to"
    READ = "read"
    CONFIDENCE_READ = "confidence read"
    AGREED_TO_TELL = "agreed to tell"
    ASKED_TO_WITHDRAW = "asked to withdraw"
    TRIED = "tried"
    REACHED = "reached"
    MISSED = "missed"
    MESSAGE_SENT = "message sent"
    CONVERSATION_PLANNED = "conversation planned"
    CONVERSATION_MOVED = "conversation moved"
    CONVERSATION_HELD = "conversation held"
    HOLDER_CHANGED = "holder changed"
    DRAWN_IN = "drawn in"
    DRAWN_OUT = "drawn out"
    STEP_MADE = "next step made"
    STEP_TAKEN = "next step taken"
    STEP_KEPT = "next step kept"
    STEP_MISSED = "next step missed"
    WORRY_RAISED = "worry raised"
    WORRY_PASSED = "worry passed on"
    WORRY_PASSED_BY_ITSELF = "worry passed on by itself"
    WORRY_ACKNOWLEDGED = "worry acknowledged"
    WORRY_SHARED = "worry shared"
    WORRY_SETTLED = "worry settled"
    BRING_ASKED = "asked to be brought"
    HUDDLED = "huddled"
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
    SAID_TO_BE_ONE = "said to be one"
    SAID_TO_BE_TWO = "said to be two"
    RIGHT_ASKED = "right asked"
    RIGHT_ANSWERED = "right answered"
    COPY_GIVEN = "copy given"
    PLAN_WRITTEN = "plan written"
    PLAN_AGREED = "plan agreed together"
    PLAN_SUGGESTED = "plan suggested"
    PLAN_ANSWERED = "plan suggestion answered"
    SAFETY_PLAN_WRITTEN = "safety plan written"
    CHECK_IN_ASKED = "check-in asked"
    CHECK_IN_ANSWERED = "check-in answered"
    CHECK_IN_STOPPED = "check-in stopped"
    WHEEL_TURNED = "wheel turned"
    ASPIRATION_SAID = "aspiration said"
    GOAL_SET = "goal set"
    GOAL_RATED = "goal rated"
    GOAL_ENDED = "goal ended"
    WHO_SAID = "who they are said"


# Each as a person reads it on the line of moments; `%(…)s` are what the event keeps of itself.
SAID: dict[Happened, str] = {
    Happened.INTRODUCED: N_("%(by)s came to the door"),
    Happened.ADDED_TO: N_("More was said at the door"),
    Happened.READ: N_("%(by)s read it"),
    Happened.CONFIDENCE_READ: N_("%(by)s decided about words in confidence"),
    Happened.AGREED_TO_TELL: N_("%(by)s asked what may be told to whoever introduced them"),
    Happened.ASKED_TO_WITHDRAW: N_("Asked to take the introduction back"),
    Happened.TRIED: N_("%(by)s tried to be in touch"),
    Happened.REACHED: N_("%(by)s was in touch"),
    Happened.MISSED: N_("Missed each other"),
    Happened.MESSAGE_SENT: N_("%(by)s wrote"),
    Happened.CONVERSATION_PLANNED: N_("%(by)s planned a conversation"),
    Happened.CONVERSATION_MOVED: N_("%(by)s moved a conversation"),
    Happened.CONVERSATION_HELD: N_("Talked with %(by)s"),
    Happened.HOLDER_CHANGED: N_("%(holder)s holds now"),
    Happened.DRAWN_IN: N_("%(called)s was drawn in"),
    Happened.DRAWN_OUT: N_("%(called)s is no longer drawn in"),
    Happened.STEP_MADE: N_("Next: %(what)s"),
    Happened.STEP_TAKEN: N_("%(by)s takes over: %(what)s"),
    Happened.STEP_KEPT: N_("Done: %(what)s"),
    Happened.STEP_MISSED: N_("Put aside: %(what)s"),
    Happened.WORRY_RAISED: N_("%(by)s shared a worry"),
    Happened.WORRY_PASSED: N_("%(by)s sent a worry on to %(called)s"),
    Happened.WORRY_PASSED_BY_ITSELF: N_("Nobody had taken a worry up yet, so %(called)s was told"),
    Happened.WORRY_ACKNOWLEDGED: N_("%(called)s took a worry up"),
    Happened.WORRY_SHARED: N_("A worry is shared by %(called)s"),
    Happened.WORRY_SETTLED: N_("A worry was put to rest"),
    Happened.BRING_ASKED: N_("%(by)s asked the team to think together"),
    Happened.HUDDLED: N_("The team thought together"),
    Happened.PAGE_GIVEN: N_("%(by)s gave them their own page"),
    Happened.REFUSED: N_("Not %(called)s, they said"),
    Happened.PAUSED: N_("Paused until %(until)s"),
    Happened.RESUMED: N_("Going on after a pause"),
    Happened.STEPPED_OUT: N_("Stepped out"),
    Happened.LET_GO: N_("Let go, not having reached them"),
    Happened.MOVED_AWAY: N_("Moved away"),
    Happened.HELPED_ELSEWHERE: N_("Helped somewhere else, which said yes"),
    Happened.DIED: N_("Died"),
    Happened.RETURNED: N_("Came back"),
    Happened.PUT_RIGHT: N_("%(by)s put something right"),
    Happened.SAID_TO_BE_ONE: N_("%(by)s said that they are written down here twice"),
    Happened.SAID_TO_BE_TWO: N_("%(by)s took back that they are written down here twice"),
    Happened.RIGHT_ASKED: N_("%(by)s asked: %(right)s"),
    Happened.RIGHT_ANSWERED: N_("%(by)s answered what was asked: %(right)s"),
    Happened.COPY_GIVEN: N_("%(by)s gave them a copy of everything kept"),
    Happened.PLAN_WRITTEN: N_("%(by)s wrote in their plan"),
    Happened.PLAN_AGREED: N_("Wrote in their plan together with %(by)s"),
    Happened.PLAN_SUGGESTED: N_("%(by)s suggested words for their plan"),
    Happened.PLAN_ANSWERED: N_("%(by)s answered what was suggested for their plan"),
    Happened.SAFETY_PLAN_WRITTEN: N_("%(by)s wrote in their safety plan"),
    Happened.CHECK_IN_ASKED: N_("%(by)s asked how things are, with a check-in"),
    Happened.CHECK_IN_ANSWERED: N_("A check-in was answered: %(measure)s"),
    Happened.CHECK_IN_STOPPED: N_("No more check-ins, they said"),
    Happened.WHEEL_TURNED: N_("%(by)s wrote down how the wheel stands"),
    Happened.ASPIRATION_SAID: N_("%(by)s wrote down what they want to be different"),
    Happened.GOAL_SET: N_("%(by)s wrote down a goal of theirs"),
    Happened.GOAL_RATED: N_("%(by)s wrote down how near a goal is"),
    Happened.GOAL_ENDED: N_("%(by)s wrote down that a goal is behind them"),
    Happened.WHO_SAID: N_("%(by)s wrote down something of who they are"),
}


# Somebody who came by no door, but from a list that a team brought in: since when they waited, where the list says so.
LISTED_SINCE = N_("%(by)s brought them in from a waiting list, where they had been since %(introduced_on)s")


LISTED = N_("%(by)s brought them in from a waiting list")


def sentence_of(kind: Happened, about: Mapping[str, object]) -> str:
    """Return what happened as a person reads it, by its kind and what the event keeps of itself."""
    if kind == Happened.INTRODUCED and "introduced_on" in about:
        return LISTED_SINCE if about["introduced_on"] else LISTED
    return SAID[kind]


class ConcernMoment(StrEnum):
    """What becomes of a safeguarding concern. Its own restricted record, and no part of the stream."""

    RAISED = "raised"
    CHANGED = "changed"
    SETTLED = "settled"
