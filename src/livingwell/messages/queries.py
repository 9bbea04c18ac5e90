"""Reading messages, what is known of the ways they may go on, and what the place says in them."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.access.words import Kind
from livingwell.lib.refusals import NotPossible
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel, GivenBy
from livingwell.places import queries as places
from livingwell.places.models import Practitioner
from livingwell.post import transports
from livingwell.post.words import Transport

from . import pauses, rules
from .models import Message
from .rules import PersonFacts, WayFacts
from .words import State, Wordings, Writer

HERE = Path(__file__).parent
SHOWN = 50


@lru_cache
def wordings() -> dict[str, Wordings]:
    """Return what every place says in its messages, by slug."""
    written = places.written_for(HERE, "messages")
    return {slug: rules.read_wordings(f"messages/{slug}", path.read_text()) for slug, path in written.items()}


def wordings_here() -> Wordings:
    """Return what the place this server runs says in its messages; one that has said nothing says Brackwell's words.

    Its own names are then those of its pack, and none of them is ever said in a message.
    """
    own = wordings().get(settings.PLACE)
    if own is not None:
        return own
    pack = places.pack_here()
    names = (pack.name, *(one.name for one in pack.organisations), *(one.name for one in pack.teams))
    return replace(wordings()["brackwell"], not_said=("Living Well", *names))


def messages_of(person_id: UUID, limit: int = SHOWN) -> list[Message]:
    """Return the newest messages to a person, newest first, each with its way."""
    return list(Message.objects.filter(person_id=person_id).select_related("way").order_by("-made_at")[:limit])


def find_message(message_id: UUID) -> Message | None:
    """Return a message the named viewer may see, with its way, or None: not there and not yours are the same."""
    return Message.objects.filter(pk=message_id).select_related("way", "person").first()


def letters_to_post() -> QuerySet[Message]:
    """Return the letters the named viewer may see that wait to be printed and posted, the longest waiting first.

    What has become unsafe since is not among them, though post may take a minute to withdraw it.
    """
    waiting = Message.objects.filter(way__channel=Channel.LETTER, state=State.HANDED_OVER, posted_on=None)
    safe = waiting.filter(way__until=None, way__may_message=True, person__died_on=None)
    return safe.select_related("way", "person").order_by("made_at")


def find_letter(pk: UUID) -> Message | None:
    """Return a letter that waits to be printed and posted, or None: one that is not to go any more is not there."""
    return letters_to_post().filter(pk=pk).first()


def to_go(now: datetime, limit: int = 500) -> list[UUID]:
    """Return the messages whose moment has come, the longest waiting first. For workers."""
    waiting = Message.objects.filter(state=State.WAITING, goes_at__lte=now)
    return list(waiting.order_by("goes_at").values_list("pk", flat=True)[:limit])


def facts_of_way(way: WayToReach) -> WayFacts:
    """Return what the rules ask of a way."""
    return WayFacts(
        channel=Channel(way.channel),
        value=way.value,
        given_by=GivenBy(way.given_by),
        is_verified=way.is_verified,
        may_message=way.may_message,
        when=way.when.strip(),
        has_ended=way.until is not None,
    )


def facts_of_person(person: Person) -> PersonFacts:
    """Return what the rules ask of a person."""
    return PersonFacts(has_died=person.died_on is not None, paused_until=pauses.paused_until(person.pk))


def writer_of(message: Message) -> Writer:
    """Return how whoever wrote a message stands to its person now. For workers; what nobody by name wrote has no such.

    The same question as `gate.may_act` asks: works here, is not refused, and is tied or in a team that is.
    """
    who, person_id, now = message.by_id, message.person_id, timezone.now()
    if who is None:
        return Writer.ALONGSIDE
    if access.refusals(person_id).filter(practitioner_id=who).exists():
        return Writer.REFUSED
    works_here = Practitioner.objects.filter(pk=who, left_at=None).exists()
    parties = [who, *places.teams_of(who, now).values_list("pk", flat=True)]
    tied = access.lasting(access.current_ties(person_id)).filter(
        party_kind__in=[Kind.PRACTITIONER, Kind.TEAM], party_id__in=parties
    )
    return Writer.ALONGSIDE if works_here and tied.exists() else Writer.GONE


def why_not_on(way: WayToReach, person: PersonFacts) -> NotPossible | None:
    """Return why nothing can be sent on a way, in the rules' own words or those of post; None where it can."""
    try:
        rules.check_way(facts_of_way(way), person)
    except NotPossible as reason:
        return reason
    obstacle = transports.why_not(Transport(way.channel))
    return NotPossible(obstacle) if obstacle else None
