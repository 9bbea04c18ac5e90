"""What a check found."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Checked:
    """One kind of check: how many were made, and a sentence for each that did not pass."""

    what: str
    made: int
    wrong: tuple[str, ...] = ()

    @property
    def passed(self) -> int:
        return self.made - len(self.wrong)


def each(what: str, found: Iterable[str]) -> Checked:
    """Return a kind of check from a line for each that was made: empty where it passed, else why it did not."""
    lines = list(found)
    return Checked(what, len(lines), tuple(line for line in lines if line))
