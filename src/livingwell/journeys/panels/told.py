"""Whom what cannot wait has reached so far, while nobody has it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..models import Worry
from ..rules import PASSED_ON_EVERY

SHOWN = 3


@dataclass(frozen=True)
class Told:
    """Somebody who was told, and when."""

    called: str
    at: datetime


@dataclass(frozen=True)
class ToldSoFar:
    """Who was told last, in order, and how many before them. `every`: minutes from one to the next."""

    last: tuple[Told, ...]
    before: int
    every: int = int(PASSED_ON_EVERY.total_seconds() // 60)

    @classmethod
    def of(cls, worry: Worry) -> "ToldSoFar":
        """Make it of a worry read by `queries.with_told`."""
        told = [_told(facts) for facts in vars(worry)["told_so_far"]]
        return cls(tuple(told[-SHOWN:]), max(0, len(told) - SHOWN))

    @property
    def number(self) -> int:
        return len(self.last) + self.before


def _told(facts: dict[str, Any]) -> Told:
    return Told(facts["called"], datetime.fromisoformat(facts["at"]))
