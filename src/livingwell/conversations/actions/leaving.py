"""Leaving a team, with the conversations that were planned."""

from django.db import connection

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.places.models import Practitioner, Team


@action
def leave_team(*, practitioner: Practitioner, team: Team, by: Viewer) -> None:
    """End somebody's time in a team: whom they were to talk with, whom they held and what waited for them are its own.

    A conversation to come is somebody else's of the team, by name, at the same time and place: whoever meant to be
    there is still expected by somebody. The database finds them; `by` may not see everybody it is about.
    """
    with connection.cursor() as cursor:
        cursor.execute("select gate.hand_on_conversations(%s, %s)", [practitioner.pk, team.pk])
    journeys.leave_team(practitioner=practitioner, team=team, by=by)
