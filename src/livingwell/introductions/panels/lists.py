"""A waiting list as it is looked over: its columns, what would come of it, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.design.sentences import said
from livingwell.lib.refusals import NotPossible

from ..models import WaitingList
from ..queries import goes_at
from ..rules.lists import Became, Kept, LeftOut, Listed, Perhaps, Plan, Sheet

SHOWN = 3  # values of a column, so that it is known again
A_FEW = 60  # letters of each
NAMES_OF_A_DAY = 30


@dataclass(frozen=True)
class ColumnPanel:
    """A column of the list: its heading, or its letter where it has none, and the first of what it holds."""

    number: int
    heading: str
    values: tuple[str, ...]

    @classmethod
    def all_of(cls, sheet: Sheet, headings: int) -> "tuple[ColumnPanel, ...]":
        return tuple(cls._of(sheet, headings, column) for column in range(sheet.width))

    @classmethod
    def _of(cls, sheet: Sheet, headings: int, column: int) -> "ColumnPanel":
        heading = " ".join(sheet.cell(headings, column).split()) if headings else ""
        found: list[str] = []
        for row in range(headings + 1, len(sheet.rows) + 1):
            words = " ".join(sheet.cell(row, column).split())
            if words and words not in (heading, *found):
                found.append(words)
            if len(found) == SHOWN:
                break
        return cls(
            column,
            Truncator(heading).chars(A_FEW) or _("Column %(letter)s") % {"letter": _letter(column)},
            tuple(Truncator(one).chars(A_FEW) for one in found),
        )


def _letter(column: int) -> str:
    return chr(65 + column) if column < 26 else chr(64 + column // 26) + chr(65 + column % 26)


@dataclass(frozen=True)
class Day:
    """A day on which first steps fall, and for whom; their names where they are few."""

    on: date
    people: int
    names: str

    @classmethod
    def each(cls, people: Iterable[Listed], reached_on: Mapping[int, date]) -> "tuple[Day, ...]":
        by: dict[date, list[str]] = {}
        for one in people:
            by.setdefault(reached_on[one.number], []).append(one.called)
        return tuple(
            cls(on, len(names), ", ".join(names) if len(names) <= NAMES_OF_A_DAY else "")
            for on, names in sorted(by.items())
        )


@dataclass(frozen=True)
class Row:
    """A row of the list, as it is read on the page of what would come, or came, of it."""

    number: int
    begins: str
    why: str = ""
    person_id: str = ""
    reach_by: date | None = None
    also: str = ""
    is_undated: bool = False

    @classmethod
    def left(cls, one: LeftOut, today: date) -> "Row":
        return cls(one.number, one.begins, why=_why(one.why, one.values, today))

    @classmethod
    def of(cls, one: Became, today: date) -> "Row":
        return cls(
            one.number,
            one.begins,
            why=_why(one.why, one.values, today) if one.why else "",
            person_id=one.person_id,
            reach_by=date.fromisoformat(one.reach_by) if one.reach_by else None,
            also=", ".join(map(str, one.also)),
            is_undated=one.is_undated,
        )


def _why(sentence: str, values: Mapping[str, Any], today: date) -> str:
    return said(NotPossible(sentence, **values), today=today)


@dataclass(frozen=True)
class LookPanel:
    """What would come of a list, before anything is made of it."""

    people: int
    left_out: tuple[Row, ...]
    perhaps: tuple[Perhaps, ...]
    undated: tuple[str, ...]
    hidden: str
    longest: Listed | None
    dateless: int
    joined: int
    blank: int
    days: tuple[Day, ...]
    per_day: int
    needed: int
    why_not: str

    @classmethod
    def of(cls, plan: Plan, perhaps: tuple[Perhaps, ...], today: date) -> "LookPanel":
        dated = [one for one in plan.people if one.introduced_on]
        why_not = _why_not(plan, today)
        return cls(
            people=len(plan.people),
            left_out=tuple(Row.left(one, today) for one in plan.left_out),
            perhaps=perhaps,
            undated=tuple(
                _("row %(row)s, %(called)s") % {"row": one.number, "called": one.called}
                for one in plan.people
                if one.is_undated
            ),
            hidden=", ".join(str(one.number) for one in plan.people if one.number in plan.hidden),
            longest=min(dated, key=lambda one: one.introduced_on or today, default=None),
            dateless=sum(one.introduced_on is None and not one.is_undated for one in plan.people),
            joined=sum(len(one.also) for one in plan.people),
            blank=plan.blank,
            days=() if why_not else Day.each(plan.people, plan.reached_on()),
            per_day=plan.per_day,
            needed=plan.needed,
            why_not=why_not,
        )

    @property
    def is_too_long(self) -> bool:
        """Whether more a day would do."""
        return bool(self.why_not) and self.needed > self.per_day


def _why_not(plan: Plan, today: date) -> str:
    try:
        plan.check()
    except NotPossible as reason:
        return said(reason, today=today)
    return ""


@dataclass(frozen=True)
class CamePanel:
    """What came of a list, row by row; here until it is forgotten."""

    rows: tuple[Row, ...]
    perhaps: tuple[Perhaps, ...]
    team: str
    at: datetime | None
    until: datetime

    @classmethod
    def of(cls, one: WaitingList, kept: Kept, today: date) -> "CamePanel":
        return cls(
            tuple(Row.of(row, today) for row in kept.became),
            kept.perhaps,
            one.team.name,
            one.brought_in_at,
            goes_at(one),
        )

    @property
    def ids(self) -> dict[int, str]:
        """Return whom each row became, where it became somebody."""
        return {row.number: row.person_id for row in self.rows if row.person_id}

    @property
    def people(self) -> int:
        return sum(bool(row.person_id) for row in self.rows)

    @property
    def left_out(self) -> int:
        return len(self.rows) - self.people


@dataclass(frozen=True)
class ListLine:
    """A list of today's: whose team, since when, and whether people were made of it."""

    id: object
    team: str
    at: str
    is_in: bool

    @classmethod
    def of(cls, one: WaitingList, today: date) -> "ListLine":
        return cls(
            one.pk, one.team.name, dates.on_day_and_time(one.made_at, today=today), one.brought_in_at is not None
        )
