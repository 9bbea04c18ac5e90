"""The steps that some introductions ask for beside the first: a ring, and a named lead under 18."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.rules import Doer, latest_due
from livingwell.journeys.words import StepBy, StepKind
from livingwell.places.models import Team

from ..queries import ReceiptsJourney


def receipts_journey(stands: ReceiptsJourney) -> Journey:
    """Return the journey of a receipt, as far as an action of its bearer needs one: they read none."""
    team = Team.objects.select_related("site").get(pk=stands.team_id)
    return Journey(pk=stands.journey_id, person_id=stands.person_id, team=team, site=team.site)


def in_time(journey: Journey, due_on: date) -> date:
    """Return a day promised at the door, or the last that a next step may have: however long a holiday is."""
    return min(due_on, latest_due(timezone.localdate(), journey.site.horizon_days))


@action
def promise_a_ring(
    *, journey: Journey, what: str, introducer: str, due_on: date, from_id: UUID, by: Viewer
) -> NextStep:
    """Make the step of ringing whoever asked: reaching the person does not ring whoever introduced them."""
    return journeys.make_step(
        journey=journey,
        what=what,
        doer=Doer(StepBy.TEAM, team_id=journey.team_id),
        due_on=in_time(journey, due_on),
        kind=StepKind.RING_INTRODUCER if introducer else StepKind.REACH,
        from_id=from_id,
        by=by,
    )


@action
def promise_a_lead(*, journey: Journey, due_on: date, by: Viewer) -> NextStep:
    """Make the step of naming who leads for somebody under 18."""
    return journeys.make_step(
        journey=journey,
        what=_("Name who leads for somebody under 18. No parent is contacted unless they ask"),
        doer=Doer(StepBy.TEAM, team_id=journey.team_id),
        due_on=in_time(journey, due_on),
        kind=StepKind.YOUNG_LEAD,
        by=by,
    )


def please_ring(introducer: str, number: str = "") -> str:
    """Return the step of ringing whoever asked to be rung: the person, or whoever introduced them."""
    said = {"introducer": introducer, "number": number}
    if introducer and number:
        return _("Ring %(introducer)s, who introduced them, on %(number)s: they asked to be rung") % said
    if introducer:
        return _("Ring %(introducer)s, who introduced them, as soon as the door is read: they asked to be rung") % said
    if number:
        return _("Ring them on %(number)s as soon as the door is read: they asked to be rung") % said
    return _("Ring them as soon as the door is read: they asked to be rung")
