"""Days and moments as a person writes them, so that an example reads aloud: "Tuesday 3 November 2026, 10:00"."""

from datetime import date, datetime

from livingwell.lib.hours import LONDON

A_DAY, A_TIME = "%A %d %B %Y", "%H:%M"


def day(said: str) -> date:
    """Return a day written with its weekday. Raises ValueError when it is not that weekday."""
    found = datetime.strptime(said, A_DAY).date()  # noqa: DTZ007 -- a day, not a moment
    if f"{found:%A}" != said.split()[0]:
        raise ValueError(f"{said} is a {found:%A}")
    return found


def moment(said: str) -> datetime:
    """Return a moment on a London clock."""
    written, at = said.rsplit(", ", 1)
    hour, minute = map(int, at.split(":"))
    found = day(written)
    return datetime(found.year, found.month, found.day, hour, minute, tzinfo=LONDON)


def say_day(one: date) -> str:
    return f"{one:%A} {one.day} {one:%B} {one:%Y}"


def say(one: datetime) -> str:
    local = one.astimezone(LONDON)
    return f"{say_day(local.date())}, {local:%H:%M}"
