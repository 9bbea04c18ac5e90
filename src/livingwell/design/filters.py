"""What templates can do to a value: say it in words, colour it, put it in paragraphs."""

import re
import zlib
from datetime import date, datetime, time

import phonenumbers
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from livingwell.design import dates
from livingwell.design.sentences import said
from livingwell.lib.refusals import NotPossible

TINTS = 6
NO_BREAK = "\u00a0"
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")


@pass_context
def day(context: Context, value: date) -> str:
    return dates.day(value, today=context.get("today"))


@pass_context
def on_day(context: Context, value: date) -> str:
    return dates.on_day(value, today=context.get("today"))


@pass_context
def full_date(context: Context, value: date) -> str:
    return dates.full_date(value, today=context.get("today"))


@pass_context
def day_and_time(context: Context, value: datetime) -> str:
    return dates.day_and_time(value, today=context.get("today"))


@pass_context
def on_day_and_time(context: Context, value: datetime) -> str:
    return dates.on_day_and_time(value, today=context.get("today"))


@pass_context
def ago(context: Context, value: datetime) -> str:
    return dates.ago(value, now=context.get("now") or datetime.now(dates.LONDON))


def machine_time(value: date | datetime | time) -> str:
    """For `<time datetime>`: ISO 8601, London's offset included."""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(dates.LONDON).isoformat(timespec="minutes")
    return value.isoformat()


@pass_context
def refusal(context: Context, reason: NotPossible) -> str:
    return said(reason, today=context.get("today"))


def paragraphs(text: str) -> Markup:
    """Escaped text as `<p>` and `<br>`, each paragraph in its own direction of writing."""
    found = [part for part in BLANK_LINE.split(str(text).replace("\r\n", "\n").strip()) if part]
    return Markup("").join(
        Markup('<p dir="auto">{}</p>').format(escape(part).replace("\n", Markup("<br>"))) for part in found
    )


def initials(name: str) -> str:
    """One or two letters for an avatar: the first of the first and last words that begin with one."""
    words = [word for word in str(name).split() if word[0].isalnum()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in ends).upper() or "·"


def tint(key: object) -> int:
    """A colour from 1 to 6, the same for the same key on every page and every machine."""
    return zlib.crc32(str(key).encode()) % TINTS + 1


def phone(number: str) -> str:
    """A number as people here write it, 07700 900123, on one line. What is not one comes back as it was."""
    try:
        parsed = phonenumbers.parse(str(number), "GB")
    except phonenumbers.NumberParseException:
        return str(number)
    home = parsed.country_code == phonenumbers.country_code_for_region("GB")
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style).replace(" ", NO_BREAK)


FILTERS = {
    "day": day,
    "on_day": on_day,
    "date": full_date,
    "plain_date": dates.plain_date,
    "time": dates.clock,
    "day_and_time": day_and_time,
    "on_day_and_time": on_day_and_time,
    "ago": ago,
    "machine_time": machine_time,
    "paragraphs": paragraphs,
    "initials": initials,
    "tint": tint,
    "phone": phone,
    "refusal": refusal,
}
