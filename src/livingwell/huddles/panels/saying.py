"""A few words, translated and filled: "by Thursday", "after seven months", "16 days"."""

from datetime import date, timedelta
from hashlib import sha256

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from livingwell.design.dates import near_day

from ..rules import Said

DAYS, WEEKS, MONTHS = 21, 63, 730  # days: up to three weeks in days, nine in weeks, two years in months
LONGEST = 40  # letters of a next step beside a name


def in_words(said: Said, today: date) -> str:
    """Return a few words in the reader's language, days and stretches of time as people say them."""
    if not said.values:
        return _(said.sentence) if said.sentence else ""
    return _(said.sentence) % {name: _in_words(value, today) for name, value in said.values}


def _in_words(value: object, today: date) -> object:
    if isinstance(value, date):
        return short_day(value, today)
    if isinstance(value, timedelta):
        return span(value)
    text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "…"


def short_day(day: date, today: date) -> str:
    """Return a day in a word where one will do: today, Monday, 3 Nov, 3 Nov 2024."""
    away = abs((day - today).days)
    if away < 2:
        return near_day(day, today=today)
    if away < 7:
        return dateformat.format(day, "l")
    if day.year == today.year:
        return dateformat.format(day, pgettext("date pattern: 3 Nov", "j M"))
    return dateformat.format(day, pgettext("date pattern: 3 Nov 2024", "j M Y"))


def span(length: timedelta) -> str:
    """Return a stretch of time as it is said: 16 days, 5 weeks, 7 months, 3 years."""
    days = max(0, length.days)
    if days < DAYS:
        return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
    if days < WEEKS:
        return ngettext("%(n)s week", "%(n)s weeks", days // 7) % {"n": days // 7}
    if days < MONTHS:
        return ngettext("%(n)s month", "%(n)s months", days // 30) % {"n": days // 30}
    return ngettext("%(n)s year", "%(n)s years", days // 365) % {"n": days // 365}


def fingerprint(value: object) -> str:
    """Return a short mark of a panel, the same while it reads the same: a part of a page is swapped when it differs."""
    return sha256(repr(value).encode()).hexdigest()[:16]
