"""What pages show of a journey: who holds, what happens next, the line of moments, who is alongside and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.access.models import Tie
from livingwell.access.words import WHY, Kind
from livingwell.design import dates
from livingwell.places.models import Away, Practitioner, Team

from .models import DrawnIn, Event, Holding, Journey, NextStep
from .words import SAID, Happened, StepBy


@dataclass(frozen=True)
class HolderPanel:
    """Who makes sure the next thing happens, and who covers while they are away."""

    called: str
    role: str
    organisation: str
    is_team: bool
    practitioner_id: UUID | None
    away_until: date | None = None
    cover: str = ""

    @classmethod
    def of(cls, holding: Holding, aways: Mapping[UUID, Away]) -> "HolderPanel":
        practitioner = holding.practitioner
        if practitioner is None:
            return cls(holding.team.name, "", "", True, None)
        away = aways.get(practitioner.pk)
        return cls(
            called=practitioner.called,
            role=practitioner.role,
            organisation=practitioner.organisation.name,
            is_team=False,
            practitioner_id=practitioner.pk,
            away_until=away.until_on if away else None,
            cover=away.cover.called if away and away.cover else "",
        )


@dataclass(frozen=True)
class Step:
    """A next step as it is read: what, whose, by when."""

    id: UUID
    what: str
    who: str
    due_on: date
    at_words: str
    is_late: bool
    person_id: UUID
    person_called: str = ""

    @classmethod
    def of(cls, step: NextStep, today: date, *, person_called: str = "") -> "Step":
        doer = step.team or step.practitioner
        who = (doer.name if isinstance(doer, Team) else doer.called) if doer else ""
        return cls(
            step.pk, step.what, who, step.due_on, step.at_words, step.due_on < today, step.person_id, person_called
        )


@dataclass(frozen=True)
class StepsPanel:
    """The three columns: what the person will do, what we will, what we will together."""

    theirs: tuple[Step, ...]
    ours: tuple[Step, ...]
    together: tuple[Step, ...]

    @classmethod
    def of(cls, steps: Iterable[NextStep], today: date) -> "StepsPanel":
        by: dict[str, list[Step]] = {kind: [] for kind in StepBy}
        for step in steps:
            by[step.done_by].append(Step.of(step, today))
        ours = sorted(by[StepBy.PRACTITIONER] + by[StepBy.TEAM], key=lambda step: step.due_on)
        return cls(tuple(by[StepBy.PERSON]), tuple(ours), tuple(by[StepBy.TOGETHER]))

    @property
    def is_empty(self) -> bool:
        return not (self.theirs or self.ours or self.together)


@dataclass(frozen=True)
class Alongside:
    """Somebody around a person: who, from where, why, since when."""

    called: str
    role: str
    organisation: str
    why: str
    since: datetime
    drawn_id: UUID | None = None


def alongside(ties: Iterable[Tie], drawn: Iterable[DrawnIn], holder: Holding | None) -> tuple[Alongside, ...]:
    """Return who can see a person's page and why, in words fit to show them: names where there are names."""
    drawn_by_tie = {one.tie_id: one for one in drawn}
    found = [_alongside(tie, drawn_by_tie.get(tie.pk)) for tie in ties]
    return tuple(one for one in [_holder_alongside(holder), *found] if one is not None)


def team_and_drawn_in(journey: Journey, drawn: Iterable[DrawnIn], holder: Holding | None) -> tuple[Alongside, ...]:
    """Return who is alongside, from a journey already read: who holds, the team, and who is drawn in."""
    team = Alongside(journey.team.name, _("everybody in the team"), "", _(WHY["holds"]), journey.opened_at)
    others = [
        Alongside(
            one.practitioner.called,
            one.practitioner.role,
            one.practitioner.organisation.name,
            one.why,
            one.made_at,
            one.pk,
        )
        for one in drawn
    ]
    return tuple(one for one in [_holder_alongside(holder), team, *others] if one is not None)


def _holder_alongside(holder: Holding | None) -> Alongside | None:
    practitioner: Practitioner | None = holder.practitioner if holder else None
    if holder is None or practitioner is None:
        return None
    organisation = practitioner.organisation.name
    return Alongside(practitioner.called, practitioner.role, organisation, _("Alongside, and holds"), holder.made_at)


def _alongside(tie: Tie, drawn: DrawnIn | None) -> Alongside | None:
    if tie.party_kind == Kind.TEAM:
        return Alongside(tie.words, _("everybody in the team"), "", _(WHY[tie.reason]), tie.since)
    if tie.party_kind == Kind.PRACTITIONER and drawn is not None:
        one = drawn.practitioner
        return Alongside(one.called, one.role, one.organisation.name, drawn.why, tie.since, drawn.pk)
    if tie.party_kind == Kind.RECEIPT:
        return None  # it sees no page: only what its bearer typed
    return None


@dataclass(frozen=True)
class Moment:
    """One thing that happened, in a sentence."""

    at: datetime
    what: str
    words: str
    by: str


def said_of(event: Event) -> str:
    """Return what happened in a few words, for the line of moments."""
    values = _Forgiving({"by": event.by_called or _("Somebody"), **event.about})
    if "until" in event.about:  # kept as 2026-12-01, and read as a day
        values["until"] = dates.full_date(date.fromisoformat(str(event.about["until"])))
    return _(SAID[Happened(event.kind)]) % values


class _Forgiving(dict):
    """Values for a sentence; one that an old event does not have reads as nothing."""

    def __missing__(self, key: str) -> str:
        return ""


def moments(events: Iterable[Event]) -> tuple[Moment, ...]:
    """Return events as moments, in the order given."""
    return tuple(
        Moment(event.at, said_of(event), str(event.about.get("words", "")), event.by_called) for event in events
    )


@dataclass(frozen=True)
class Held:
    """A row of Today: somebody I hold or cover, what is next, when we last spoke."""

    person_id: UUID
    called: str
    next_what: str
    next_due: date | None
    is_late: bool
    last_spoken: datetime | None
    is_paused: bool
    covering: str = ""

    @classmethod
    def of(cls, holding: Holding, step: NextStep | None, today: date, *, me: UUID) -> "Held":
        journey: Journey = holding.journey
        holder = holding.practitioner
        return cls(
            person_id=journey.person_id,
            called=journey.person.called,
            next_what=step.what if step else "",
            next_due=step.due_on if step else None,
            is_late=bool(step and step.due_on < today),
            last_spoken=journey.last_spoken_at,
            is_paused=journey.is_paused,
            covering=holder.called if holder and holder.pk != me else "",
        )
