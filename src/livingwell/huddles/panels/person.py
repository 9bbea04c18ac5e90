"""Somebody brought: who they are, their story in a few lines, what stands already, what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livingwell.introductions.words import Said as Asked
from livingwell.journeys.models import Journey
from livingwell.journeys.words import SAID, Happened, StepBy
from livingwell.people.words import AGE_BANDS, AgeBand, Channel, GivenBy

from ..queries.meetings import Colleague
from ..words import WHY, Outcome, Why
from .saying import short_day

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
class StepLine:
    """An open next step: who, what, by when."""

    id: str
    what: str
    who: str
    due_on: date
    when: str  # the same day, in a word
    at_words: str
    is_late: bool


@dataclass(frozen=True)
class WorryLine:
    """A worry not yet settled, and who shares it."""

    id: str
    words: str
    by: str
    at: datetime
    shared: tuple[tuple[str, str], ...]  # (practitioner, called)


@dataclass(frozen=True)
class Chip:
    """Somebody who could hold: what they bring, how many they hold."""

    id: UUID
    called: str
    text: str


@dataclass(frozen=True)
class Moment:
    at: datetime
    said: str


@dataclass(frozen=True)
class PersonBrought:
    """The middle of the board."""

    journey_id: UUID
    person_id: UUID
    called: str
    about: str
    whys: tuple[str, ...]
    story: str
    story_is_ours: bool
    story_revision: int
    tags: tuple[tuple[str, str], ...]  # (words, kind of tag)
    needs: str
    holder_id: str
    holder_called: str
    drawn: tuple[tuple[str, str, str, str], ...]  # (practitioner, called, organisation, why)
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
            about=_about(journey),
            whys=tuple(_(WHY[why]) for why in whys),
            story=brought["story"] or read["told_before"] or told_at_the_door(read["passages"]),
            story_is_ours=bool(brought["story"] or read["told_before"]),
            story_revision=brought["story_revision"],
            tags=tuple(_tags(journey, read["ways"])),
            needs=journey.person.needs,
            holder_id=holder["id"] or "",
            holder_called=holder["called"] or journey.team.name,
            drawn=tuple((one["id"], one["called"], one["organisation"], one["why"]) for one in read["drawn"]),
            theirs=tuple(line for by, line in steps if by == StepBy.PERSON),
            ours=tuple(line for by, line in steps if by in {StepBy.PRACTITIONER, StepBy.TEAM}),
            together=tuple(line for by, line in steps if by == StepBy.TOGETHER),
            worries=tuple(_worry(one) for one in read["worries"]),
            lately=tuple(_moment(one) for one in reversed(read["lately"])),
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


def told_at_the_door(passages: Iterable[Mapping[str, Any]]) -> str:
    """Return a story to begin from, in the words that were typed at the door, saying whose they are."""
    told = []
    for one in passages:
        words = one["words"].strip()
        if one["by_introducer"]:
            who = ", ".join(part for part in (one["introducer"], one["introducer_is"]) if part)
            words = _("%(who)s says: %(words)s") % {"who": who or _("Whoever introduced them"), "words": words}
        elif one["said"] == Asked.WOULD_HELP:
            words = _("What would help: “%(words)s”") % {"words": words.strip("“”\"' ")}
        told.append(words)
    return "\n".join(told)


def _tags(journey: Journey, ways: list[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    yield from ((strength, "") for strength in journey.person.strengths)
    if journey.person.company:
        yield _("%(who)s may come along") % {"who": journey.person.company}, ""
    if ways:
        yield safely(ways[0]), "honey"
        if ways[0]["not_say"]:
            yield _("Never say: %(words)s") % {"words": ways[0]["not_say"]}, "honey"
    if journey.person.wants_interpreter:
        yield _("With an interpreter"), "heather"
    if journey.is_paused and journey.paused_until:
        yield _("Having a pause"), "plain"


def safely(way: Mapping[str, Any]) -> str:
    """Return how to reach somebody safely, in a few words: "Text, after four"; "Call, leave no message"."""
    called = {
        Channel.CALL: _("Call"),
        Channel.TEXT: _("Text"),
        Channel.EMAIL: _("Email"),
        Channel.LETTER: _("Write"),
        Channel.THROUGH: _("Through %(who)s") % {"who": way["value"]},
    }[Channel(way["channel"])]
    unproved = way["given_by"] == GivenBy.SOMEBODY_ELSE and not way["is_verified"]
    if unproved:
        but = _("somebody else gave it, so no message yet")
    elif way["channel"] == Channel.CALL and not way["may_leave_message"]:
        but = _("leave no message")
    else:
        but = ""
    return ", ".join(part for part in (called, way["when"], but) if part)


def step_line(one: Mapping[str, Any], today: date) -> StepLine:
    """Return a next step as it is read, of what a query read as JSON."""
    due_on = date.fromisoformat(one["due_on"])
    who = one["practitioner"] or one["team"] or ""
    when = short_day(due_on, today)
    return StepLine(one["id"], one["what"], who, due_on, when, one["at_words"], due_on < today)


def _worry(one: Mapping[str, Any]) -> WorryLine:
    shared = tuple((who["id"], who["called"]) for who in one["shared"])
    return WorryLine(one["id"], one["words"], one["by"], datetime.fromisoformat(one["at"]), shared)


class _Forgiving(dict[str, Any]):
    """Values for a sentence; one that an old event does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def _moment(one: Mapping[str, Any]) -> Moment:
    values = _Forgiving({"by": one["by_called"] or _("Somebody"), **one["about"]})
    return Moment(datetime.fromisoformat(one["at"]), _(SAID[Happened(one["kind"])]) % values)


def choices_of_holder(
    colleagues: Iterable[Colleague], person: PersonBrought, *, held: Mapping[UUID | None, int]
) -> list[Chip]:
    """Return who could hold: the team, and whoever is drawn in; with what they bring and how many they hold."""
    drawn = {who for who, *_rest in person.drawn}
    return [
        Chip(one.id, one.called, " · ".join(part for part in (one.brings or one.role, _holds(held[one.id])) if part))
        for one in colleagues
        if one.is_in_team or str(one.id) in drawn
    ]


def _holds(count: int) -> str:
    return ngettext("holds %(n)s", "holds %(n)s", count) % {"n": count}
