"""Somebody in a team: which days, whether they lead; and leaving it."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys import actions as journeys
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries
from livingwell.places.models import Membership

from ..forms import MembershipForm
from ..panels.membership import MembershipPage, membership_of


@for_practitioners
@once
def membership(request: HttpRequest, team_id: UUID, practitioner_id: UUID) -> HttpResponse:
    """Show which days somebody is in a team and what they do in it, and change it: mine, or anybody's where I lead."""
    one = _found(request, team_id, practitioner_id)
    page = membership_of(one, me=request.viewer.someone, now=timezone.localtime())
    if not page.may_change:
        raise Http404
    form = MembershipForm(request.POST or None, by_lead=page.by_lead, initial=MembershipForm.said_of(one))
    context = {"form": form, "page": page}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/membership.jinja", **context)
    try:
        _change(one, form, page)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/membership.jinja", **context)
    return HttpResponseRedirect(reverse("website:team", args=[team_id]), status=303)


def _change(one: Membership, form: MembershipForm, page: MembershipPage) -> None:
    said = form.cleaned_data
    if page.by_lead:
        places.change_roles(
            practitioner=one.practitioner, team=one.team, leads=said["leads"], safeguards=said["safeguards"]
        )
    hours = {"opens": said["opens"], "shuts": said["shuts"]}
    places.change_days(practitioner=one.practitioner, team=one.team, days=form.days_chosen(), **hours)


@require_POST
@for_practitioners
@once
def leave_team(request: HttpRequest, team_id: UUID, practitioner_id: UUID) -> HttpResponse:
    """Somebody leaves a team, by their own word or its lead's: everything of theirs goes back to it at once."""
    one = _found(request, team_id, practitioner_id)
    try:
        journeys.leave_team(practitioner=one.practitioner, team=one.team, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    if practitioner_id != request.viewer.ref:
        return HttpResponseRedirect(reverse("website:team", args=[team_id]), status=303)
    return HttpResponseRedirect(request.to.today(), status=303) if _is_here(request) else _gone(request)


def _is_here(request: HttpRequest) -> bool:
    return queries.find_practitioner(request.viewer.ref) is not None


def _gone(request: HttpRequest) -> HttpResponse:
    """Whoever left their last team is signed out at once; their account opens nothing any more."""
    logout(request)
    return HttpResponseRedirect(reverse("website:left"), status=303)


def left(request: HttpRequest) -> HttpResponse:
    """Say goodbye to somebody who left the place, and how they would come back."""
    return design.page(request, "website/left.jinja")


def _found(request: HttpRequest, team_id: UUID, practitioner_id: UUID) -> Membership:
    """Return who is in a team of mine, or raise Http404."""
    now = timezone.localtime()
    if queries.find_team(team_id, request.viewer.ref, now) is None:
        raise Http404
    found = next((one for one in queries.memberships_of(team_id, now) if one.practitioner_id == practitioner_id), None)
    if found is None:
        raise Http404
    return found
