"""Refusals as they are shown: translated, their places filled with words translated too, days and times in words."""

from datetime import date, datetime, time

from django.utils.translation import gettext

from livingwell.design import dates
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import Marked


def _in_words(value: object, today: date | None) -> object:
    if isinstance(value, Marked):
        return gettext(value)
    if isinstance(value, datetime):
        return dates.day_and_time(value, today=today)
    if isinstance(value, date):
        return dates.day(value, today=today)
    return dates.clock(value) if isinstance(value, time) else value


def said(reason: NotPossible, *, today: date | None = None) -> str:
    """The refusal's sentence in the reader's language, a day near `today` named as one. Plain text."""
    sentence = gettext(reason.sentence)
    if not reason.values:
        return sentence
    return sentence % {name: _in_words(value, today) for name, value in reason.values.items()}
