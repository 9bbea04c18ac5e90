"""What practitioners bring to the work, who may see it, and what of it answers a person's need."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from livingwell.lib.sentences import N_

Key = TypeVar("Key")


class Brings(StrEnum):
    """What sort of thing somebody brings to the work."""

    LANGUAGE = "language"
    SIGNING = "signing"
    TRAINING = "training"
    LIVED = "lived experience"
    ELSE = "something else"


BRINGS = {
    Brings.LANGUAGE: N_("Language"),
    Brings.SIGNING: N_("Signing"),
    Brings.TRAINING: N_("Training"),
    Brings.LIVED: N_("Lived experience"),
    Brings.ELSE: N_("Something else"),
}


# Lived experience is never set beside a name, nor offered by what a person needs: whoever looks for it finds it.
OFFERED = frozenset(Brings) - {Brings.LIVED}


class SeenBy(StrEnum):
    """Who may see what somebody brings."""

    TEAM = "team"
    HERE = "here"


SEEN_BY = {SeenBy.TEAM: N_("My team"), SeenBy.HERE: N_("Everyone who works here")}


@dataclass(frozen=True)
class Brought:
    """One thing that somebody brings, in their own words."""

    kind: Brings
    words: str


@dataclass(frozen=True)
class Match(Generic[Key]):
    """What somebody brings that answers what a person needs; `why` is the person's own word for it."""

    key: Key
    words: tuple[str, ...]
    why: str
