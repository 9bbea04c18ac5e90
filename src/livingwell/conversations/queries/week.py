"""Reading somebody's own week: whom they meet, when they work, are away or on duty."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from livingwell.lib.hours import LONDON
from livingwell.places import queries as places
from livingwell.places.models import Away, Duty, Membership

from ..models import Conversation
from ..words import State

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """Everything a week is made of, as rows; `works` are the weekdays they said, none where they said none."""

    monday: date
    talks: tuple[Conversation, ...]
    works: frozenset[int]
    aways: tuple[Away, ...]
    duties: tuple[Duty, ...]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(practitioner_id: UUID, monday: date, now: datetime) -> Week:
    """Return somebody's week, in four queries. It begins at midnight in London, whatever the clocks do."""
    starts, ends = (datetime.combine(day, time.min, LONDON) for day in (monday, monday + A_WEEK))
    theirs = Q(practitioner_id=practitioner_id) | Q(also_id=practitioner_id)
    talks = Conversation.objects.filter(theirs, at__gte=starts, at__lt=ends).exclude(state=State.CALLED_OFF)
    members = Membership.objects.filter(places.current(now), practitioner_id=practitioner_id)
    duties = Duty.objects.filter(practitioner_id=practitioner_id, starts_at__lt=ends, ends_at__gt=starts)
    aways = places.STANDING.filter(
        practitioner_id=practitioner_id, from_on__lt=monday + A_WEEK, until_on__gte=monday
    ).select_related("cover")
    return Week(
        monday=monday,
        talks=tuple(talks.select_related("person", "practitioner", "also").order_by("at")),
        works=frozenset(day for one in members for day in one.days),
        aways=tuple(aways),
        duties=tuple(duties.exclude(starts_at__gte=ends).select_related("team").order_by("starts_at")),
    )
