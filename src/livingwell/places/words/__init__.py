"""The words of a place: its pack, who is invited to work there, what they bring."""

from .bringing import BRINGS, OFFERED, SEEN_BY, Brings, Brought, Key, Match, SeenBy
from .inviting import Asked, Invited
from .packs import (
    WORDS,
    Complaints,
    Door,
    Helpline,
    Look,
    Nation,
    OrganisationPack,
    Pack,
    Retention,
    Rhythm,
    TeamPack,
    WheelSegment,
    WhoAsked,
)

__all__ = [
    "BRINGS",
    "OFFERED",
    "SEEN_BY",
    "WORDS",
    "Asked",
    "Brings",
    "Brought",
    "Complaints",
    "Door",
    "Helpline",
    "Invited",
    "Key",
    "Look",
    "Match",
    "Nation",
    "OrganisationPack",
    "Pack",
    "Retention",
    "Rhythm",
    "SeenBy",
    "TeamPack",
    "WheelSegment",
    "WhoAsked",
]
