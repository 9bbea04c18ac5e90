"""A life as a pattern, and another made after it. Pure, so that another process can do it: bytes in, bytes out.

A pattern is a list of values, each made for the new life by its kind: a key of its own, a colleague's name, a moment
as much earlier as everything in this life is. Whatever is the same for everybody stands between them as it is.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum, auto
from random import Random
from typing import Any

from .rows import FIRST_DAY, FIRST_MOMENT, LONG, LONGER

WEEK = 7 * 24 * 3600 * 1_000_000  # microseconds


@dataclass(frozen=True)
class Colleague:
    """Somebody who works in the new life's team: their key, and what they are called."""

    key: bytes
    called: str
    full_name: str


@dataclass(frozen=True)
class Crew:
    """A team: its key and name, and who in it does what each colleague of the patterns did."""

    key: bytes
    name: str
    colleagues: tuple[tuple[Colleague, ...], ...]
    huddles: dict[int, bytes]  # the key of the one on each day that had one before

    def huddle(self, day: int) -> bytes:
        """Return the key of this team's huddle on a day, given as PostgreSQL counts them."""
        return self.huddles.get(day) or huddle_of(self.key, day)


@dataclass
class Copy:
    """One new life: whose it is, with which team, how long ago, and who in it stands for whom."""

    called: str
    number: str
    crew: Crew
    weeks: int  # earlier, so that a weekday stays one
    earlier: int  # in microseconds, weeks and all
    random: Random
    made: list[Any] = field(default_factory=list)

    def colleague(self, number: int) -> Colleague:
        """Return who does here what colleague `number` of the patterns did: the same one all through this life."""
        alike = self.crew.colleagues[number]
        return alike[self.earlier % len(alike)]


class Kind(Enum):
    """What a value of a life is."""

    KEY = auto()
    RANDOM = auto()
    CALLED = auto()
    NUMBER = auto()
    COLLEAGUE = auto()
    COLLEAGUE_CALLED = auto()
    COLLEAGUE_NAMED = auto()
    TEAM = auto()
    TEAM_NAMED = auto()
    HUDDLE = auto()
    MOMENT = auto()
    MOMENT_WRITTEN = auto()
    DAY = auto()
    DAY_WRITTEN = auto()
    WRITTEN = auto()  # a key, as text
    CELL = auto()  # some parts, with their length before them
    DIGEST = auto()  # of some parts, after a salt


@dataclass
class Parts:
    """Bytes that are the same for everybody, and between them the numbers of values."""

    same: list[bytes]
    places: list[tuple[int, int]]  # where among the bytes, and which value

    def made(self, values: list[Any]) -> bytes:
        """Return all of it for one life."""
        whole = self.same.copy()
        for place, value in self.places:
            whole[place] = values[value]
        return b"".join(whole)

    def joined(self) -> "Parts":
        """Return the same, with what stands side by side and stays as it is in one piece."""
        at, parts = dict(self.places), Parts([], [])
        last_stays = False
        for place, piece in enumerate(self.same):
            stays = place not in at
            if not stays:
                parts.places.append((len(parts.same), at[place]))
            if stays and last_stays:
                parts.same[-1] += piece
            else:
                parts.same.append(piece)
            last_stays = stays
        return parts


@dataclass(frozen=True)
class Noted:
    """A row that the record keeps an entry of: of which source, its key, and what is digested."""

    source: str
    key: int
    digest: int


@dataclass
class Pattern:
    """One life: every value in it, what is written in each table, and what the record notes."""

    is_open: bool
    values: list[tuple[Kind, Any]]
    tables: dict[str, Parts]
    noted: list[Noted]

    def __post_init__(self) -> None:
        self.makers = [(MAKE[kind], told) for kind, told in self.values]


def key_from(random: bytes) -> bytes:
    """Return sixteen random bytes as a key of version 4, as every key here is."""
    return random[:6] + bytes((random[6] & 0x0F | 0x40, random[7], random[8] & 0x3F | 0x80)) + random[9:16]


def huddle_of(team: bytes, day: int) -> bytes:
    """Return the key of a team's huddle on a day, which the team and the day alone make."""
    return key_from(hashlib.sha256(team + LONG.pack(day)).digest())


def written(key: bytes) -> bytes:
    """Return a key as text."""
    text = key.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}".encode()


def length_of(kind: Kind, told: Any) -> int | None:
    """Return how many bytes a value has in every life; None where that differs."""
    return told if kind is Kind.RANDOM else LENGTHS.get(kind)


def _moment_written(moment: int, copy: Copy) -> bytes:
    at = FIRST_MOMENT + timedelta(microseconds=moment - copy.earlier)
    return f"{at.isoformat(timespec='microseconds')[:26]}Z".encode()


def _cell(parts: Parts, copy: Copy) -> bytes:
    whole = parts.made(copy.made)
    return LONG.pack(len(whole)) + whole


def _digest(salted: tuple[int, Parts], copy: Copy) -> bytes:
    salt, parts = salted
    return hashlib.sha256(copy.made[salt] + parts.made(copy.made)).digest()


LENGTHS = {
    **dict.fromkeys((Kind.KEY, Kind.COLLEAGUE, Kind.TEAM, Kind.HUDDLE), 16),
    Kind.MOMENT: 8,
    Kind.DAY: 4,
    Kind.DAY_WRITTEN: 10,
    Kind.WRITTEN: 36,
}
MAKE: dict[Kind, Callable[[Any, Copy], bytes]] = {
    Kind.KEY: lambda _, copy: key_from(copy.random.randbytes(16)),
    Kind.RANDOM: lambda many, copy: copy.random.randbytes(many),
    Kind.CALLED: lambda _, copy: copy.called.encode(),
    Kind.NUMBER: lambda _, copy: copy.number.encode(),
    Kind.COLLEAGUE: lambda who, copy: copy.colleague(who).key,
    Kind.COLLEAGUE_CALLED: lambda who, copy: copy.colleague(who).called.encode(),
    Kind.COLLEAGUE_NAMED: lambda who, copy: copy.colleague(who).full_name.encode(),
    Kind.TEAM: lambda _, copy: copy.crew.key,
    Kind.TEAM_NAMED: lambda _, copy: copy.crew.name.encode(),
    Kind.HUDDLE: lambda day, copy: copy.crew.huddle(day - 7 * copy.weeks),
    Kind.MOMENT: lambda moment, copy: LONGER.pack(moment - copy.earlier),
    Kind.MOMENT_WRITTEN: _moment_written,
    Kind.DAY: lambda day, copy: LONG.pack(day - 7 * copy.weeks),
    Kind.DAY_WRITTEN: lambda day, copy: (FIRST_DAY + timedelta(days=day - 7 * copy.weeks)).isoformat().encode(),
    Kind.WRITTEN: lambda which, copy: written(copy.made[which]),
    Kind.CELL: _cell,
    Kind.DIGEST: _digest,
}


def make(pattern: Pattern, copy: Copy) -> tuple[dict[str, bytes], list[tuple[str, bytes, bytes]]]:
    """Return a new life's rows by their table, and of each that is noted: its source, its key and its digest."""
    add = copy.made.append
    for maker, told in pattern.makers:
        add(maker(told, copy))
    rows = {name: parts.made(copy.made) for name, parts in pattern.tables.items()}
    return rows, [(one.source, copy.made[one.key], copy.made[one.digest]) for one in pattern.noted]
