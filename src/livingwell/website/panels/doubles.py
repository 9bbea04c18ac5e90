"""Two people written down who are perhaps one, side by side; and what has been said of somebody and others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Journey
from livingwell.people import queries as people
from livingwell.people.models import Double, Person
from livingwell.people.panels import Way
from livingwell.people.rules import Marks, why_perhaps_one
from livingwell.people.words import ALIKE, Alike


@dataclass(frozen=True)
class Side:
    """One of the two: what tells them apart, or does not."""

    person: Person
    about: str
    ways: tuple[Way, ...]
    team: str
    since: datetime | None
    is_open: bool

    @classmethod
    def of(cls, person: Person) -> "Side":
        journey: Journey | None = journeys.latest_journey(person.pk)
        about = [person.pronouns, _(person.get_age_band_display()) if person.age_band else "", person.language]
        return cls(
            person,
            " · ".join(filter(None, about)),
            tuple(Way.of(way) for way in people.ways_to_reach(person.pk)),
            journey.team.name if journey else "",
            journey.opened_at if journey else None,
            bool(journey and journey.is_open),
        )


@dataclass(frozen=True)
class Said:
    """What was said of two: one or two people, by whom, when and why; and who took it back."""

    id: UUID
    is_one: bool
    stands: bool
    by: str
    at: datetime
    why: str
    until: datetime | None
    ended_by: str
    ended_why: str

    @classmethod
    def of(cls, double: Double) -> "Said":
        return cls(
            double.pk,
            double.is_one,
            double.until is None,
            double.said_by,
            double.said_at,
            double.why,
            double.until,
            double.ended_by,
            double.ended_why,
        )


@dataclass(frozen=True)
class BesidePanel:
    """Two side by side: why they are perhaps one, what has been said, and what stands."""

    one: Side
    other: Side
    why: tuple[str, ...]
    said: tuple[Said, ...]
    by_a_way_round: bool

    @classmethod
    def of(cls, one: Person, other: Person) -> "BesidePanel":
        sides, said = (Side.of(one), Side.of(other)), people.said_of_both(one.pk, other.pk)
        also = people.also_written_down([one.pk]).get(one.pk, ())
        known = [Marks.of(side.person.called, [(way.channel, way.value) for way in side.ways]) for side in sides]
        stands = [double for double in said if double.until is None]
        return cls(
            *sides,
            in_words(why_perhaps_one(*known)),
            tuple(map(Said.of, said)),
            not stands and other.pk in {each.person_id for each in also},
        )

    @property
    def stands(self) -> Said | None:
        """What is said of them now."""
        return next((said for said in self.said if said.stands), None)


@dataclass(frozen=True)
class Offered:
    """Somebody who is perhaps the same person, and why in words."""

    person_id: UUID
    called: str
    why: str

    @classmethod
    def of(cls, offer: people.Offer) -> "Offered":
        return cls(offer.person_id, offer.called, ", ".join(in_words(offer.why)))


def in_words(why: Iterable[Alike]) -> tuple[str, ...]:
    return tuple(_(ALIKE[one]) for one in why)
