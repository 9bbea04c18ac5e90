"""What would come of a list, before anything is made of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from livingwell.lib.hours import Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .alike import Known, alike, known
from .kept import Became, Kept, Perhaps
from .people import LeftOut, Listed, read_people
from .sheets import Sheet
from .spreading import check_fits, days_to_reach, needed_a_day, spread

BROUGHT_BEFORE = N_("This row has been brought in before.")
NOBODY = N_("Nobody would come in from this list. Look at the columns again, or choose another file.")


@dataclass(frozen=True)
class Here:
    """Somebody whom whoever brings the list in may see: as they can be compared, and with which team they are."""

    known: Known
    team: str


@dataclass(frozen=True)
class Plan:
    """Who would come in, by which row; which rows would not, and why; and on which days the team can reach them."""

    people: tuple[Listed, ...]
    left_out: tuple[LeftOut, ...]
    days: tuple[date, ...]
    per_day: int
    blank: int = 0
    hidden: frozenset[int] = frozenset()  # rows that are out of sight in the workbook

    @property
    def needed(self) -> int:
        return needed_a_day(len(self.people), self.days)

    def check(self) -> None:
        """Raise NotPossible, with the numbers, unless it can be done as it stands."""
        if not self.people:
            raise NotPossible(NOBODY)
        check_fits(len(self.people), self.days, self.per_day)

    def reached_on(self) -> dict[int, date]:
        """Return the day each row's first step falls on."""
        return spread(self.people, self.days, self.per_day)

    def without(self, rows: Collection[int]) -> "Plan":
        """Return the plan without some of its rows, for they have been brought in before."""
        before = [LeftOut(one.number, one.called, BROUGHT_BEFORE) for one in self.people if one.number in rows]
        return replace(
            self,
            people=tuple(one for one in self.people if one.number not in rows),
            left_out=tuple(sorted([*self.left_out, *before], key=lambda one: one.number)),
        )


def plan_for(kept: Kept, *, hours: Hours, today: date, latest: date) -> Plan:
    """Return what would come of a list of which everything has been said, reached from its day to `latest`."""
    chosen = kept.chosen
    if chosen is None:
        raise NotPossible(N_("Say first what each column of the list is."))
    sheet = kept.sheets[chosen.sheet]
    people, left_out = read_people(sheet, headings=chosen.headings, columns=chosen.columns, today=today)
    days = days_to_reach(hours, max(chosen.from_on, today), latest)
    return Plan(
        tuple(people),
        tuple(left_out),
        tuple(days),
        chosen.per_day,
        _blank(sheet, chosen.headings),
        frozenset(sheet.hidden),
    )


def _blank(sheet: Sheet, headings: int) -> int:
    return sum(not row for row in sheet.rows[headings:])


def perhaps_the_same(people: Iterable[Listed], here: Sequence[Here]) -> tuple[Perhaps, ...]:
    """Return who on a list is perhaps somebody else on it, or somebody here already."""
    listed = {one.number: one for one in people}
    there = {one.known.key: one for one in here}
    found = alike(map(known, listed.values()), (one.known for one in here))
    return tuple(_perhaps(listed[int(str(one.one))], one.other, one.by_way, listed, there) for one in found)


def _perhaps(
    row: Listed, other: object, by_way: bool, listed: Mapping[int, Listed], there: Mapping[object, Here]
) -> Perhaps:
    if isinstance(other, UUID):
        same = there[other]
        return Perhaps(row.number, row.called, same.known.called, by_way, person_id=str(other), team=same.team)
    number = int(str(other))
    return Perhaps(row.number, row.called, listed[number].called, by_way, other_number=number)


def became(plan: Plan, person_ids: Mapping[int, UUID]) -> tuple[Became, ...]:
    """Return what became of every row, in the order of the list."""
    days = plan.reached_on()
    made = [
        Became(
            one.number,
            one.called,
            person_id=str(person_ids[one.number]),
            reach_by=days[one.number].isoformat(),
            also=one.also,
            is_undated=one.is_undated,
        )
        for one in plan.people
    ]
    left = [Became(one.number, one.begins, why=str(one.why), values=dict(one.values)) for one in plan.left_out]
    return tuple(sorted([*made, *left], key=lambda one: one.number))
