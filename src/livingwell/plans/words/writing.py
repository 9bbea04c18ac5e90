"""How words came into a plan, what became of a suggestion, and what changed from one version to the next."""

from dataclasses import dataclass
from enum import StrEnum

from livingwell.lib.sentences import N_

LONGEST = 4_000


class SeenBy(StrEnum):
    """Who may see a part of a plan. The person chooses; the database does it."""

    TEAM = "team"
    ONLY_ME = "only me"


class Answer(StrEnum):
    """What became of a suggestion. Empty while it waits for the person."""

    WAITS = ""
    YES = "yes"
    NO = "no"
    CHANGED = "changed"
    TAKEN_BACK = "taken back"


ANSWERS = {
    Answer.YES: N_("Yes"),
    Answer.NO: N_("No"),
    Answer.CHANGED: N_("Yes, in other words"),
    Answer.TAKEN_BACK: N_("Taken back"),
}


class How(StrEnum):
    """How a practitioner writes in somebody's plan: as a suggestion, or sitting beside them."""

    SUGGESTION = "suggestion"
    TOGETHER = "together"


class Same(StrEnum):
    """What a piece of text is, from one version to the next."""

    KEPT = "kept"
    ADDED = "added"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came, or went."""

    is_: Same
    text: str
