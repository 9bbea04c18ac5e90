"""Opening a journey, and who holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.words import Kind, Reason, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places import queries as places
from livingwell.places.models import Practitioner, Team

from .. import rules
from ..models import OPEN_STEP, Holding, Journey, NextStep
from ..words import Happened, StepBy, StepKind
from .stepping import make_step, new_step, step_made
from .stream import AT_ONCE, record_event, record_events

NOBODY_THERE = N_(
    "Nobody works in this team just now, so nobody would read this. Please ring us, or one of the numbers on this page."
)


@dataclass(frozen=True)
class Opening:
    """A journey to be opened with others: whose, the day somebody is in touch by, and the one promised after it."""

    journey_id: UUID
    person_id: UUID
    reach_by: date
    first_conversation_by: date
    what: str


@action
def open_journey(
    *,
    person_id: UUID,
    team: Team,
    reach_by: date,
    first_conversation_days: int,
    what: str,
    kind: StepKind = StepKind.REACH,
    returns_to: Journey | None = None,
    holder: Practitioner | None = None,
    journey_id: UUID | None = None,
    from_id: UUID | None = None,
    by: Viewer,
) -> Journey:
    """Open a journey: the team is tied and holds it (or `holder`, in that team), and "reach them by" stands, at once.

    Only ever adds rows, so that a visitor at the door, who can read nothing, can come in by it.
    """
    if not places.members_of([team.pk], timezone.now()).exists():
        raise NotPossible(NOBODY_THERE)
    today = timezone.localdate()
    journey = Journey.objects.create(
        pk=journey_id or uuid4(),
        person_id=person_id,
        site=team.site,
        team=team,
        returns_to=returns_to,
        first_conversation_by=today + timedelta(days=first_conversation_days),
    )
    _tie_and_hold(journey, holder=holder, is_tied=returns_to is not None and returns_to.team_id == team.pk, by=by)
    make_step(
        journey=journey,
        what=what,
        doer=rules.Doer(StepBy.TEAM, team_id=team.pk),
        due_on=min(reach_by, rules.latest_due(today, team.site.horizon_days)),
        kind=kind,
        from_id=from_id,
        by=by,
    )
    return journey


@action
def open_journeys(*, openings: Sequence[Opening], team: Team, by: Viewer) -> list[Journey]:
    """Open many journeys that `team` holds from now on, each with the step to reach them. The ties are there already.

    As many statements as for a few. Raises NotPossible where the team has nobody in it, or a day is too far off.
    """
    if not places.members_of([team.pk], timezone.now()).exists():
        raise NotPossible(NOBODY_THERE)
    journeys = [
        Journey(
            pk=one.journey_id,
            person_id=one.person_id,
            site=team.site,
            team=team,
            first_conversation_by=one.first_conversation_by,
        )
        for one in openings
    ]
    doer = rules.Doer(StepBy.TEAM, team_id=team.pk)
    steps = [
        new_step(journey=journey, what=one.what, doer=doer, due_on=one.reach_by, kind=StepKind.REACH, by=by)
        for journey, one in zip(journeys, openings, strict=True)
    ]
    Journey.objects.bulk_create(journeys, batch_size=AT_ONCE)
    Holding.objects.bulk_create([_held(journey, None, by) for journey in journeys], batch_size=AT_ONCE)
    NextStep.objects.bulk_create(steps, batch_size=AT_ONCE)
    record_events(events=[step_made(step, by) for step in steps], by=by)
    return journeys


def _tie_and_hold(journey: Journey, *, holder: Practitioner | None, is_tied: bool, by: Viewer) -> None:
    """Tie the journey's team, unless it is tied from the journey before; it holds, or `holder` does."""
    team = journey.team
    if not is_tied:
        access.tie(
            person_id=journey.person_id,
            party_kind=Kind.TEAM,
            party_id=team.pk,
            reason=Reason.HOLDS,
            words=team.name,
            by=by,
        )
    _held(journey, holder, by).save(force_insert=True)


def _held(journey: Journey, holder: Practitioner | None, by: Viewer) -> Holding:
    """Return who holds a fresh journey, not kept yet: its team, or somebody in it."""
    return Holding(
        journey=journey,
        person_id=journey.person_id,
        team=journey.team,
        practitioner=holder,
        by_id=by.ref,
        by_called=by.called,
        words=journey.team.name,
    )


@action
def hold(*, journey: Journey, practitioner: Practitioner | None, words: str = "", by: Viewer) -> Holding:
    """Name who holds: a practitioner, or the team again (None). The database refuses one without a current tie."""
    if not journey.is_open:
        raise NotPossible(N_("This journey has ended. Coming back opens a new one."))
    now = timezone.now()
    Holding.objects.filter(journey=journey, until__isnull=True).update(until=now)
    holding = Holding.objects.create(
        journey=journey,
        person_id=journey.person_id,
        team_id=journey.team_id,
        practitioner=practitioner,
        words=words,
        by_id=by.ref,
        by_called=by.called,
    )
    record_event(
        kind=Happened.HOLDER_CHANGED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"holder": practitioner.called if practitioner else journey.team.name},
        from_id=holding.pk,
        by=by,
    )
    return holding


def doer_who_holds(journey: Journey) -> rules.Doer:
    """Return whoever holds, as the doer of a next step: a practitioner, or the team until one is named."""
    holding = Holding.objects.get(journey=journey, until__isnull=True)
    if holding.practitioner_id:
        return rules.Doer(StepBy.PRACTITIONER, practitioner_id=holding.practitioner_id)
    return rules.Doer(StepBy.TEAM, team_id=holding.team_id)


def steps_back_to_the_team(*, practitioner_id: UUID, journey: Journey) -> None:
    """Make a practitioner's open next steps on a journey the team's."""
    steps = NextStep.objects.filter(OPEN_STEP, practitioner_id=practitioner_id, journey=journey)
    steps.update(done_by=StepBy.TEAM, practitioner_id=None, team_id=journey.team_id)
