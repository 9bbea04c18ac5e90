"""A day as somebody wrote it in a list: 3/4/25, 3rd April 2025, Tues 03.04.2025, 2025-04-03, or 45750."""

import re
from datetime import date, timedelta

from livingwell.lib.sentences import N_

EXCEL_BEGINS = date(1899, 12, 30)  # day 0 of a spreadsheet's own count
OLDEST = date(1900, 1, 1)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb febr",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAY = re.compile(r"\b(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)(day|nesday|sday|rsday|urday)?\b\.?,?", re.I)
ISO = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?"
)
COMPACT = re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
FIGURES = re.compile(r"(?P<d>\d{1,2})\s*[-/.\\ ]\s*(?P<m>\d{1,2})\s*[-/.\\ ]\s*(?P<y>\d{4}|\d{2})")
DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/., ]*(?P<n>[a-z]{3,9})[-/.,' ]*(?P<y>\d{4}|\d{2})", re.I
)
MONTH_FIRST = re.compile(r"(?P<n>[a-z]{3,9})[-/., ]*(?P<d>\d{1,2})(?:st|nd|rd|th)?[-/., ]+(?P<y>\d{4}|\d{2})", re.I)
COUNTED = re.compile(r"\d{4,5}(?:\.\d+)?")  # a spreadsheet's own count of days; the rest is the time of day
TIME_AFTER = re.compile(r"[ T,]+(?:at )?\d{1,2}(?:[:.]\d{2}){1,2} ?(?:[ap]m)?$|[ ,]+(?:at )?\d{1,2} ?[ap]m$", re.I)
BEFORE = re.compile(
    r"^(?:(?:w/?c|week commencing|since|on|from|approx|about|around|circa|ca?)\b[.:]? *)+|^[~’'‘]+ *", re.I
)
DASHES = str.maketrans("–—−‑", "----")
LONGEST = 60  # letters: no day takes more

UNREADABLE = N_("Date they were introduced, which could not be read: “%(words)s”")
TO_COME = N_("Date they were introduced, which is still to come: “%(words)s”")
TOO_OLD = N_("Date they were introduced, which is before 1900: “%(words)s”")


def read_day(words: str, today: date) -> tuple[date | None, str]:
    """Return (day, "") for words that say a day from 1900 to `today`; else (None, a sentence about `words`).

    The day comes before the month, as people here write it. A month alone, or a year, is no day.
    """
    found = _read(words, today)
    if found is None:
        return None, UNREADABLE
    if found > today:
        return None, TO_COME
    return (found, "") if found >= OLDEST else (None, TOO_OLD)


def _read(words: str, today: date) -> date | None:
    plain = " ".join(words[: LONGEST + 1].translate(DASHES).split())
    if len(plain) > LONGEST:
        return None
    plain = BEFORE.sub("", WEEKDAY.sub(" ", BEFORE.sub("", plain)).strip(" ,.")).strip(" ,.")
    plain = " ".join(TIME_AFTER.sub("", plain).split()).strip(" ,.")
    if COUNTED.fullmatch(plain):
        return _counted(float(plain))
    for shape in (ISO, COMPACT, FIGURES, DAY_FIRST, MONTH_FIRST):
        if said := shape.fullmatch(plain):
            parts = said.groupdict()
            month = MONTHS.get(parts["n"].lower(), 0) if parts.get("n") else int(parts["m"])
            return _made(_year(parts["y"], today), month, int(parts["d"]))
    return None


def _counted(days: float) -> date | None:
    """Return the day that a spreadsheet counts so. A number below 10,000 is a year, or a slip: it is before 1927."""
    return EXCEL_BEGINS + timedelta(days=int(days)) if days >= 10_000 else None


def _year(figures: str, today: date) -> int:
    """Return a year; of two figures, the one that has been: in 2026 "25" is 2025, and "27" is 1927."""
    if len(figures) == 4:
        return int(figures)
    this_hundred = today.year - today.year % 100 + int(figures)
    return this_hundred if this_hundred <= today.year else this_hundred - 100


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
