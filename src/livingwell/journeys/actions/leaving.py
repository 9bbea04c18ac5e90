"""Leaving a team: what somebody held goes back to it in the same transaction."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.places import actions as places
from livingwell.places import queries
from livingwell.places.models import Practitioner, Team

from .. import parted
from ..models import Event
from .safeguarding import hand_on_concerns
from .stream import seal_events


@action
def leave_team(*, practitioner: Practitioner, team: Team, by: Viewer) -> None:
    """End somebody's time in a team. Whoever says so, all that they held goes back to it, seen by them or not.

    Nothing is said of what that was: a lead whom somebody refused is not to learn it from this. What they lead on, of
    safeguarding concerns about the team's people, goes to whoever leads on safeguarding there, or leads; all of
    it, when this was their last team: then they have left the place, are drawn in nowhere, and sign in no more.
    """
    why = _("%(called)s left %(team)s") % {"called": practitioner.called, "team": team.name}
    if places.is_last_team(practitioner=practitioner, team=team):
        _hand_back("select * from gate.let_go(%s, %s, %s)", practitioner.pk, why, by.called)
    else:
        _hand_back("select * from gate.hand_back(%s, %s, %s, %s)", practitioner.pk, team.pk, why, by.called)
    hand_on_concerns(who=practitioner, team_id=team.pk, by=by)
    places.end_membership(practitioner=practitioner, team=team)
    parted.tell_gone(practitioner, by)


@action
def move_team(*, digest: bytes, leaves: Iterable[str], by: Viewer) -> None:
    """Join a team by an invitation's link and leave others, all of it or none. What was held stays with each team."""
    places.join_by(digest=digest, password_hash=None)
    me = Practitioner.objects.get(pk=by.someone)
    for team in queries.teams_of(by.someone, timezone.localtime()).filter(pk__in=list(leaves)):
        leave_team(practitioner=me, team=team, by=by)


def _hand_back(asked: str, *about: object) -> None:
    """Have the team hold again, also whom `by` may not see: the database does it in their name, and this seals it."""
    seal_events(Event.objects.raw(asked, about))
