"""Which coming times are offered: when the place is staffed, whoever comes works and is free, and it suits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from livingwell.lib.hours import LONDON, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import PartOfDay

from .meeting import on_the_clock

STEP = timedelta(minutes=30)
NOTICE = timedelta(hours=3)  # nobody is offered a time that is nearly now
BETWEEN = timedelta(minutes=30)  # from one conversation to the next: a walk, a bus, a breath
A_DAY = 2  # times offered in one day, so that there are days to choose from
NOON, EVENING = time(12), time(17)
LUNCH = time(13)  # until then nothing is offered while something else is

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Diary:
    """When somebody could come. No `days` said is every staffed day; `opens` and `shuts` narrow the place's hours.

    away: first and last day of each absence. taken: when they are with somebody, from and until, whoever it is.
    """

    days: frozenset[int] = frozenset()
    opens: time | None = None
    shuts: time | None = None
    away: tuple[tuple[date, date], ...] = ()
    taken: tuple[Span, ...] = ()

    def works_on(self, day: date) -> bool:
        return (not self.days or day.weekday() in self.days) and not self.is_away(day)

    def is_away(self, day: date) -> bool:
        return any(first <= day <= last for first, last in self.away)

    def is_free(self, start: datetime, lasts: timedelta, *, between: timedelta = BETWEEN) -> bool:
        """Return whether nothing of theirs is in the way; moments are compared in UTC, where an hour is an hour."""
        begins, ends = start.astimezone(UTC) - between, start.astimezone(UTC) + lasts + between
        return not any(a.astimezone(UTC) < ends and b.astimezone(UTC) > begins for a, b in self.taken)


@dataclass(frozen=True)
class Wish:
    """When somebody said is good for them: weekdays and parts of a day. Nothing said is any."""

    days: frozenset[int] = frozenset()
    parts: frozenset[PartOfDay] = frozenset()

    def suits(self, start: datetime) -> bool:
        local = start.astimezone(LONDON)
        on_a_good_day = not self.days or local.weekday() in self.days
        return on_a_good_day and (not self.parts or part_of(local.time()) in self.parts)


def part_of(at: time) -> PartOfDay:
    if at < NOON:
        return PartOfDay.MORNING
    return PartOfDay.AFTERNOON if at < EVENING else PartOfDay.EVENING


def offered(
    diaries: Sequence[Diary],
    hours: Hours,
    wish: Wish,
    *,
    now: datetime,
    until: date,
    lasts: timedelta = timedelta(hours=1),
    most: int = 6,
) -> list[datetime]:
    """Return the soonest times at which everybody in `diaries` could come and that suit, by London's clock.

    At most two a day, one in each part of it first, from a few hours after `now` to the end of `until`.
    """
    found: list[datetime] = []
    day = now.astimezone(LONDON).date()
    while day <= until and len(found) < most:
        free = [one for one in _times(diaries, hours, day, lasts) if one >= now + NOTICE and wish.suits(one)]
        found += _spread([one for one in free if all(diary.is_free(one, lasts) for diary in diaries)])
        day += timedelta(days=1)
    return found[:most]


def _times(diaries: Sequence[Diary], hours: Hours, day: date, lasts: timedelta) -> Iterator[datetime]:
    """Yield every half hour of a day at which a conversation would fit the place's hours and everybody's own."""
    staffed = hours.on(day)
    if staffed is None or not all(diary.works_on(day) for diary in diaries):
        return
    opens = max([staffed[0], *(one.opens for one in diaries if one.opens)])
    shuts = min([staffed[1], *(one.shuts for one in diaries if one.shuts)])
    at = datetime.combine(day, opens)
    while at + lasts <= datetime.combine(day, shuts):
        yield from _moment(day, at.time())
        at += STEP


def _moment(day: date, at: time) -> tuple[datetime, ...]:
    """Return the moment a clock on the wall shows this; none in an hour that the clocks leave out."""
    try:
        return (on_the_clock(day, at),)
    except NotPossible:
        return ()


def _spread(free: Sequence[datetime]) -> list[datetime]:
    """Return the first time of each part of a day, at most two; on a day of one part only, a second two hours on."""
    free = [one for one in free if not NOON <= one.time() < LUNCH] or free
    first: dict[PartOfDay, datetime] = {}
    for one in free:
        first.setdefault(part_of(one.time()), one)
    chosen = list(first.values())[:A_DAY]
    if len(chosen) == 1:
        chosen += [one for one in free if one >= chosen[0] + timedelta(hours=2)][:1]
    return chosen


def in_the_way(diary: Diary, start: datetime, lasts: timedelta) -> Span | None:
    """Return what somebody has already at this very time, or None: a short breath between two is theirs to judge."""
    if diary.is_free(start, lasts, between=timedelta()):
        return None
    begins, ends = start.astimezone(UTC), start.astimezone(UTC) + lasts
    return next(span for span in diary.taken if span[0].astimezone(UTC) < ends and span[1].astimezone(UTC) > begins)


def reminded_at(at: datetime, hours: int) -> datetime:
    """Return when a reminder agreed so many hours before goes. The day before is by the clock on the wall."""
    if hours % 24:
        return at - timedelta(hours=hours)
    local = at.astimezone(LONDON)
    day = local.date() - timedelta(days=hours // 24)
    return datetime.combine(day, local.time(), LONDON)
