"""My days away, and a team: who is in it, and when they are there."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries

from ..forms import AwayForm
from ..panels.team import team_of


@for_practitioners
@once
def days_away(request: HttpRequest) -> HttpResponse:
    """Show my days away, and take new ones: from when, until when, who covers."""
    now, me = timezone.localtime(), request.viewer.ref
    team_ids = [team.pk for team in queries.teams_of(me, now)]
    others = [one for one in queries.members_of(team_ids, now) if one.pk != me]
    form = AwayForm(request.POST if request.method == "POST" else None, others=others)
    context = {"form": form, "aways": queries.days_away_of(me, now.date())}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/days_away.jinja", **context)
    said = form.cleaned_data
    cover = next((one for one in others if str(one.pk) == said["cover"]), None)
    mine = queries.find_practitioner(me)
    try:
        places.be_away(practitioner=mine, cover=cover, from_on=said["from_on"], until_on=said["until_on"])
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/days_away.jinja", **context)
    return HttpResponseRedirect(reverse("website:days_away"), status=303)


@require_POST
@for_practitioners
@once
def am_back(request: HttpRequest, away_id: UUID) -> HttpResponse:
    """I am back, or am not away after all."""
    away = queries.find_away(away_id, request.viewer.ref)
    if away is None:
        raise Http404
    places.come_back(away=away)
    return HttpResponseRedirect(reverse("website:days_away"), status=303)


@for_practitioners
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Show who is in a team of mine, and which days they are there."""
    now, me = timezone.localtime(), request.viewer.ref
    found = queries.find_team(team_id, me, now)
    if found is None:
        raise Http404
    return design.page(request, "website/team.jinja", team=team_of(found, now, me=me))
