"""By which ways somebody may be sent a check-in: those that they said are safe, and no other."""

from uuid import UUID

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
