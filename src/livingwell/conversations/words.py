"""Conversations: a guide to start from, and three columns to leave with."""

from enum import StrEnum

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
