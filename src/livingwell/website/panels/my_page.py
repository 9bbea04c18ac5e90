"""My page: where things stand, for the person it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from livingwell.access import queries as access
from livingwell.conversations import panels as conversations
from livingwell.conversations import queries as conversation_queries
from livingwell.conversations.models import Conversation
from livingwell.glass import queries as glass
from livingwell.glass.queries import Glass
from livingwell.glass.words import WHYS_TO_THEM, Why
from livingwell.introductions import panels as introductions
from livingwell.introductions import queries as introduction_queries
from livingwell.journeys import queries as journeys
from livingwell.journeys.panels import Alongside, StepsPanel, alongside
from livingwell.messages import panels as messages
from livingwell.messages import queries as message_queries
from livingwell.people.models import Person
from livingwell.places.queries import pack_here

from .looks import LOOKS, Looked, own_looked
from .person import PersonHead, head_of, young_lead_of

OFFERED = 3


@dataclass(frozen=True)
class MyPage:
    """Who is alongside me, what we said we'd do, what was said to me, who can see this and who has looked."""

    head: PersonHead
    steps: StepsPanel
    around: tuple[Alongside, ...]
    looks: tuple[Looked, ...]
    words: introductions.WordsPanel
    talks: conversations.ConversationsPanel
    messages: messages.MessagesPanel
    young_lead: str
    coming: tuple[conversations.Coming, ...]
    glasses: tuple[Glass, ...] = ()
    whys: Mapping[Why, str] = field(default_factory=lambda: dict(WHYS_TO_THEM))


def my_page_of(person_id: UUID, now: datetime) -> MyPage | None:
    """Return somebody's own page, or None when it has been closed."""
    head = head_of(person_id, now)
    if head is None:
        return None
    glasses = glass.glasses_of(person_id)
    return MyPage(
        head=head,
        steps=StepsPanel.of(journeys.open_steps([head.journey.pk]), now.date()),
        around=alongside(journeys.who_can_see(person_id), head.holding, person=head.person, own=True),
        looks=own_looked(access.looks(person_id, LOOKS), glasses),
        words=introductions.WordsPanel.of(introduction_queries.passages_of(person_id)),
        talks=conversations.ConversationsPanel.of(conversation_queries.conversations_of(person_id), own=True),
        messages=messages.MessagesPanel.of(message_queries.messages_of(person_id)),
        young_lead=young_lead_of(head.person),
        coming=coming_of(head, now),
        glasses=tuple(glasses),
    )


def coming_of(head: PersonHead, now: datetime) -> tuple[conversations.Coming, ...]:
    """Return what is planned with somebody, the soonest with the other times it could be."""
    coming = conversation_queries.own_coming(head.person.pk, now)
    return tuple(
        conversations.Coming.of(one, offers_of(one, head.person, now) if not number else ())
        for number, one in enumerate(coming)
    )


def offers_of(one: Conversation, person: Person, now: datetime) -> list[datetime]:
    """Return the other times at which whoever comes could come: three, so that choosing is easy."""
    who = [key for key in (one.practitioner_id, one.also_id) if key]
    found = conversation_queries.offers_for(
        person, who, hours=pack_here().hours, now=now, lasts=one.lasts, most=OFFERED + 1, but_not=one.pk
    )
    return [at for at in found if at != one.at][:OFFERED]
