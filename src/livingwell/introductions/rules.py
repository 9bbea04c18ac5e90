"""Deciding about introductions: pure."""

from dataclasses import dataclass, field

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Channel

from .words import NEXT_STATES, STATES, ForWhom, State, TellBack


@dataclass(frozen=True)
class Way:
    """A way to be reached, as typed at the door."""

    channel: Channel
    value: str
    may_message: bool = False
    may_leave_message: bool = False
    may_say: str = ""
    not_say: str = ""
    when: str = ""


@dataclass(frozen=True)
class Introducer:
    """Whoever introduces somebody else: who they are to them, and whether the person agreed."""

    called: str
    is_to_them: str = ""
    organisation: str = ""
    contact: str = ""
    they_agreed: bool | None = None
    why_not_agreed: str = ""
    in_confidence: str = ""


@dataclass(frozen=True)
class Introducing:
    """Everything somebody may say at the door. Only `called` and one way to be reached are needed."""

    for_whom: ForWhom
    called: str
    ways: tuple[Way, ...]
    going_on: str = ""
    would_help: str = ""
    about: dict[str, object] = field(default_factory=dict)
    introducer: Introducer | None = None
    wants_a_ring: bool = False
    tell_back: TellBack = TellBack.NOTHING


def check_introducing(said: Introducing) -> None:
    """Raise NotPossible unless there is a name, a way to be reached, and for another their agreement or why not."""
    if not said.called.strip():
        raise NotPossible(N_("Enter a name to be called by. Any name will do."), field="called")
    if not any(way.value.strip() for way in said.ways):
        raise NotPossible(N_("Enter one safe way to be reached."), field="value")
    if said.for_whom == ForWhom.ME:
        return
    if said.introducer is None or not said.introducer.called.strip():
        raise NotPossible(N_("Enter your own name, so that we know who to thank."), field="introducer_called")
    if not said.introducer.they_agreed and not said.introducer.why_not_agreed.strip():
        raise NotPossible(
            N_("Say why they do not know yet, so that we can be careful how we get in touch."), field="why_not_agreed"
        )


def check_can_become(current: State, wanted: State) -> None:
    """Raise NotPossible unless an introduction may go from `current` to `wanted`."""
    if wanted in NEXT_STATES[current]:
        return
    raise NotPossible(
        N_("This introduction has got to “%(current)s”, so it cannot become “%(wanted)s”."),
        current=STATES[current],
        wanted=STATES[wanted],
    )
