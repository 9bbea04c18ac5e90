"""Leaving a team: what somebody held goes back to it in the same transaction."""

from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.places import actions as places
from livingwell.places.models import Practitioner, Team

from ..words import Happened
from .safeguarding import hand_on_concerns
from .stream import record_event


@action
def leave_team(*, practitioner: Practitioner, team: Team, by: Viewer) -> None:
    """End somebody's time in a team. Whoever says so, all that they held goes back to it, seen by them or not.

    Nothing is said of what that was: a lead whom somebody refused is not to learn it from this. What they lead on, of
    safeguarding concerns about the team's people, goes to whoever leads on safeguarding there, or leads; all of
    it, when this was their last team.
    """
    why = _("%(called)s left %(team)s") % {"called": practitioner.called, "team": team.name}
    handed_back = _hand_back(practitioner, team, why, by)
    # In the name of whoever leaves, who sees whom they held. Whoever asks for it might not.
    with named(Viewer(Kind.PRACTITIONER, practitioner.pk, called=practitioner.called)) as leaving:
        for holding_id, journey_id, person_id in handed_back:
            record_event(
                kind=Happened.HOLDER_CHANGED,
                person_id=person_id,
                journey_id=journey_id,
                about={"holder": team.name, "words": why},
                from_id=holding_id,
                by=leaving,
            )
    hand_on_concerns(who=practitioner, team_id=team.pk, by=by)
    places.end_membership(practitioner=practitioner, team=team)


def _hand_back(practitioner: Practitioner, team: Team, why: str, by: Viewer) -> list[tuple[UUID, UUID, UUID]]:
    """Return (holding, journey, person) of each journey the team holds again, also of those `by` may not see."""
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.hand_back(%s, %s, %s, %s)", [practitioner.pk, team.pk, why, by.called])
        return cursor.fetchall()
