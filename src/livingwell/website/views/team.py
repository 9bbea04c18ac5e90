"""A team: who is in it, and when they are there."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.places import queries

from ..panels.team import team_of


@for_practitioners
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Show who is in a team of mine, and which days they are there."""
    now, me = timezone.localtime(), request.viewer.ref
    found = queries.find_team(team_id, me, now)
    if found is None:
        raise Http404
    return design.page(request, "website/team.jinja", team=team_of(found, now, me=me))
