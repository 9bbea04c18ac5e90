"""Days and times people type, and a clear sentence for each way of getting one wrong."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from livingwell.design import dates
from livingwell.design.fields.bound import BoundField, Drawn, Grouped, Params
from livingwell.lib.cleaning import clean_text

PARTS = ("day", "month", "year")
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
Limit = date | Callable[[], date]


class DateParts(forms.Widget):
    """Three inputs, `name_day`, `name_month` and `name_year`; the value between them is three strings or nothing."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...] | None:
        typed = tuple(clean_text(str(data.get(f"{name}_{part}", "")), lines=False)[:40] for part in PARTS)
        return typed if any(typed) else None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in PARTS)


class WrongDate(ValidationError):  # noqa: N818 -- said to people, as a sentence
    """A date that cannot be, which parts of it are wrong beside the sentence."""

    def __init__(self, sentence: str, *parts: str) -> None:
        self.parts = parts or PARTS
        super().__init__(sentence, "date")


def read_month(typed: str) -> int:
    """1 to 12 from a number or a name, in English or the reader's language; 0 when it is neither."""
    if typed.isdecimal():
        return int(typed) if int(typed) <= 12 else 0
    for number in MONTHS:
        names = {str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold()}
        if typed.casefold().rstrip(".") in names | {f"{date(2000, number, 1):%B}".casefold()}:
            return number
    return 0


class DateField(Grouped, forms.Field):
    """A day. `subject` begins the sentences ("Your date of birth must ..."); limits are dates, or return one."""

    component = "date-input"
    widget = DateParts

    def __init__(
        self,
        *,
        subject: str = _("The date"),
        earliest: Limit = EARLIEST,
        latest: Limit = LATEST,
        **options: Any,
    ) -> None:
        self.subject, self.earliest, self.latest = subject, earliest, latest
        super().__init__(**options)

    def clean(self, value: tuple[str, ...] | None) -> date | None:
        self.validate(value)
        if not value:
            return None
        on = self._read(dict(zip(PARTS, value, strict=True)))
        self._within_limits(on)
        return on

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return initial != self.clean(data)
        except ValidationError:
            return True

    def _read(self, typed: dict[str, str]) -> date:
        absent = [part for part in PARTS if not typed[part]]
        if absent:
            raise WrongDate(self._must_include(absent), *absent)
        if len(typed["year"]) != 4 or not typed["year"].isdecimal():
            raise WrongDate(self._say(_("%(subject)s must have a year of four numbers, such as 1984")), "year")
        month = read_month(typed["month"])
        if not month:
            raise WrongDate(self._say(_("%(subject)s must have a month from 1 to 12, or its name")), "month")
        try:
            return date(int(typed["year"]), month, int(typed["day"]))
        except (ValueError, OverflowError):
            raise WrongDate(self._say(_("%(subject)s must be a real date")), "day") from None

    def _within_limits(self, on: date) -> None:
        earliest, latest = (limit() if callable(limit) else limit for limit in (self.earliest, self.latest))
        if on < earliest:
            sentence = _("%(subject)s must be %(limit)s or later")
            raise WrongDate(self._say(sentence, limit=dates.plain_date(earliest)), *self._off(on, earliest))
        if on > latest:
            sentence = _("%(subject)s must be %(limit)s or earlier")
            raise WrongDate(self._say(sentence, limit=dates.plain_date(latest)), *self._off(on, latest))

    def _off(self, on: date, limit: date) -> tuple[str, ...]:
        return ("year",) if abs(on.year - limit.year) > 1 else PARTS

    def _must_include(self, absent: list[str]) -> str:
        names = {"day": gettext("a day"), "month": gettext("a month"), "year": gettext("a year")}
        said = [names[part] for part in absent]
        both = said[0] if len(said) == 1 else gettext("%(one)s and %(other)s") % {"one": said[0], "other": said[1]}
        return self._say(_("%(subject)s must include %(parts)s"), parts=both)

    def _say(self, sentence: str, **values: str) -> str:
        return str(sentence) % {"subject": self.subject, **values}

    def specifics(self, bound: BoundField) -> Params:
        typed = typed_parts(bound.value())
        wrong = wrong_parts(bound)
        labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
        return {
            "id": bound.auto_id,
            "items": [
                {
                    "id": f"{bound.auto_id}_{part}",
                    "name": f"{bound.html_name}_{part}",
                    "label": labels[part],
                    "value": typed[part],
                    "width": "4" if part == "year" else "2",
                    "error": part in wrong,
                }
                for part in PARTS
            ],
        }

    def first_input(self, bound: BoundField) -> str:
        wrong = wrong_parts(bound)
        return f"{bound.auto_id}_{next((part for part in PARTS if part in wrong), 'day')}"


def typed_parts(value: object) -> dict[str, str]:
    """What each of the three inputs shows."""
    if isinstance(value, date):
        return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
    return dict(zip(PARTS, value or ("", "", ""), strict=True))


def wrong_parts(bound: BoundField) -> tuple[str, ...]:
    """Which inputs need another look: those the sentence is about, or all of them when it does not say."""
    errors = bound.errors.as_data()
    return tuple(part for error in errors for part in getattr(error, "parts", PARTS))


CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.h]?(?P<minute>\d{2}))?(?P<half>am|pm)?")
NAMED = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def read_time(typed: str) -> time | None:
    """The time `typed` means, on either clock; nothing when it is not one. Raises Ambiguous for a bare "4"."""
    plain_text = typed.casefold().replace(" ", "").replace("a.m.", "am").replace("p.m.", "pm").rstrip(".")
    if plain_text in NAMED:
        return NAMED[plain_text]
    found = CLOCK.fullmatch(plain_text)
    if not found:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= 12:
        return None
    if not half and 1 <= hour < 12 and not found["hour"].startswith("0"):
        raise Ambiguous(typed)
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class Ambiguous(Exception):  # noqa: N818 -- a question to ask, not an error
    """Morning or afternoon?"""


class TimeField(Drawn, forms.TimeField):
    """A time, typed as people say it: 4pm, 4:30 pm, 16:00, midday."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Enter a time, like 4pm or 16:30"),
        "ambiguous": _("Say whether that is am or pm: %(typed)sam or %(typed)spm"),
    }

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        typed = clean_text(str(value), lines=False)[:40]
        try:
            at = read_time(typed)
        except Ambiguous:
            raise ValidationError(self.error_messages["ambiguous"], "ambiguous", {"typed": typed}) from None
        if at is None:
            raise ValidationError(self.error_messages["invalid"], "invalid")
        return at

    def specifics(self, bound: BoundField) -> Params:
        value = bound.value()
        shown = dates.clock(value) if isinstance(value, time) else bound.written
        return {"value": shown, "width": "5", "spellcheck": False}
