"""Days and times in words, in the United Kingdom's own clock: "tomorrow at 4pm", "Thursday 26 November".

Pure but for translation: today and now are given. Times follow the NHS content style: 4pm, 4:30pm, midday, midnight.
"""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

LONDON = ZoneInfo("Europe/London")
Moment = date | datetime

JUST_NOW = timedelta(minutes=1)
HOUR, DAY, FORTNIGHT = timedelta(hours=1), timedelta(days=1), timedelta(days=14)


def local_date(value: Moment) -> date:
    """The day `value` falls on in London; a naive datetime is taken as London's already."""
    if not isinstance(value, datetime):
        return value
    return value.astimezone(LONDON).date() if value.tzinfo else value.date()


def local_time(value: datetime | time) -> time:
    if isinstance(value, datetime):
        return value.astimezone(LONDON).time() if value.tzinfo else value.time()
    return value


def full_date(value: Moment, *, today: date | None = None) -> str:
    """Weekday, day and month; the year too unless it is today's."""
    on = local_date(value)
    if today and on.year == today.year:
        return dateformat.format(on, pgettext("date pattern: Thursday 26 November", "l j F"))
    return dateformat.format(on, pgettext("date pattern: Thursday 26 November 2026", "l j F Y"))


def plain_date(value: Moment) -> str:
    """ "26 November 2026", for limits and tables."""
    return dateformat.format(local_date(value), pgettext("date pattern: 26 November 2026", "j F Y"))


def near_day(value: Moment, *, today: date | None) -> str:
    """today, tomorrow or yesterday; empty for any other day."""
    if today is None:
        return ""
    names = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    return names.get((local_date(value) - today).days, "")


def day(value: Moment, *, today: date | None = None) -> str:
    """After a word such as "by" or "since": "tomorrow", "Thursday 26 November"."""
    return near_day(value, today=today) or full_date(value, today=today)


def on_day(value: Moment, *, today: date | None = None) -> str:
    """After a verb: "tomorrow", "on Thursday 26 November"."""
    return near_day(value, today=today) or _("on %(date)s") % {"date": full_date(value, today=today)}


def clock(value: datetime | time) -> str:
    """4pm, 4:30pm, midday, midnight: never a time that could be read two ways."""
    at = local_time(value)
    if (at.hour, at.minute) in ((0, 0), (12, 0)):
        return _("midday") if at.hour else _("midnight")
    said = {"hour": at.hour % 12 or 12, "minute": f"{at.minute:02}"}
    if at.hour < 12:
        return (_("%(hour)s:%(minute)sam") if at.minute else _("%(hour)sam")) % said
    return (_("%(hour)s:%(minute)spm") if at.minute else _("%(hour)spm")) % said


def day_and_time(value: datetime, *, today: date | None = None) -> str:
    """ "tomorrow at 4pm", "Thursday 26 November at 4pm"."""
    return _("%(day)s at %(time)s") % {"day": day(value, today=today), "time": clock(value)}


def on_day_and_time(value: datetime, *, today: date | None = None) -> str:
    """ "tomorrow at 4pm", "on Thursday 26 November at 4pm"."""
    return _("%(day)s at %(time)s") % {"day": on_day(value, today=today), "time": clock(value)}


def ago(value: datetime, *, now: datetime) -> str:
    """How long before `now`, both aware: "just now", "5 minutes ago", "3 days ago"; then the date."""
    since = now - value
    if since < JUST_NOW:
        return _("just now")
    if since < HOUR:
        minutes = since // JUST_NOW
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    days = (local_date(now) - local_date(value)).days
    if days == 0 or since < HOUR * 6:
        hours = since // HOUR
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    if days == 1:
        return _("yesterday")
    if days <= FORTNIGHT // DAY:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    return on_day(value, today=local_date(now))
