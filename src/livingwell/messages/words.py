"""What is said to people: kinds of message, and what became of one."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class Sort(StrEnum):
    """Why a message is sent; its words come from the place's pack, neutral always."""

    IN_TOUCH = "in touch"
    PLANNED = "planned"
    REMINDER = "reminder"
    MISSED = "missed"
    OWN_WORDS = "own words"


class State(StrEnum):
    WAITING = "waiting"
    HELD_BACK = "held back"
    HANDED_OVER = "handed over"
    SENT = "sent"
    NOT_SENT = "not sent"
    UNSURE = "unsure"


STATES = {
    State.WAITING: N_("Waiting to go"),
    State.HELD_BACK: N_("Not sent"),
    State.HANDED_OVER: N_("On its way"),
    State.SENT: N_("Sent"),
    State.NOT_SENT: N_("Could not be sent"),
    State.UNSURE: N_("It may or may not have arrived"),
}

# Which states may follow which. Nothing comes back from sent, so nothing is sent twice.
NEXT_STATES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.HELD_BACK, State.HANDED_OVER}),
    State.HANDED_OVER: frozenset({State.SENT, State.NOT_SENT, State.UNSURE}),
    State.HELD_BACK: frozenset(),
    State.SENT: frozenset(),
    State.NOT_SENT: frozenset(),
    State.UNSURE: frozenset(),
}
