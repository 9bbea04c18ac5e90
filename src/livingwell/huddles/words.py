"""The huddle's agenda, in the order it is read: by promises due, never by how worried anybody is."""

from enum import StrEnum

from livingwell.lib.sentences import N_


class Why(StrEnum):
    """Why somebody is on the agenda. The order here is the agenda's."""

    LEFT_UNDONE = "left undone"
    NEW = "new"
    PROMISED = "promised"
    WORRY = "worry"
    ASKED = "asked"
    RETURNING = "returning"
    PAST_DUE = "past due"
    QUIET = "quiet"


WHY = {
    Why.LEFT_UNDONE: N_("Left from last time"),
    Why.NEW: N_("New at the door"),
    Why.PROMISED: N_("First conversation promised"),
    Why.WORRY: N_("A worry to share"),
    Why.ASKED: N_("Asked to be brought"),
    Why.RETURNING: N_("Coming back"),
    Why.PAST_DUE: N_("Next step past its day"),
    Why.QUIET: N_("Not spoken to for a while"),
}


class Outcome(StrEnum):
    WAITING = "waiting"
    DECIDED = "decided"
    CARRIED = "carried"  # brought back next time


OUTCOMES = {
    Outcome.WAITING: N_("Not yet talked about"),
    Outcome.DECIDED: N_("Decided"),
    Outcome.CARRIED: N_("Brought back next time"),
}
