"""A person's page, for those with a tie: met first as a person, then what we shall do."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from livingwell.access import queries as access
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Holding, Journey, Parting, Worry
from livingwell.journeys.panels import Alongside, HolderPanel, Moment, StepsPanel, alongside, moments
from livingwell.people import queries as people
from livingwell.people.models import Person, WayToReach
from livingwell.places import queries as places

LATELY = 6


@dataclass(frozen=True)
class PersonHead:
    """What stands at the top of every page about a person."""

    person: Person
    journey: Journey
    holding: Holding | None
    holder: HolderPanel | None
    parting: Parting | None


@dataclass(frozen=True)
class PersonNow:
    """Where things stand: how to reach them, what is next, what worries us, who is alongside, what happened lately."""

    head: PersonHead
    ways: tuple[WayToReach, ...]
    steps: StepsPanel
    worries: tuple[Worry, ...]
    around: tuple[Alongside, ...]
    lately: tuple[Moment, ...]
    has_page: bool


def head_of(person_id: UUID, now: datetime) -> PersonHead | None:
    """Return the top of a person's page, or None: not there and not yours are the same. Three queries at most."""
    journey = journeys.latest_journey(person_id)
    if journey is None:
        return None
    holding = journeys.holding_of(journey.pk) if journey.is_open else None
    return PersonHead(
        person=journey.person,
        journey=journey,
        holding=holding,
        holder=_holder(holding, now.date()),
        parting=None if journey.is_open else journeys.parting_of(journey.pk),
    )


def now_of(head: PersonHead, on: date) -> PersonNow:
    """Return the first page about a person."""
    drawn = journeys.drawn_in(head.journey.pk)
    ties = list(access.current_ties(head.person.pk))
    return PersonNow(
        head=head,
        ways=tuple(people.ways_to_reach(head.person.pk)),
        steps=StepsPanel.of(journeys.open_steps([head.journey.pk]), on),
        worries=tuple(journeys.open_worries(head.journey.pk)),
        around=alongside(ties, drawn, head.holding),
        lately=moments(journeys.moments(head.person.pk, LATELY)),
        has_page=any(tie.reason == "themselves" for tie in ties),
    )


def _holder(holding: Holding | None, on: date) -> HolderPanel | None:
    if holding is None:
        return None
    aways = places.away_on([holding.practitioner_id], on) if holding.practitioner_id else {}
    return HolderPanel.of(holding, aways)
