"""Conversations: a guide to start from, and three columns to leave with."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.sentences import N_


class State(StrEnum):
    PLANNED = "planned"
    BEGUN = "begun"
    HELD = "held"
    MISSED = "missed"  # missed each other: nobody's fault until someone has asked
    CALLED_OFF = "called off"


STATES = {
    State.PLANNED: N_("Planned"),
    State.BEGUN: N_("Being had"),
    State.HELD: N_("Had"),
    State.MISSED: N_("Missed each other"),
    State.CALLED_OFF: N_("Put off"),
}
NEXT_STATES: dict[State, frozenset[State]] = {
    State.PLANNED: frozenset({State.BEGUN, State.HELD, State.MISSED, State.CALLED_OFF}),
    State.BEGUN: frozenset({State.HELD}),
    State.HELD: frozenset(),
    State.MISSED: frozenset(),
    State.CALLED_OFF: frozenset(),
}

# Held by a practitioner between planning a conversation and having it, so that nobody waits on a date alone.
STANDS_FOR_IT = frozenset({StepKind.FIRST_CONVERSATION, StepKind.BE_IN_TOUCH})

# The three columns a conversation is left with, in the order they are read.
COLUMNS = (StepBy.PERSON, StepBy.PRACTITIONER, StepBy.TOGETHER)

BRING_THEM = N_("To think about together after our conversation.")
TAKEN_OUT = N_("Taken out again while we talked.")
LONGEST_NOTE = 20_000  # characters; about ten pages


@dataclass(frozen=True)
class Question:
    """One open question, and a quiet hint for whoever asks it. `key` is kept in a note's ticks."""

    key: str
    ask: str
    hint: str = ""


@dataclass(frozen=True)
class GuideText:
    """What a guide says: its name and its questions, in an order nobody has to keep to."""

    name: str
    questions: tuple[Question, ...]


class Changed(StrEnum):
    """How a question differs from one version of a guide to the next."""

    ADDED = "added"
    TAKEN_OUT = "taken out"
    HINT = "hint"


CHANGED = {
    Changed.ADDED: N_("New"),
    Changed.TAKEN_OUT: N_("No longer asked"),
    Changed.HINT: N_("Another hint"),
}


@dataclass(frozen=True)
class Change:
    how: Changed
    ask: str


class About(StrEnum):
    """Whom a safeguarding concern is about."""

    THEMSELVES = "themselves"
    ADULT = "adult"
    CHILD = "child"


class Kept(StrEnum):
    """What becomes of words that arrive to be kept in a note."""

    SAVED = "saved"
    ALREADY = "already"  # the very same words are there: a retry, or the same form twice
    BESIDE = "beside"  # somebody else wrote meanwhile, or the note was read back: kept beside it, never over it


@dataclass(frozen=True)
class LeftBehind:
    """A note that somebody began and may no longer see: with whom, in which team, who sees to it now.

    They may add to it `until` then. `words` are their own, and empty once somebody has written on.
    """

    conversation_id: UUID
    called: str
    at: datetime
    team: str
    sees_to_it: str
    until: datetime
    words: str


# How long a conversation is planned to last, in minutes.
LASTS = {30: N_("Half an hour"), 60: N_("An hour"), 90: N_("An hour and a half"), 120: N_("Two hours")}


class Out(StrEnum):
    """What becomes of somebody's being out: each a row, and none is ever changed."""

    LEFT = "left"
    LONGER = "longer"
    TOLD = "told"
    TAKEN = "taken"
    BACK = "back"


class Rung(StrEnum):
    """Who is told that somebody is not back, one after another, until somebody says "I have this"."""

    NOTICES = "notices"  # the colleague who said they would notice
    DUTY = "duty"
    LEAD = "lead"
    EVENING = "evening"  # nobody has said they are back, and the day ends: once more, whoever has it


RUNGS = {
    Rung.NOTICES: N_("who notices"),
    Rung.DUTY: N_("on duty"),
    Rung.LEAD: N_("leads"),
    Rung.EVENING: N_("before the night"),
}
