"""When somebody is there: weekly staffed hours, closed days, and the next time somebody will be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True)
class Hours:
    """Staffed hours by weekday (0 is Monday) as (opens, closes) on a London clock, and days it is closed all day."""

    week: Mapping[int, tuple[time, time]]
    closed_on: frozenset[date] = field(default_factory=frozenset)

    def on(self, day: date) -> tuple[time, time] | None:
        """Return (opens, closes) on `day`, or None when nobody is there."""
        return None if day in self.closed_on else self.week.get(day.weekday())

    def is_staffed(self, at: datetime) -> bool:
        """Return whether somebody is there at the moment `at` (aware)."""
        local = at.astimezone(LONDON)
        hours = self.on(local.date())
        return hours is not None and hours[0] <= local.time() < hours[1]

    def open_until(self, at: datetime) -> datetime | None:
        """Return when the hours that `at` (aware) is in end, in London time; None when nobody is there."""
        hours = self.on(at.astimezone(LONDON).date())
        if hours is None or not self.is_staffed(at):
            return None
        return datetime.combine(at.astimezone(LONDON).date(), hours[1], LONDON)

    def next_staffed(self, at: datetime) -> datetime:
        """Return `at` itself when staffed, or the next opening after it, in London time.

        Raises ValueError when nobody is there in the year after `at`: a place that is never staffed promises nothing.
        """
        local = at.astimezone(LONDON)
        if self.is_staffed(at):
            return local
        hours = self.on(local.date())
        today = hours is not None and local < datetime.combine(local.date(), hours[0], LONDON)
        day = self._staffed_day(local.date() if today else local.date() + timedelta(days=1))
        opens, _ = self.on(day) or (time.min, time.min)
        return datetime.combine(day, opens, LONDON)

    def working_day_after(self, start: date, days: int) -> date:
        """Return the day that is `days` staffed days after `start`; 0 is `start` or the first staffed day after it.

        Raises ValueError as `next_staffed` does.
        """
        day = self._staffed_day(start)
        for _ in range(days):
            day = self._staffed_day(day + timedelta(days=1))
        return day

    def _staffed_day(self, start: date) -> date:
        """Return `start`, or the first day after it on which somebody is there."""
        for ahead in range(367):
            day = start + timedelta(days=ahead)
            if self.on(day) is not None:
                return day
        raise ValueError("these hours are never staffed in the year ahead; a place needs at least one staffed day")
