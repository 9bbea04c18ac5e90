"""Beside the board: what happened since last time, and how many each of us holds."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design.charts import Bars, bar_rows
from livingwell.design.filters import tint
from livingwell.journeys.words import Happened

from ..queries.meetings import Colleague, Happening
from ..rules import Fact, waited_too_long
from ..words import BROUGHT_BACK, SINCE, Outcome

SHOWN = 6


@dataclass(frozen=True)
class Line:
    """Something that happened, after somebody's name; in their own words where they said some."""

    called: str
    said: str
    quote: str
    at: datetime
    person_id: UUID


@dataclass(frozen=True)
class SinceLastTime:
    """What happened since the huddle before, and whom we kept waiting past what we promised."""

    lines: tuple[Line, ...]
    late: tuple[str, ...]

    @classmethod
    def of(
        cls, happened: Iterable[Happening], facts: Iterable[Fact], *, brought: Iterable[Happening] = (), today: date
    ) -> "SinceLastTime":
        """Return everything that happened, with whom the huddle before `brought` back to this one."""
        return cls(
            lines=tuple(_line(one) for one in [*happened, *brought]),
            late=tuple(fact.called for fact in waited_too_long(facts, today)),
        )

    @classmethod
    def shortly(cls, happened: Iterable[Happening], facts: Iterable[Fact], *, today: date) -> "SinceLastTime":
        """Return the first few of what matters most, one for each person."""
        first: dict[UUID, Happening] = {}
        for one in happened:
            first.setdefault(one.person_id, one)
        return cls.of(list(first.values())[:SHOWN], facts, today=today)

    def by_person(self) -> list[tuple[str, list[Line]]]:
        """Return the lines of each person together, oldest first: a hand-over that reads like one."""
        together: dict[UUID, list[Line]] = {}
        for line in sorted(self.lines, key=lambda line: line.at):
            together.setdefault(line.person_id, []).append(line)
        return sorted(((lines[0].called, lines) for lines in together.values()), key=lambda pair: pair[0].casefold())


def _line(one: Happening) -> Line:
    values = {"by": one.by or _("somebody"), "what": "", "called": "", "holder": "", **one.about}
    said = BROUGHT_BACK if one.kind == Outcome.CARRIED else SINCE[Happened(one.kind)]
    return Line(one.called, _(said) % values, str(one.about.get("words", "")), one.at, one.person_id)


@dataclass(frozen=True)
class Beside:
    """The right-hand column."""

    since: SinceLastTime
    bars: Bars
    unnamed: int

    @classmethod
    def of(cls, since: SinceLastTime, team: Iterable[Colleague], *, facts: Iterable[Fact]) -> "Beside":
        held = Counter(fact.holder_id for fact in facts)
        ours = sorted((one for one in team if one.is_in_team or held[one.id]), key=lambda one: one.called.casefold())
        rows = [(one.called, held[one.id], tint(one.id)) for one in ours]
        return cls(since, bar_rows(rows), held[None])
