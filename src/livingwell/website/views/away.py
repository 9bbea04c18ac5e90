"""Days away: mine, and a colleague's whom nobody has seen today; what waits meanwhile, and who covers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys import queries as journeys
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries
from livingwell.places.models import Away, Practitioner

from ..forms import AwayForm, CoverForm
from ..panels.away import away_page_of


@for_practitioners
@once
def days_away(request: HttpRequest) -> HttpResponse:
    """Show my days away, and take new ones: from when, until when, who covers; then whom nobody would cover."""
    now, me = timezone.localtime(), request.viewer.ref
    others = _teammates(me)
    form = AwayForm(request.POST if request.method == "POST" else None, others=others)
    context = {"form": form, "aways": queries.days_away_of(me, now.date())}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/days_away.jinja", **context)
    said = form.cleaned_data
    mine = queries.find_practitioner(me)
    try:
        away = places.be_away(
            practitioner=mine, cover=_of(others, said["cover"]), from_on=said["from_on"], until_on=said["until_on"]
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/days_away.jinja", **context)
    left = journeys.held_without_cover(away)
    onward = reverse("website:away", args=[away.pk]) if left else reverse("website:days_away")
    return HttpResponseRedirect(onward, status=303)


@require_POST
@for_practitioners
@once
def am_back(request: HttpRequest, away_id: UUID) -> HttpResponse:
    """I am back, or am not away after all; or I take back what I said of a colleague today."""
    me = request.viewer.ref
    away = queries.find_teammates_away(away_id, me, timezone.now())
    if away is None or me not in {away.practitioner_id, away.said_by_id}:
        raise Http404
    places.come_back(away=away)
    return HttpResponseRedirect(design.onward(request, reverse("website:days_away")), status=303)


@require_POST
@for_practitioners
@once
def away_today(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Say that a colleague of my team is away today, and show what waits for them."""
    who, me = _teammate(request, practitioner_id), queries.find_practitioner(request.viewer.ref)
    try:
        away = places.say_away_today(practitioner=who, said_by=me)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(reverse("website:away", args=[away.pk]), status=303)


@require_POST
@for_practitioners
@once
def heard_from(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Say that I have heard from a colleague of my team: nobody need ask again today."""
    places.be_here(who=_teammate(request, practitioner_id).pk)
    return HttpResponseRedirect(design.onward(request, request.to.today()), status=303)


@for_practitioners
@once
def away(request: HttpRequest, away_id: UUID) -> HttpResponse:
    """Show what waits for somebody of my team who is away, or will be; they, or whoever leads, name who covers."""
    now, me = timezone.localtime(), request.viewer.ref
    found = queries.find_teammates_away(away_id, me, now)
    if found is None:
        raise Http404
    shown = away_page_of(found, now, me=me)
    others = [one for one in _teammates(found.practitioner_id) if one.pk != found.cover_id]
    form = CoverForm(request.POST if request.method == "POST" else None, others=others)
    context = {"away": shown, "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/away.jinja", **context)
    return _name_cover(request, found, _of(others, form.cleaned_data["cover"]), context)


def _name_cover(request: HttpRequest, found: Away, cover: Practitioner, context: dict[str, object]) -> HttpResponse:
    if not context["away"].may_name_cover:
        raise Http404
    try:
        places.name_cover(away=found, cover=cover)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/away.jinja", **context)
    return HttpResponseRedirect(request.path, status=303)


def _teammate(request: HttpRequest, practitioner_id: UUID) -> Practitioner:
    """Return a colleague of a team of mine. Another's is not there, and neither am I."""
    found = next((one for one in _teammates(request.viewer.ref) if one.pk == practitioner_id), None)
    if found is None:
        raise Http404
    return found


def _teammates(who: UUID) -> list[Practitioner]:
    """Return who shares a team with somebody, by name."""
    now = timezone.now()
    teams = [team.pk for team in queries.teams_of(who, now)]
    return [one for one in queries.members_of(teams, now) if one.pk != who]


def _of(people: list[Practitioner], chosen: str) -> Practitioner | None:
    return next((one for one in people if str(one.pk) == chosen), None)
