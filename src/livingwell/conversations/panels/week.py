"""My week: seven days, what is in each, and where else to look."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.lib.hours import Hours

from ..queries.week import Week, monday_of
from ..words import State
from .around import ConversationRow


@dataclass(frozen=True)
class WeekTalk:
    """A conversation in a week: from when to when, with whom, where, and who else of us comes."""

    row: ConversationRow
    ends_at: datetime
    is_over: bool
    with_us: str


@dataclass(frozen=True)
class WeekDay:
    """One day: what is in it, and why nothing is where nothing can be."""

    day: date
    is_today: bool
    why_not: str  # "You are away", "Not one of your days"; empty where they work
    duties: tuple[str, ...]
    talks: tuple[WeekTalk, ...]


@dataclass(frozen=True)
class MyWeek:
    """A week as its page shows it, or one day of it."""

    monday: date
    days: tuple[WeekDay, ...]
    before: date
    after: date
    is_this_week: bool
    one_day: bool = False

    @classmethod
    def of(cls, week: Week, *, hours: Hours, me: UUID, now: datetime, only: date | None = None) -> "MyWeek":
        today = dates.local_date(now)
        days = [week.monday + timedelta(days=n) for n in range(7)]
        shown = [day for day in days if day == only] if only else _with_anything(week, days, hours)
        step = timedelta(days=1 if only else 7)
        first = only or week.monday
        return cls(
            monday=week.monday,
            days=tuple(_day(week, day, hours=hours, me=me, now=now) for day in shown),
            before=first - step,
            after=first + step,
            is_this_week=week.monday == monday_of(today),
            one_day=only is not None,
        )


def _with_anything(week: Week, days: list[date], hours: Hours) -> list[date]:
    """Return the days of a week, a weekend only where the place is open or something is in it."""
    busy = {dates.local_date(one.at) for one in week.talks}
    return [day for day in days if day.weekday() < 5 or day.weekday() in hours.week or day in busy]


def _day(week: Week, day: date, *, hours: Hours, me: UUID, now: datetime) -> WeekDay:
    return WeekDay(
        day=day,
        is_today=day == dates.local_date(now),
        why_not=_why_not(week, day, hours),
        duties=tuple(
            _("On duty for %(team)s from %(start)s to %(end)s")
            % {"team": one.team.name, "start": dates.clock(one.starts_at), "end": dates.clock(one.ends_at)}
            for one in week.duties
            if dates.local_date(one.starts_at) == day and one.ends_at > one.starts_at
        ),
        talks=tuple(_talk(one, me, now) for one in week.talks if dates.local_date(one.at) == day),
    )


def _why_not(week: Week, day: date, hours: Hours) -> str:
    away = next((one for one in week.aways if one.from_on <= day <= one.until_on), None)
    if away is not None:
        cover = away.cover.called if away.cover else ""
        return _("You are away. %(called)s covers.") % {"called": cover} if cover else _("You are away.")
    if hours.on(day) is None:
        return _("Nobody is here that day.")
    return "" if not week.works or day.weekday() in week.works else _("Not one of your days.")


def _talk(one, me: UUID, now: datetime) -> WeekTalk:
    others = [who.called for who in (one.practitioner, one.also) if who is not None and who.pk != me]
    return WeekTalk(
        row=ConversationRow.of(one, called=one.person.called, now=now),
        ends_at=one.at + timedelta(minutes=one.lasts),
        is_over=one.state in {State.HELD, State.MISSED},
        with_us=", ".join(others),
    )
