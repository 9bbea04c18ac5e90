"""By which ways somebody may be sent a check-in: those that they said are safe, and no other."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from livingwell.conversations.models import Conversation
from livingwell.conversations.words import State
from livingwell.messages import queries as messages
from livingwell.people import queries as people
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel

SENT_BY = (Channel.TEXT, Channel.EMAIL, Channel.LETTER)


def safe_ways(person: Person) -> list[WayToReach]:
    """Return the ways on which a message may go to somebody now, a text first."""
    facts = messages.facts_of_person(person)
    ways = [one for one in people.ways_to_reach(person.pk) if one.channel in SENT_BY]
    safe = [one for one in ways if messages.why_not_on(one, facts) is None]
    return sorted(safe, key=lambda one: SENT_BY.index(Channel(one.channel)))


def safe_way(person: Person, way_id: UUID | str | None = None) -> WayToReach | None:
    """Return one of them: the one named, or the first on which a link can be pressed."""
    ways = safe_ways(person)
    if way_id:
        return next((one for one in ways if str(one.pk) == str(way_id)), None)
    return next((one for one in ways if one.channel != Channel.LETTER), None)


def ways_of(people_ids: Iterable[UUID]) -> dict[UUID, list[WayToReach]]:
    """Return the ways to reach several people that are in use, by person. One query."""
    found: dict[UUID, list[WayToReach]] = defaultdict(list)
    for way in WayToReach.objects.filter(person_id__in=list(people_ids), until__isnull=True):
        found[way.person_id].append(way)
    return found


def meets_next(people_ids: Iterable[UUID], now: datetime, before: datetime) -> dict[UUID, datetime]:
    """Return when each of several people is met next, where it is planned. One query."""
    planned = Conversation.objects.filter(
        person_id__in=list(people_ids), state=State.PLANNED, at__gte=now, at__lt=before
    )
    return dict(planned.order_by("-at").values_list("person_id", "at"))
