"""Short lives, lived through the actions: what most people's time with a place is, and so a pattern for many."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import cycle, islice
from random import Random
from uuid import UUID

from livingwell.introductions import actions as introductions

from .. import town
from ..lives import Life
from ..place import Place

OVER, SINCE = (60, 200), 30  # days ago that lives began which are over by now, and at most those which are not
NOT_NOW = ("I feel a bit better. I have your number.", "Not while my mum is here.", "The choir is enough for now.")


class NotNow(Life):
    """Spoken with once, and that was enough for now."""

    def _happenings(self) -> Iterator[tuple[Callable[[], None], int]]:
        yield self.come_in, 1
        yield self.be_read, 1
        yield self.be_reached, 3
        yield self.say_not_now, 0

    def say_not_now(self) -> None:
        with self._as(self.holder) as by:
            introductions.say_not_now(introduction=self._introduction(), words=self.random.choice(NOT_NOW), by=by)


class NotReached(Life):
    """Tried at different times, by different means, and not reached."""

    def _happenings(self) -> Iterator[tuple[Callable[[], None], int]]:
        yield self.come_in, 1
        yield self.be_read, 1
        self.hours = (13, 15)
        yield self.not_answer_a_call, 2
        yield self.not_answer_a_text, 4
        yield self.not_answer_a_call, 3
        yield self.be_let_go, 0


class Talked(Life):
    """Talked with once, and stepped out."""

    times = 1

    def _happenings(self) -> Iterator[tuple[Callable[[], None], int]]:
        yield self.come_in, 1
        yield self.be_read, 1
        yield self.be_reached, 3
        yield from self._sessions(self.times)


class TalkedMore(Talked):
    """Talked with more than once."""

    times = 2


class StillHere(Talked):
    """Came lately, and has not stepped out."""

    times = 12


# Of twenty people: most are seen once or twice and known, and the door stays open. One of every kind comes first. How
# many of all who are made after them are still here, `rendering` says.
KINDS: tuple[type[Life], ...] = (
    NotNow,
    Talked,
    StillHere,
    NotReached,
    TalkedMore,
    *[NotNow] * 9,
    *[Talked] * 3,
    *[StillHere] * 3,
)


def short_lives(place: Place, people: int, now: datetime, seed: int) -> list[Life]:
    """Return some lives of every kind, in turn."""
    random = Random(seed)  # noqa: S311 -- made-up people, the same each time
    return [_life(kind, place, now, random) for kind in islice(cycle(KINDS), people)]


def _life(kind: type[Life], place: Place, now: datetime, random: Random) -> Life:
    days = random.randint(0, SINCE) if kind is StillHere else random.randint(*OVER)
    return kind(
        place=place,
        random=Random(random.random()),  # noqa: S311 -- the same each time
        called=random.choice(town.NAMES),
        began=now - timedelta(days=days, hours=random.randint(0, 20)),
        until=now,
        key=UUID(int=random.getrandbits(128), version=4),
    )
