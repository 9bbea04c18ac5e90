"""Opening the huddle, who is there, who is brought, closing it."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner
from livingwell.places.queries import pack_here

from .. import actions, forms, panels, queries, rules
from ..models import Huddle, Present
from .showing import find, url_of


@for_practitioners
def today(request: HttpRequest) -> HttpResponse:
    """Go to today's huddle of my team, or offer to open it; somebody in several teams chooses."""
    now = timezone.localtime()
    teams = queries.teams_today(request.viewer.ref, now)
    wanted = request.GET.get("team", "")
    team = next((one for one in teams if str(one.pk) == wanted or len(teams) == 1), None)
    if team is None:
        return design.page(request, "huddles/choose.jinja", next_huddle=panels.NextHuddle.of(teams))
    opened = vars(team)["huddle"]
    if opened is not None:
        return HttpResponseRedirect(reverse("huddles:huddle", args=[opened["id"]]))
    facts = queries.facts_for(team.pk, now.date())
    rows = rules.agenda(facts, now.date(), quiet_days=pack_here().rhythm.quiet_days)
    agenda = panels.Agenda.of([rules.Place(row) for row in rows], now.date())
    return design.page(request, "huddles/open.jinja", team=team, agenda=agenda, teams=teams)


@require_POST
@for_practitioners
@once
def open_(request: HttpRequest) -> HttpResponse:
    """Open today's huddle of a team the viewer is in."""
    now = timezone.localtime()
    wanted = request.POST.get("team", "")
    teams = queries.teams_today(request.viewer.ref, now)
    team = next((one for one in teams if str(one.pk) == wanted), None)
    if team is None:
        raise Http404
    huddle = actions.open_huddle(
        team=team, today=now.date(), quiet_days=pack_here().rhythm.quiet_days, by=request.viewer
    )
    return HttpResponseRedirect(url_of(huddle, None), status=303)


def _press(act: Callable[[HttpRequest, Huddle], None]) -> Callable[..., HttpResponse]:
    """Make a view of a button on the huddle itself; a refusal is a sentence."""

    def pressed(request: HttpRequest, pk: UUID) -> HttpResponse:
        huddle = find(request, pk)
        try:
            act(request, huddle)
        except NotPossible as reason:
            return design.refuse(request, reason)
        return _here_or_onward(request, huddle)

    return require_POST(for_practitioners(once(pressed)))


def _here_or_onward(request: HttpRequest, huddle: Huddle) -> HttpResponse:
    to = design.onward(request, reverse("huddles:huddle", args=[huddle.pk]))
    if not design.wants_fragment(request):
        return HttpResponseRedirect(to, status=303)
    return here_fragment(request, find(request, huddle.pk))


def here_fragment(request: HttpRequest, huddle: Huddle, form: forms.HereForm | None = None) -> HttpResponse:
    """Answer with who is here, as it now is."""
    return design.page(
        request,
        "huddles/_here.jinja",
        huddle=huddle,
        here=panels.Here.of(huddle, request.viewer.ref),
        here_form=form or _here_form(huddle),
        looking_at=None,
    )


def _here_form(huddle: Huddle, data: object = None) -> forms.HereForm:
    there = {one["practitioner"] for one in huddle.here}
    everybody = queries.colleagues(huddle.team, timezone.now())
    return forms.HereForm(
        data,
        colleagues=[
            (str(one.id), f"{one.called}, {one.organisation}") for one in everybody if str(one.id) not in there
        ],
    )


@_press
def here(request: HttpRequest, huddle: Huddle) -> None:
    """I'm here."""
    actions.be_here(huddle=huddle, by=request.viewer)


@_press
def close(request: HttpRequest, huddle: Huddle) -> None:
    actions.close_huddle(huddle=huddle, by=request.viewer)


@_press
def open_again(request: HttpRequest, huddle: Huddle) -> None:
    actions.open_again(huddle=huddle, today=timezone.localdate(), by=request.viewer)


@require_POST
@for_practitioners
@once
def others_here(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a colleague, or a guest on the call."""
    huddle = find(request, pk)
    form = _here_form(huddle, request.POST)
    if not form.is_valid():
        return here_fragment(request, huddle, form)
    try:
        _add(request, huddle, form)
    except NotPossible as reason:
        if not design.wants_fragment(request):
            return design.refuse(request, reason)
        form.add_refusal(reason)
        return here_fragment(request, huddle, form)
    return _here_or_onward(request, huddle)


def _add(request: HttpRequest, huddle: Huddle, form: forms.HereForm) -> None:
    said = form.cleaned_data
    if said["colleague"]:
        colleague = Practitioner.objects.select_related("organisation").get(pk=UUID(said["colleague"]))
        actions.add_colleague(huddle=huddle, practitioner=colleague, by=request.viewer)
    else:
        actions.add_guest(huddle=huddle, called=said["called"], organisation=said["organisation"], by=request.viewer)


@require_POST
@for_practitioners
@once
def gone(request: HttpRequest, pk: UUID, present_id: UUID) -> HttpResponse:
    """Say that somebody has left the call, or was never on it."""
    huddle = find(request, pk)
    present = Present.objects.filter(pk=present_id, huddle=huddle).first()
    if present is None:
        raise Http404
    try:
        actions.gone(huddle=huddle, present=present, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _here_or_onward(request, huddle)


@require_POST
@for_practitioners
@once
def bring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Bring somebody who is on no list today."""
    huddle = find(request, pk)
    form = forms.BringForm(
        request.POST, journeys=[(str(key), called) for key, called in queries.open_journeys(huddle.team_id)]
    )
    if not form.is_valid():
        return HttpResponseRedirect(url_of(huddle, None), status=303)
    journey = queries.find_journey(huddle, UUID(form.cleaned_data["journey"]))
    if journey is None:
        raise Http404
    try:
        actions.bring(huddle=huddle, journey=journey, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(url_of(huddle, journey.pk), status=303)
