"""Waiting lists that somebody brings in: theirs alone to read; and whom they may see that a row may be."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from livingwell.journeys.models import Journey
from livingwell.journeys.rules import latest_due
from livingwell.lib import keys
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel
from livingwell.places.models import Team
from livingwell.places.words import Pack

from ..models import WaitingList
from ..rules import Way
from ..rules.lists import Here, Kept, Known, Listed, Plan, marks_of, plan_for

LASTS = timedelta(days=1)  # then the worker forgets it; the database says so too (gate.forget_lists)


def find_list(pk: UUID) -> WaitingList | None:
    """Return a list that the viewer brings in, with its team, or None: not there and not theirs are the same."""
    return WaitingList.objects.select_related("team__site").filter(pk=pk).first()


def lists_of_today() -> list[WaitingList]:
    """Return the lists that the viewer has begun to bring in, or has brought in, the newest first."""
    return list(WaitingList.objects.select_related("team").defer("says").order_by("-made_at")[:10])


def opened(one: WaitingList) -> Kept:
    """Return what a list says."""
    return Kept.from_text(one.says)


def row_keys(people: Iterable[Listed], team: Team) -> dict[int, UUID]:
    """Return, for each row, the key made of what it says and the team: the id of whoever comes in by it.

    The same row, in this file or another, is the same key, and the database makes a key once. The team is part of it,
    so that a list tells nobody who is with another team.
    """
    made = {one.number: sha256(one.content.encode()).hexdigest() for one in people}
    return {
        number: UUID(bytes=keys.made_from(settings.VIEWER_KEY, f"listed {content}", team.pk)[:16], version=4)
        for number, content in made.items()
    }


def plan_of(one: WaitingList, kept: Kept, *, pack: Pack, today: date) -> Plan:
    """Return what would come of a list. Whoever was brought in before, as far as the viewer sees, is left out."""
    latest = latest_due(today, one.team.site.horizon_days)
    plan = plan_for(kept, hours=pack.hours, today=today, latest=latest)
    made = row_keys(plan.people, one.team)
    before = set(Person.objects.filter(pk__in=list(made.values())).values_list("pk", flat=True))
    return plan.without({number for number, key in made.items() if key in before})


def everybody_seen() -> list[Here]:
    """Return everybody the viewer may see, as they can be compared with a list. Two queries, however many they are."""
    ways: dict[UUID, list[Way]] = defaultdict(list)
    for person_id, channel, value in WayToReach.objects.values_list("person_id", "channel", "value"):
        ways[person_id].append(Way(Channel(channel), value))
    later = Journey.objects.filter(person_id=OuterRef("person_id"), opened_at__gt=OuterRef("opened_at"))
    latest = Journey.objects.filter(~Exists(later)).values_list("person_id", "person__called", "team__name")
    return [Here(Known(key, called, marks_of(ways[key])), team) for key, called, team in latest]


def goes_at(one: WaitingList) -> datetime:
    """Return when a list is forgotten."""
    return one.made_at + LASTS
