"""On which days a team reaches those it brings in: no more a day than it can, and everybody within the horizon."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from livingwell.lib.hours import Hours
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .people import Listed

TOO_FEW = N_(
    "%(people)s people are on this list. At %(per_day)s a day, on the %(days)s days somebody is there until %(until)s, "
    "the team can reach %(reach)s of them. At %(needed)s a day it reaches everybody."
)


def days_to_reach(hours: Hours, from_on: date, until_on: date) -> list[date]:
    """Return the days on which somebody is there, from one day to another, both among them."""
    every = (from_on + timedelta(days=ahead) for ahead in range((until_on - from_on).days + 1))
    return [day for day in every if hours.on(day) is not None]


def needed_a_day(people: int, days: Sequence[date]) -> int:
    """Return how many a day the team has to reach, so that nobody waits longer than may be."""
    return -(-people // len(days)) if days else 0


def check_fits(people: int, days: Sequence[date], per_day: int) -> None:
    """Raise NotPossible, with the numbers, unless everybody is reached on these days at so many a day."""
    if not days:
        raise NotPossible(N_("Nobody is there on any of these days. Begin on an earlier one."), field="from_on")
    if people > per_day * len(days):
        raise NotPossible(
            TOO_FEW,
            field="per_day",
            people=people,
            per_day=per_day,
            days=len(days),
            until=days[-1],
            reach=per_day * len(days),
            needed=needed_a_day(people, days),
        )


def spread(people: Iterable[Listed], days: Sequence[date], per_day: int) -> dict[int, date]:
    """Return the day each row's first step falls on: whoever has waited longest first, so many a day.

    Whoever has no date comes after those who have, as they stand in the list.
    """
    waited = sorted(people, key=lambda one: (one.introduced_on or date.max, one.number))
    return {one.number: days[place // per_day] for place, one in enumerate(waited)}
