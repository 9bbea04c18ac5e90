"""A person's page, for those with a tie: met first as a person, then what we shall do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.huddles import queries as huddles
from livingwell.huddles.panels import HuddlePanel
from livingwell.introductions import queries as introductions
from livingwell.introductions.panels import WordsPanel
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding, Journey, Parting, Worry
from livingwell.journeys.panels import Alongside, HolderPanel, Moment, StepsPanel, alongside, moments
from livingwell.journeys.rules import InRhythm, in_rhythm
from livingwell.people import queries as people
from livingwell.people.models import Person, WayToReach
from livingwell.people.panels import Way
from livingwell.people.queries import Also
from livingwell.people.words import MEETINGS, UNDER_18, Meeting
from livingwell.places.queries import pack_here

from .doubles import Offered

LATELY, DECISIONS = 6, 3


@dataclass(frozen=True)
class PersonHead:
    """What stands at the top of every page about a person."""

    person: Person
    journey: Journey
    holding: Holding | None
    holder: HolderPanel | None
    parting: Parting | None
    has_page: bool
    also: tuple[Also, ...] = ()
    talked: int = 0  # conversations held on this journey
    glass_until: datetime | None = None  # where the viewer sees them by a broken glass

    @property
    def rhythm(self) -> InRhythm:
        """Return where they are in the place's rhythm of conversations."""
        return in_rhythm(self.talked, about=pack_here().rhythm.sessions)

    @property
    def called_also(self) -> dict[UUID, str]:
        """Return what they are called where they are also written down."""
        return {one.person_id: one.called for one in self.also}

    @property
    def everyone(self) -> tuple[UUID, ...]:
        """Return them, by every key that they are written down under."""
        return (self.person.pk, *self.called_also)


@dataclass(frozen=True)
class PersonNow:
    """Where things stand: how to reach them, what is next, what worries us, who is alongside, what happened lately."""

    head: PersonHead
    ways: tuple[Way, ...]
    steps: StepsPanel
    worries: tuple[Worry, ...]
    around: tuple[Alongside, ...]
    lately: tuple[Moment, ...]
    words: WordsPanel
    likes: str
    young_lead: str
    huddled: HuddlePanel
    offers: tuple[Offered, ...]


def head_of(person_id: UUID, now: datetime) -> PersonHead | None:
    """Return the top of a person's page, or None: not there and not yours are the same. Two queries at most."""
    holding = journeys.where_things_stand(person_id, now.date())
    if holding is None:
        return None
    journey = holding.journey
    return PersonHead(
        person=journey.person,
        journey=journey,
        holding=holding if journey.is_open else None,
        holder=HolderPanel.of(holding, journeys.away_now(holding)) if journey.is_open else None,
        parting=None if journey.is_open else journeys.parting_of(journey.pk),
        has_page=holding.has_page,  # type: ignore[attr-defined]  # asked for with it, in the one query
        also=Also.read(holding.also),  # type: ignore[attr-defined]  # as above
        talked=holding.talked,  # type: ignore[attr-defined]  # as above
        glass_until=holding.glass_until,  # type: ignore[attr-defined]  # as above
    )


def now_of(head: PersonHead, on: date) -> PersonNow:
    """Return the first page about a person."""
    ways = list(people.ways_to_reach(head.person.pk))
    return PersonNow(
        head=head,
        ways=tuple(map(Way.of, ways)),
        steps=StepsPanel.of(journeys.open_steps([head.journey.pk]), on),
        worries=tuple(journeys.open_worries(head.journey.pk)),
        around=alongside(journeys.who_can_see(head.person.pk), head.holding, person=head.person),
        lately=moments(journeys.moments_of(head.everyone, LATELY), also=head.called_also),
        words=WordsPanel.of(introductions.passages_of(head.person.pk)),
        likes=_likes(head.person),
        young_lead=young_lead_of(head.person),
        huddled=HuddlePanel.of(huddles.decisions_of(head.person.pk, DECISIONS)),
        offers=_offers(head, ways),
    )


def _offers(head: PersonHead, ways: list[WayToReach]) -> tuple[Offered, ...]:
    """Return who is perhaps the same person; nobody who is said to be, by whatever way round."""
    found = people.offers_for(head.person, ways)
    return tuple(Offered.of(offer) for offer in found if offer.person_id not in head.called_also)


def young_lead_of(person: Person) -> str:
    """Return who was named to lead for somebody under 18, or nothing: asked only where it matters."""
    lead = journeys.young_lead_of(person.pk) if person.age_band in UNDER_18 else None
    return f"{lead.called}, {lead.role}" if lead else ""


def _likes(person: Person) -> str:
    """Return how, where and when somebody likes to talk, in one line."""
    how = [_(MEETINGS[Meeting(one)]) for one in person.meets if one in MEETINGS]
    return " · ".join(part for part in (", ".join(how), person.meets_where, person.meets_when) if part)
