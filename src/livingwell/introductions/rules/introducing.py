"""Deciding about one introduction, at a door: pure."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from livingwell.lib.hours import LONDON, Hours
from livingwell.lib.phones import digits
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import UNDER_18, AgeBand, Channel

from ..words import NEXT_STATES, STATES, ForWhom, SafeNow, State, TellBack

LAST_HOUR = timedelta(hours=1)  # what comes in the last hour of the day is promised for the next time
NUMBER = re.compile(r"[\d+(][\d ()+-]*\d")


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
    safe_now: SafeNow | None = None
    been_before: bool = False

    @property
    def is_under_18(self) -> bool:
        return AgeBand(str(self.about.get("age_band") or "")) in UNDER_18


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
            N_("Say why they do not know yet, so that we can be careful how we get in touch."),
            field="why_not_agreed",
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


def got_to(state: State, *, spoken: bool, talked: bool) -> State:
    """Return where an introduction has got to, when its journey has gone further than it says.

    Somebody may be reached, or talk, by another page than this room's; then nobody waits at the door for it.
    """
    if talked and state in {State.RECEIVED, State.READ, State.REACHED}:
        return State.TALKED
    if spoken and state in {State.RECEIVED, State.READ}:
        return State.REACHED
    return state


@dataclass(frozen=True)
class DoorRead:
    """When a person reads what comes in now: `today`, while somebody is there, or from `at` on."""

    today: bool
    at: datetime


def door_read(hours: Hours, now: datetime) -> DoorRead:
    """Return when the door is next read. Near closing time it is the next opening, which can be kept."""
    local = now.astimezone(LONDON)
    opening = hours.on(local.date())
    if not hours.is_staffed(now) or opening is None:
        return DoorRead(False, hours.next_staffed(now))
    closes = datetime.combine(local.date(), opening[1], LONDON)
    if closes - local >= LAST_HOUR:
        return DoorRead(True, closes)
    return DoorRead(False, hours.next_staffed(closes))


def has_number(words: str) -> bool:
    """Return whether somebody could be rung on what is written here. An email address is not a number."""
    plain = " ".join(word for word in words.split() if "@" not in word)
    return any(digits(found) for found in NUMBER.findall(plain))
