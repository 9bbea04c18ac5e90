"""Many lives made after the patterns, some hundreds at a time, in another process where there are many."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from random import Random

from . import names
from .crews import EARLIER
from .parts import WEEK, Copy, Crew, Pattern, make

AT_ONCE = 500
AHEAD = 3  # batches that may be waiting to be copied: what is in memory never grows
OPEN = 0.05  # of everybody; the others have stepped out, for now
JITTER = 20 * 60 * 1_000_000  # microseconds: no two lives go by the same minutes


@dataclass
class Batch:
    """Some new lives: how many, their rows by table, and what of them is noted in the record."""

    people: int = 0
    rows: dict[str, list[bytes]] = field(default_factory=dict)
    noted: list[tuple[str, bytes, bytes]] = field(default_factory=list)


@dataclass
class Town:
    """What every new life is made from."""

    patterns: Sequence[Pattern]
    crews: Sequence[Crew]
    seed: int

    def __post_init__(self) -> None:
        self.open = [one for one in self.patterns if one.is_open] or self.patterns
        self.over = [one for one in self.patterns if not one.is_open] or self.patterns

    def batch(self, first: int, people: int) -> Batch:
        """Make so many lives; `first` is the number of the first, and each goes to another team than the one before."""
        random = Random(f"{self.seed} {first}")  # noqa: S311 -- made-up people, the same each time
        batch = Batch(people)
        for number in range(first, first + people):
            pattern, copy = self._one(number, random)
            rows, noted = make(pattern, copy)
            for table, made in rows.items():
                batch.rows.setdefault(table, []).append(made)
            batch.noted += noted
        return batch

    def _one(self, number: int, random: Random) -> tuple[Pattern, Copy]:
        is_open = random.random() < OPEN
        pattern = random.choice(self.open if is_open else self.over)
        weeks = 0 if pattern.is_open else random.randrange(EARLIER + 1)
        earlier = weeks * WEEK + random.randrange(JITTER)
        crew = self.crews[number % len(self.crews)]
        return pattern, Copy(names.somebody(random), names.number(random), crew, weeks, earlier, random)


def render(town: Town, people: int) -> Iterator[Batch]:
    """Yield so many lives, a batch at a time, as fast as they are taken and never far ahead."""
    wanted = [(first, min(AT_ONCE, people - first)) for first in range(0, people, AT_ONCE)]
    if len(wanted) < AHEAD:
        yield from (town.batch(*one) for one in wanted)
        return
    # Forked, so that the patterns are there without being sent; it never touches the connection, and ends unsaid.
    with ProcessPoolExecutor(1, get_context("fork"), _begin, (town,)) as other:
        yield from _ahead(other, wanted)


def _ahead(other: Executor, wanted: Sequence[tuple[int, int]]) -> Iterator[Batch]:
    coming: deque[Future[Batch]] = deque()
    for one in wanted:
        coming.append(other.submit(_batch, *one))
        if len(coming) == AHEAD:
            yield coming.popleft().result()
    while coming:
        yield coming.popleft().result()


_here: list[Town] = []  # the one town of that other process


def _begin(town: Town) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever stops us stops the one who asks, who tells this one to end
    _here.append(town)


def _batch(first: int, people: int) -> Batch:
    made = _here[0].batch(first, people)
    made.rows = {table: [b"".join(rows)] for table, rows in made.rows.items()}
    return made
