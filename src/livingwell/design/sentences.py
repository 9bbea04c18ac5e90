"""Refusals as they are shown: translated, their places filled, days and times in words."""

from datetime import date, datetime, time

from django.utils.translation import gettext

from livingwell.design import dates
from livingwell.lib.refusals import NotPossible


def _in_words(value: object) -> object:
    if isinstance(value, datetime):
        return dates.day_and_time(value)
    if isinstance(value, date):
        return dates.full_date(value)
    return dates.clock(value) if isinstance(value, time) else value


def said(reason: NotPossible) -> str:
    """The refusal's sentence in the reader's language. Plain text: whoever prints it escapes it."""
    sentence = gettext(reason.sentence)
    if not reason.values:
        return sentence
    return sentence % {name: _in_words(value) for name, value in reason.values.items()}
