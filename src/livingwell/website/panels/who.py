"""Who somebody says they are: each thing that may be asked, and what they said last."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.journeys import queries as journeys
from livingwell.people import queries, rules
from livingwell.people.models import OwnAnswer, Person
from livingwell.people.words import TOLD, Told
from livingwell.places.queries import pack_here
from livingwell.places.words import WhoAsked


@dataclass(frozen=True)
class WhoRow:
    """One thing asked. `at` is empty where nobody has asked yet, which is not the same as `is_declined`."""

    slug: str
    name: str
    why: str
    said: str = ""
    words: str = ""
    is_declined: bool = False
    at: datetime | None = None
    by: str = ""
    told: str = ""  # empty where they wrote it themselves

    @classmethod
    def of(cls, asked: WhoAsked, one: OwnAnswer | None) -> "WhoRow":
        if one is None:
            return cls(asked.slug, _(asked.name), _(asked.why))
        answer = rules.answers_of(asked).get(one.answer)
        return cls(
            slug=asked.slug,
            name=_(asked.name),
            why=_(asked.why),
            said=_(answer.words) if answer else one.answer,
            words=one.words,
            is_declined=one.is_declined,
            at=one.said_at,
            by=one.by_called,
            told=_(TOLD[Told(one.told)]) if one.told in TOLD else "",
        )


def who_is_asked(person: Person) -> dict[str, WhoAsked]:
    """Return what is asked of somebody here, by slug: the nation's list, and what is not for the young left out."""
    return {asked.slug: asked for asked in pack_here().nation.who if rules.is_asked(asked, person.age_band)}


def who_rows(person: Person) -> tuple[WhoRow, ...]:
    """Return each thing that is asked of somebody, with what they said last."""
    said = queries.own_answers(person.pk)
    return tuple(WhoRow.of(asked, said.get(slug)) for slug, asked in who_is_asked(person).items())


def complete_in(team_id: UUID) -> tuple[rules.Complete, ...]:
    """Return of how many people with a team each thing was asked; nobody's answer is read for it."""
    people = journeys.people_with(team_id)
    said = queries.asked_of(people.values("person_id"))
    return rules.completeness(pack_here().nation.who, people.values_list("person__age_band", flat=True), said)
