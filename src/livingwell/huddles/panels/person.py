"""Somebody brought: who they are, their story in a few lines, what stands already, what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livingwell.journeys.models import Journey
from livingwell.journeys.words import StepBy
from livingwell.people.queries import Also
from livingwell.people.words import AGE_BANDS, AgeBand
from livingwell.places.rules import alongside
from livingwell.places.words import Match

from ..queries.meetings import Colleague
from ..words import WHY, Outcome, Why
from .lines import Moment, StepLine, WayLine, WorryLine, moment, step_line, told_at_the_door, way_line, worry_line

NOTHING_BROUGHT: Mapping[str, Any] = {
    "why": [],
    "story": "",
    "story_revision": 0,
    "story_by": "",
    "decision": "",
    "decision_revision": 0,
    "decision_by": "",
    "outcome": Outcome.WAITING,
    "decided_at": None,
    "decided_by": "",
    "holder_called": "",
    "revision": 1,
}


@dataclass(frozen=True)
class Chip:
    """Somebody who could hold: what they bring, how many they hold."""

    id: UUID
    called: str
    text: str


@dataclass(frozen=True)
class Drawn:
    """Somebody drawn in: who, from where, and what they bring."""

    id: str
    called: str
    organisation: str
    why: str


@dataclass(frozen=True)
class Tag:
    """A few words about somebody, and which kind of tag they stand on."""

    words: str
    kind: str = ""


@dataclass(frozen=True)
class PersonBrought:
    """The middle of the board."""

    journey_id: UUID
    person_id: UUID
    called: str
    also: tuple[Also, ...]
    about: str
    whys: tuple[str, ...]
    story: str
    story_is_ours: bool
    story_revision: int
    tags: tuple[Tag, ...]
    ways: tuple[WayLine, ...]
    language: str
    needs: str
    holder_id: str
    holder_called: str
    drawn: tuple[Drawn, ...]
    theirs: tuple[StepLine, ...]
    ours: tuple[StepLine, ...]
    together: tuple[StepLine, ...]
    worries: tuple[WorryLine, ...]
    lately: tuple[Moment, ...]
    is_open: bool
    outcome: Outcome
    decision: str
    decision_revision: int
    decided_by: str
    decided_at: datetime | None
    revision: int

    @classmethod
    def of(cls, journey: Journey, whys: Iterable[Why], *, today: date) -> "PersonBrought":
        """Make it of what queries.person_brought read."""
        read: dict[str, Any] = vars(journey)
        brought = read["brought"] or NOTHING_BROUGHT
        steps = [(one["done_by"], step_line(one, today)) for one in read["steps"]]
        holder = read["holder"] or {"id": None, "called": None}
        return cls(
            journey_id=journey.pk,
            person_id=journey.person_id,
            called=journey.person.called,
            also=Also.read(read["also"]),
            about=_about(journey),
            whys=tuple(_(WHY[why]) for why in whys),
            story=brought["story"] or read["told_before"] or told_at_the_door(read["passages"]),
            story_is_ours=bool(brought["story"] or read["told_before"]),
            story_revision=brought["story_revision"],
            tags=tuple(_tags(journey)),
            ways=tuple(way_line(one) for one in read["ways"]),
            language=journey.person.language,
            needs=journey.person.needs,
            holder_id=holder["id"] or "",
            holder_called=holder["called"] or journey.team.name,
            drawn=tuple(Drawn(**one) for one in read["drawn"]),
            theirs=tuple(line for by, line in steps if by == StepBy.PERSON),
            ours=tuple(line for by, line in steps if by in {StepBy.PRACTITIONER, StepBy.TEAM}),
            together=tuple(line for by, line in steps if by == StepBy.TOGETHER),
            worries=tuple(worry_line(one) for one in read["worries"]),
            lately=tuple(moment(one) for one in reversed(read["lately"])),
            is_open=journey.is_open,
            outcome=Outcome(brought["outcome"]),
            decision=brought["decision"],
            decision_revision=brought["decision_revision"],
            decided_by=brought["decided_by"],
            decided_at=datetime.fromisoformat(brought["decided_at"]) if brought["decided_at"] else None,
            revision=brought["revision"],
        )

    @property
    def is_decided(self) -> bool:
        return self.outcome == Outcome.DECIDED

    @property
    def is_carried(self) -> bool:
        return self.outcome == Outcome.CARRIED


def _about(journey: Journey) -> str:
    """Return who somebody says they are, in a line: "she / her · 26 to 64 · speaks Twi"."""
    person = journey.person
    band = _(AGE_BANDS[AgeBand(person.age_band)]) if person.age_band else ""
    speaks = _("speaks %(language)s") % {"language": person.language} if person.language else ""
    return " · ".join(part for part in (person.pronouns, band, speaks) if part)


def _tags(journey: Journey) -> Iterable[Tag]:
    yield from (Tag(strength) for strength in journey.person.strengths)
    if journey.person.company:
        yield Tag(_("%(who)s may come along") % {"who": journey.person.company})
    if journey.person.wants_interpreter:
        yield Tag(_("With an interpreter"), "heather")
    if journey.is_paused and journey.paused_until:
        yield Tag(_("Having a pause"), "plain")


def who_could_be_alongside(colleagues: Iterable[Colleague], person: PersonBrought) -> list[Match[Colleague]]:
    """Return who brings what somebody needs and is not there yet: everybody who does, by name."""
    there = {person.holder_id, *(one.id for one in person.drawn)}
    brought = [(one, one.brings) for one in colleagues if str(one.id) not in there]
    return alongside(brought, language=person.language, needs=person.needs)


def choices_of_holder(
    colleagues: Iterable[Colleague], person: PersonBrought, *, held: Mapping[UUID | None, int]
) -> list[Chip]:
    """Return who could hold: the team, and whoever is drawn in; with what they bring and how many they hold."""
    drawn = {one.id for one in person.drawn}
    return [
        Chip(one.id, one.called, " · ".join(part for part in (one.known_for, _holds(held[one.id])) if part))
        for one in colleagues
        if one.is_in_team or str(one.id) in drawn
    ]


def _holds(count: int) -> str:
    return ngettext("holds %(n)s", "holds %(n)s", count) % {"n": count}
