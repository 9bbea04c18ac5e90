"""Who is on duty for a team: taking it, handing it over, and what is handed over with it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places_actions
from livingwell.places import queries as places
from livingwell.places import rules
from livingwell.places.models import Team

from ..forms import DutyForm, LeaveWordsForm
from ..panels.handed import handed_over


@for_practitioners
@once
def duty(request: HttpRequest) -> HttpResponse:
    """Take duty for a team of mine, or hand it to somebody in it. Whoever had it until now no longer does."""
    now = timezone.localtime()
    team = _my_team(request)
    people = {str(one.pk): one for one in places.members_of([team.pk], now)}
    form = DutyForm(request.POST or None, people=people.values(), initial={"who": str(request.viewer.ref)})
    context = {"team": team, "form": form, "duty": next(iter(places.on_duty([team.pk], now)), None)}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/duty.jinja", **context)
    try:
        until = rules.duty_until(now, places.pack_here().hours, form.cleaned_data["until"])
        who = people[form.cleaned_data["who"]]
        places_actions.take_duty(team=team, practitioner=who, starts_at=now, ends_at=until)
        _leave(request, team, form.cleaned_data["words"])
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/duty.jinja", **context)
    is_mine = who.pk == request.viewer.ref
    return HttpResponseRedirect(_handed(team) if is_mine else request.to.today(), status=303)


@for_practitioners
@once
def handed(request: HttpRequest) -> HttpResponse:
    """Show what is handed over with a team's duty; whoever is in the team leaves words for whoever is next."""
    team, now = _my_team(request), timezone.localtime()
    form = LeaveWordsForm(request.POST if request.method == "POST" else None)
    context = {"handed": handed_over(team, now, me=request.viewer.ref), "form": form, "team": team}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/handed.jinja", **context)
    _leave(request, team, form.cleaned_data["words"])
    return HttpResponseRedirect(_handed(team), status=303)


def _leave(request: HttpRequest, team: Team, words: str) -> None:
    me = places.find_practitioner(request.viewer.ref)
    if words and me is not None:
        places_actions.leave_words(team=team, practitioner=me, words=words)


def _handed(team: Team) -> str:
    return f"{reverse('website:handed')}?team={team.pk}"


def _my_team(request: HttpRequest) -> Team:
    """Return the team that is meant, of those I am in; the first, where none is said. Another's is not there."""
    mine = {str(team.pk): team for team in places.teams_of(request.viewer.ref, timezone.now())}
    wanted = request.POST.get("team") or request.GET.get("team") or next(iter(mine), "")
    if wanted not in mine:
        raise Http404
    return mine[wanted]
