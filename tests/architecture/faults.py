"""What a guard reads and what it answers: a source, and faults that say where they are and what to do."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from architecture import house


@dataclass(frozen=True, order=True)
class Fault:
    """Something a guard found: where, on which line, and a sentence that says what to do."""

    where: str
    line: int
    say: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.say}"


@dataclass(frozen=True)
class Source:
    """One file of the house, or one that a test planted: `where` is its path in the project."""

    where: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def room(self) -> str:
        """`src/livingwell/people/rules.py` is in `people`."""
        return self.where.split("/")[2]

    @property
    def inside(self) -> str:
        """Where it is inside its room: `actions/holding.py`."""
        return "/".join(self.where.split("/")[3:])

    @property
    def part(self) -> str:
        """`actions` for `actions.py` and for `actions/holding.py` alike."""
        return self.inside.split("/")[0].removesuffix(".py")

    def functions(self) -> Iterator[ast.FunctionDef]:
        return (one for one in ast.walk(self.tree) if isinstance(one, ast.FunctionDef))


def read(paths: Iterable[Path]) -> list[Source]:
    """Return these files in order. One that somebody moves while we look is left out."""
    return [Source(house.named(one), one.read_text()) for one in sorted(paths) if one.is_file()]


@cache
def programs() -> list[Source]:
    """Every Python file of the house but its migrations."""
    return [one for one in _all_python() if "/migrations/" not in one.where]


@cache
def migrations() -> list[Source]:
    return [one for one in _all_python() if "/migrations/" in one.where]


@cache
def _all_python() -> list[Source]:
    return read(house.HOUSE.rglob("*.py"))


@cache
def templates() -> list[Source]:
    return read(house.HOUSE.glob("*/templates/**/*.jinja"))


def is_below(lower: str, upper: str) -> bool:
    """Return whether `upper` may lean on `lower`: itself, or a room on a floor beneath."""
    return lower == upper or house.floors()[lower] < house.floors()[upper]


def none_of(faults: Iterable[Fault]) -> None:
    """Fail with every fault on a line of its own."""
    found = sorted(faults)
    if found:
        raise AssertionError("\n" + "\n".join(map(str, found)))
