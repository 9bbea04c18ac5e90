"""Who on a list is perhaps the same as somebody else: shown side by side, and never put together."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import chain, combinations, product

from livingwell.lib.names import is_close
from livingwell.lib.phones import digits
from livingwell.people.rules import NUMBERS
from livingwell.people.words import Channel

from ..introducing import Way
from .people import Listed

MARK = "="  # before a number or an address, among what people are looked for under
MOST_PAIRS = 300  # more than anybody looks through
COMPARED = 150  # people whose names begin alike, up to which each is compared with each; beyond, the same name counts
SHARED_BY_MANY = 12  # who share a number: a hostel's, or whoever introduces them, and nobody's own


@dataclass(frozen=True)
class Known:
    """Somebody, as far as they can be compared: what they are called, and their numbers and email addresses."""

    key: Hashable
    called: str
    marks: frozenset[str]


Group = tuple[list[Known], list[Known]]


@dataclass(frozen=True)
class Alike:
    """Two who are perhaps one, by key; and whether a number or an address says so, or a name alone."""

    one: Hashable
    other: Hashable
    by_way: bool


def known(one: Listed) -> Known:
    return Known(one.number, one.called, marks_of(one.ways))


def marks_of(ways: Iterable[Way]) -> frozenset[str]:
    """Return what of these ways is mostly one person's: a number, an email address. A house has many in it."""
    numbers = {digits(way.value) for way in ways if way.channel in NUMBERS}
    emails = {way.value.lower() for way in ways if way.channel == Channel.EMAIL}
    return frozenset((numbers | emails) - {""})


def alike(listed: Iterable[Known], here: Iterable[Known]) -> list[Alike]:
    """Return the pairs of which one is listed, and the other listed too or here already; each once, by a number first.

    Only those are compared whose names begin alike, or who share a number: a list of thousands takes seconds.
    """
    groups: dict[str, Group] = defaultdict(lambda: ([], []))
    for which, people in enumerate((listed, here)):
        for one in people:
            for near in _near(one):
                groups[near][which].append(one)
    found: dict[frozenset[Hashable], Alike] = {}
    for near, (ours, theirs) in sorted(groups.items(), key=lambda group: not group[0].startswith(MARK)):
        are_alike = _how(near, len(ours) + len(theirs))
        if are_alike is None:
            continue
        for one, other in chain(combinations(ours, 2), product(ours, theirs)):
            if are_alike(one, other):
                found.setdefault(frozenset((one.key, other.key)), Alike(one.key, other.key, near.startswith(MARK)))
    in_order = sorted(
        found.values(), key=lambda pair: (not pair.by_way, str(pair.one).zfill(9), str(pair.other).zfill(9))
    )
    return in_order[:MOST_PAIRS]


def _how(near: str, people: int) -> Callable[[Known, Known], bool] | None:
    """Return how those are compared who were looked for under the same; None where it says nothing of anybody."""
    if near.startswith(MARK):
        return (lambda one, other: True) if people <= SHARED_BY_MANY else None
    if people > COMPARED:
        return lambda one, other: one.called.casefold() == other.called.casefold()
    return lambda one, other: _is_close(one, other, near)


def _near(one: Known) -> set[str]:
    """Return under what somebody is looked for: their numbers first, then how their name begins."""
    words = one.called.casefold().split() or [" "]
    names = {words[0][:2], f"{words[0][0]} {words[-1][0]}"} if len(words) > 1 else {words[0][:2]}
    return {*(f"{MARK}{mark}" for mark in one.marks), *names}


def _is_close(one: Known, other: Known, near: str) -> bool:
    """Return whether two names are alike. Of two whole names the first and the last word begin so."""
    whole = " " in one.called and " " in other.called
    return whole == (" " in near) and is_close(one.called, other.called)
