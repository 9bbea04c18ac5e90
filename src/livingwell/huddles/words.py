"""The huddle's agenda, in the order it is read: by promises due, never by how worried anybody is."""

from enum import StrEnum

from livingwell.journeys.words import Happened
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
ORDER = {why: place for place, why in enumerate(Why)}

PROMISED_WITHIN = 7  # days: a first conversation promised within a week, and none held, is thought about together
SINCE_WITHIN = 7  # days: how far back "since last time" goes for a team's very first huddle


class Outcome(StrEnum):
    WAITING = "waiting"
    DECIDED = "decided"
    CARRIED = "carried"  # brought back next time


OUTCOMES = {
    Outcome.WAITING: N_("Not yet talked about"),
    Outcome.DECIDED: N_("Decided"),
    Outcome.CARRIED: N_("Brought back next time"),
}


class Came(StrEnum):
    """How somebody came to the door, as far as a few words need it."""

    BY_HERSELF = "by herself"
    BY_HIMSELF = "by himself"
    BY_THEMSELVES = "by themselves"
    WITH_SOMEONE = "with someone"  # somebody who knows them, or works with them
    FROM_A_LIST = "from a list"  # a waiting list that the team brought in


# What happened since last time, in plain words after somebody's name; `%(…)s` are what the event keeps of itself.
# The order is that of the few that are shown beside the board: endings and returns, then meetings, then promises kept.
SINCE = {
    Happened.DIED: N_("died"),
    Happened.RETURNED: N_("came back"),
    Happened.STEPPED_OUT: N_("stepped out"),
    Happened.MOVED_AWAY: N_("moved away"),
    Happened.HELPED_ELSEWHERE: N_("is helped somewhere else, which said yes"),
    Happened.LET_GO: N_("could not be reached, and was let go of"),
    Happened.CONVERSATION_HELD: N_("talked with %(by)s"),
    Happened.REACHED: N_("was reached by %(by)s"),
    Happened.MISSED: N_("and %(by)s missed each other"),
    Happened.WORRY_SETTLED: N_("has one worry less: it was put to rest"),
    Happened.STEP_KEPT: N_("done: %(what)s"),
    Happened.DRAWN_IN: N_("has %(called)s drawn in"),
    Happened.HOLDER_CHANGED: N_("is held by %(holder)s"),
    Happened.PAUSED: N_("is having a pause"),
    Happened.RESUMED: N_("is going on after a pause"),
    Happened.INTRODUCED: N_("came to the door"),
    Happened.ADDED_TO: N_("said more at the door"),
}
BROUGHT_BACK = N_("was brought back to this huddle by %(by)s")  # what the huddle before kept, and no event says
BESIDE = tuple(
    kind for kind in SINCE if kind not in {Happened.INTRODUCED, Happened.ADDED_TO}
)  # the list says who is new
