"""Today, for a practitioner; the part of it that keeps itself fresh; and who is on duty."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.huddles import queries as huddles
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places_actions
from livingwell.places import queries as places
from livingwell.places import rules
from livingwell.places.models import Team

from ..forms import DutyForm
from ..panels.now import now_of
from ..panels.today import today_of


@for_practitioners
def today(request: HttpRequest) -> HttpResponse:
    """Show the people I hold or cover, promises due, my conversations, notes unfinished."""
    page, promises = design.page_number(request), design.page_number(request, name="promises")
    day = today_of(request.viewer, timezone.localtime(), page=page, promises=promises)
    now_tag = design.tag_of(day.now.version)
    return design.page(request, "website/today.jinja", day=day, page=page, promises=promises, now_tag=now_tag)


@for_practitioners
def today_now(request: HttpRequest) -> HttpResponse:
    """Answer what cannot wait and who is on duty; with nothing, while there is no news."""
    now = timezone.localtime()
    fresh = now_of(request.viewer, huddles.teams_now(request.viewer.ref, now), now)
    return design.fresh(request, "website/_now.jinja", version=fresh.version, context=lambda: {"now_": fresh})


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
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/duty.jinja", **context)
    return HttpResponseRedirect(request.to.today(), status=303)


def _my_team(request: HttpRequest) -> Team:
    """Return the team that is meant, of those I am in; the first, where none is said. Another's is not there."""
    mine = {str(team.pk): team for team in places.teams_of(request.viewer.ref, timezone.now())}
    wanted = request.POST.get("team") or request.GET.get("team") or next(iter(mine), "")
    if wanted not in mine:
        raise Http404
    return mine[wanted]
