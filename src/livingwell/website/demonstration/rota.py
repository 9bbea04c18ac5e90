"""Who is on duty in the made-up town: somebody at every hour that it is staffed, for half a year to come."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from livingwell.access.naming import named, practising
from livingwell.lib.hours import LONDON
from livingwell.places import actions as places
from livingwell.places.models import Duty, Membership, Practitioner, Team
from livingwell.places.queries import current
from livingwell.places.words import Pack

AHEAD = timedelta(days=182)


def fill(pack: Pack, team: Team, now: datetime) -> None:
    """Put somebody on duty for each staffed day that nobody is down for yet: they take turns, on days they work."""
    members = list(
        Membership.objects.filter(current(now), team=team)
        .select_related("practitioner__organisation")
        .order_by("practitioner__called")
    )
    if not members:
        return
    with named(practising(members[0].practitioner)):
        taken = {one.astimezone(LONDON).date() for one in _starts(team, now)}
        for number, day in enumerate(_days(now.date())):
            opening, who = pack.hours.on(day), _turn(members, number, day)
            if opening is None or day in taken:
                continue
            starts, ends = (datetime.combine(day, at, LONDON) for at in opening)
            places.take_duty(team=team, practitioner=who, starts_at=starts, ends_at=ends)


def _starts(team: Team, now: datetime) -> Iterator[datetime]:
    since = now - timedelta(days=1)
    return Duty.objects.filter(team=team, starts_at__gte=since).values_list("starts_at", flat=True).iterator()


def _days(today: date) -> Iterator[date]:
    return (today + timedelta(days=number) for number in range(AHEAD.days))


def _turn(members: list[Membership], number: int, day: date) -> Practitioner:
    """Return whose turn it is among those who work that day; among all, where nobody does."""
    here = [one for one in members if day.weekday() in one.days] or members
    return here[number % len(here)].practitioner
