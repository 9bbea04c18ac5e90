"""What the place promises at its door, worked out from its pack: only what somebody is there to keep."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import dateformat
from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.lib.hours import LONDON
from livingwell.lib.sentences import N_
from livingwell.places.words import Helpline, Pack

from ..rules import DoorRead, door_read

HOURS = {
    1: N_("one"),
    2: N_("two"),
    3: N_("three"),
    4: N_("four"),
    5: N_("five"),
    6: N_("six"),
    7: N_("seven"),
    8: N_("eight"),
    9: N_("nine"),
    10: N_("ten"),
    11: N_("eleven"),
    12: N_("twelve"),
}
PARTS = {
    "morning": (N_("this morning"), N_("tomorrow morning"), N_("on %(day)s morning")),
    "afternoon": (N_("this afternoon"), N_("tomorrow afternoon"), N_("on %(day)s afternoon")),
    "evening": (N_("this evening"), N_("tomorrow evening"), N_("on %(day)s evening")),
}
A_WEEK = 7


@dataclass(frozen=True)
class Promise:
    """What whoever comes to the door now is promised, in words."""

    reach_by: str  # "Thursday", after "by"
    read_by: str  # "by nine tomorrow morning", or "today"
    is_read_today: bool
    is_there_now: bool
    helplines: tuple[Helpline, ...]
    for_young: tuple[Helpline, ...]
    last_checked: date

    @classmethod
    def of(cls, pack: Pack, now: datetime) -> "Promise":
        today = now.astimezone(LONDON).date()
        reading = door_read(pack.hours, now)
        return cls(
            reach_by=day_words(pack.reach_by(now), today),
            read_by=read_words(reading, today),
            is_read_today=reading.today,
            is_there_now=pack.hours.is_staffed(now),
            helplines=pack.nation.for_anybody(),
            for_young=pack.nation.for_young(),
            last_checked=pack.nation.last_checked,
        )


def day_words(day: date, today: date) -> str:
    """Return a day as it is said after "by": "tomorrow", "Thursday", "Thursday 3 December"."""
    near = dates.near_day(day, today=today)
    if near:
        return near
    if 0 < (day - today).days < A_WEEK:
        return dateformat.format(day, "l")
    return dates.full_date(day, today=today)


def read_words(reading: DoorRead, today: date) -> str:
    """Return when the door is next read: "today", "by nine tomorrow morning", "by nine on Monday morning"."""
    if reading.today:
        return _("today")
    at = reading.at.astimezone(LONDON)
    ahead = (at.date() - today).days
    if at.minute or not 0 <= ahead < A_WEEK:
        return _("by %(time)s on %(day)s") % {"time": dates.clock(at), "day": dates.full_date(at, today=today)}
    now, tomorrow, later = PARTS[_part(at.hour)]
    when = _(now if ahead == 0 else tomorrow if ahead == 1 else later) % {"day": dateformat.format(at, "l")}
    return _("by %(hour)s %(when)s") % {"hour": _(HOURS[at.hour % 12 or 12]), "when": when}


def _part(hour: int) -> str:
    return "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
