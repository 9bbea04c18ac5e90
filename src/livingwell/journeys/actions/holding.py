"""Opening a journey, who holds it, and handing back."""

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.acting import action
from livingwell.access.words import Kind, Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places import actions as places
from livingwell.places.models import Practitioner, Team

from .. import rules
from ..models import Holding, Journey, NextStep
from ..words import Happened, StepBy, StepKind
from .safeguarding import hand_on_concerns
from .stepping import make_step
from .stream import record_event


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
    by: Viewer,
) -> Journey:
    """Open a journey: the team is tied and holds it (or `holder`, in that team), and "reach them by" stands, at once.

    Only ever adds rows, so that a visitor at the door, who can read nothing, can come in by it.
    """
    today = timezone.localdate()
    journey = Journey.objects.create(
        pk=journey_id or uuid4(),
        person_id=person_id,
        site_id=team.site_id,
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
        by=by,
    )
    return journey


def _tie_and_hold(journey: Journey, *, holder: Practitioner | None, is_tied: bool, by: Viewer) -> None:
    """Tie the journey's team, unless it is tied from the journey before; it holds, or `holder` does."""
    team = journey.team
    if not is_tied:
        access.tie(
            person_id=journey.person_id,
            party_kind=Kind.TEAM,
            party_id=team.pk,
            reason="holds",
            words=team.name,
            by=by,
        )
    Holding.objects.create(
        journey=journey,
        person_id=journey.person_id,
        team=team,
        practitioner=holder,
        by_id=by.ref,
        by_called=by.called,
        words=team.name,
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


@action
def hand_back_all(*, practitioner: Practitioner, team: Team, why: str, by: Viewer) -> int:
    """Give everything a practitioner holds with a team, and their next steps there, back to the team."""
    held = list(
        Journey.objects.select_related("team").filter(
            pk__in=Holding.objects.filter(practitioner=practitioner, team=team, until__isnull=True).values("journey"),
            ended_at__isnull=True,
        )
    )
    for journey in held:
        hold(journey=journey, practitioner=None, words=why, by=by)
    steps_back_to_the_team(practitioner_id=practitioner.pk, team=team, by=by)
    return len(held)


def steps_back_to_the_team(*, practitioner_id: UUID, team: Team, journey_id: UUID | None = None, by: Viewer) -> int:
    """Make a practitioner's open next steps on a team's open journeys the team's."""
    steps = NextStep.objects.filter(
        practitioner_id=practitioner_id,
        kept_at__isnull=True,
        put_aside_at__isnull=True,
        journey__team=team,
        journey__ended_at__isnull=True,
    )
    if journey_id is not None:
        steps = steps.filter(journey_id=journey_id)
    return steps.update(done_by=StepBy.TEAM, practitioner_id=None, team_id=team.pk)


@action
def leave_team(*, practitioner: Practitioner, team: Team, by: Viewer) -> int:
    """End somebody's time in a team; what they held goes back to it in the same transaction. Returns how many.

    What they lead on, of safeguarding concerns about its people, goes to whoever leads on safeguarding, or leads.
    """
    handed_back = hand_back_all(
        practitioner=practitioner, team=team, why=f"{practitioner.called} left {team.name}", by=by
    )
    hand_on_concerns(who=practitioner, team_id=team.pk, by=by)
    places.end_membership(practitioner=practitioner, team=team)
    return handed_back
