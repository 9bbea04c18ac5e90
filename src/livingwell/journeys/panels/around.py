"""What pages show of a journey: who holds, what happens next, the line of moments, who is alongside and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.access.words import WHY, Kind, Reason
from livingwell.people.models import Person
from livingwell.people.queries import Also
from livingwell.places.models import Practitioner, Team

from ..models import Holding, Journey, NextStep
from ..queries import AwayNow, Seeing
from ..words import StepBy, StepKind


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
    def of(cls, holding: Holding, away: AwayNow | None = None) -> "HolderPanel":
        """Make it of who holds, and of their being away today."""
        practitioner = holding.practitioner
        if practitioner is None:
            return cls(holding.team.name, "", "", True, None)
        return cls(
            called=practitioner.called,
            role=practitioner.role,
            organisation=practitioner.organisation.name,
            is_team=False,
            practitioner_id=practitioner.pk,
            away_until=away.until_on if away else None,
            cover=away.cover if away else "",
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
    journey_id: UUID | None = None
    names_a_lead: bool = False  # done on a page of its own, by naming who leads
    asked_id: UUID | None = None  # what was asked by right: done on a page of its own, by answering it

    @classmethod
    def of(cls, step: NextStep, today: date, *, person_called: str = "") -> "Step":
        doer = step.team or step.practitioner
        who = (doer.name if isinstance(doer, Team) else doer.called) if doer else ""
        return cls(
            id=step.pk,
            what=step.what,
            who=who,
            due_on=step.due_on,
            at_words=step.at_words,
            is_late=step.due_on < today,
            person_id=step.person_id,
            person_called=person_called,
            journey_id=step.journey_id,
            names_a_lead=step.kind == StepKind.YOUNG_LEAD,
            asked_id=step.from_id if step.kind == StepKind.RIGHT else None,
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
    party: UUID
    drawn_id: UUID | None = None
    but_not: tuple[str, ...] = ()


def alongside(
    ties: Iterable[Seeing], holder: Holding | None, *, person: Person, own: bool = False
) -> tuple[Alongside, ...]:
    """Return who can see a person's page and why, in words fit to show them: names where there are names.

    `ties` are `queries.who_can_see`; `own` says that it is read on the person's own page.
    """
    found = [_alongside(one, person, own=own) for one in ties]
    return tuple(one for one in [_holder_alongside(holder), *found] if one is not None)


def _holder_alongside(holder: Holding | None) -> Alongside | None:
    practitioner: Practitioner | None = holder.practitioner if holder else None
    if holder is None or practitioner is None:
        return None
    return Alongside(
        practitioner.called,
        practitioner.role,
        practitioner.organisation.name,
        _("Alongside, and holds"),
        holder.made_at,
        practitioner.pk,
    )


def _alongside(seeing: Seeing, person: Person, *, own: bool) -> Alongside:
    tie, why = seeing.tie, _(WHY[Reason(seeing.tie.reason)])
    if tie.party_kind == Kind.TEAM:
        role = _everybody_but(seeing.but_not)
        return Alongside(tie.words, role, "", why, tie.since, tie.party_id, but_not=seeing.but_not)
    if tie.party_kind == Kind.PERSON:
        called, theirs = (_("You"), why) if own else (person.called, _("It is theirs"))
        return Alongside(called, "", "", theirs, tie.since, tie.party_id)
    who, drawn = seeing.practitioner, seeing.drawn
    nameless = own and tie.reason == Reason.GLASS  # not alongside: to the person, by role and organisation
    return Alongside(
        _(who.get("role", "")) if nameless else who.get("called") or tie.words,
        "" if nameless else who.get("role", ""),
        who.get("organisation", ""),
        drawn.get("why") or why,
        tie.since,
        tie.party_id,
        UUID(drawn["id"]) if drawn else None,
    )


def _everybody_but(names: Iterable[str]) -> str:
    refused = ", ".join(names)
    if refused:
        return _("everybody in the team but %(called)s, who sees nothing") % {"called": refused}
    return _("everybody in the team")


@dataclass(frozen=True)
class Held:
    """A row of Today: somebody I hold or cover, what is next, when we last spoke."""

    person_id: UUID
    journey_id: UUID
    called: str
    next_what: str
    next_due: date | None
    is_late: bool
    last_spoken: datetime | None
    is_paused: bool
    also: tuple[str, ...] = ()  # what else they are written down as
    covering: str = ""
    by_team: bool = False  # covered by the whole team, and by nobody by name

    @classmethod
    def of(
        cls, holding: Holding, step: NextStep | None, today: date, *, me: UUID, covers: Collection[UUID] = ()
    ) -> "Held":
        """`covers` are those whom I cover for by name."""
        journey: Journey = holding.journey
        holder = holding.practitioner
        return cls(
            person_id=journey.person_id,
            journey_id=journey.pk,
            called=journey.person.called,
            next_what=step.what if step else "",
            next_due=step.due_on if step else None,
            is_late=bool(step and step.due_on < today),
            last_spoken=journey.last_spoken_at,
            is_paused=journey.is_paused,
            also=tuple(one.called for one in Also.read(vars(holding)["also"])),
            covering=holder.called if holder and holder.pk != me else "",
            by_team=bool(holder and holder.pk != me and holder.pk not in covers),
        )
