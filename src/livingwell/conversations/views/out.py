"""Going out, being back, taking longer; and the page of somebody who is out, for whoever looks for them."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.access.words import Viewer
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places
from livingwell.places.models import Team

from .. import actions, queries, rules
from ..forms import GoingForm
from ..models import Conversation, Outing
from ..panels import OutLine, OutNow
from ..words import State
from .finding import on_a_conversation

THE_WAY_BACK = timedelta(minutes=30)


@for_practitioners
@once
def out(request: HttpRequest) -> HttpResponse:
    """Say where I am going, for no conversation that is planned."""
    return _go(request, None, timezone.now() + timedelta(hours=1))


@on_a_conversation
@once
def going(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Say where I am going, before I leave for a conversation."""
    if conversation.state not in {State.PLANNED, State.BEGUN}:
        raise Http404
    ends_at = max(conversation.at, timezone.now()) + timedelta(minutes=conversation.lasts)
    return _go(request, conversation, ends_at + THE_WAY_BACK)


def _go(request: HttpRequest, conversation: Conversation | None, back_by) -> HttpResponse:
    now, me = timezone.now(), request.viewer.ref
    already = queries.my_outing(me)
    if already is not None and request.method != "POST":
        return HttpResponseRedirect(reverse("conversations:outing", args=[already.pk]), status=303)
    teams = list(places.teams_of(me, now)) or ([conversation.journey.team] if conversation else [])
    person_id = conversation.person_id if conversation else None
    colleagues = queries.who_could_notice(me, [team.pk for team in teams], now, person_id=person_id)
    form = GoingForm(request.POST if request.method == "POST" else None, colleagues=colleagues, back_by=back_by)
    context = {"form": form, "conversation": conversation, "nobody": not colleagues}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/going.jinja", **context)
    try:
        _leave(form, _team(teams, conversation), conversation, request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/going.jinja", **context)
    return HttpResponseRedirect(request.to.today(), status=303)


def _team(teams: list[Team], conversation: Conversation | None) -> Team:
    """Return the team that looks for somebody: the one that is alongside the person, where it is theirs."""
    known = {team.pk: team for team in teams}
    return known.get(conversation.journey.team_id, teams[0]) if conversation else teams[0]


def _leave(form: GoingForm, team: Team, conversation: Conversation | None, by: Viewer) -> None:
    said = form.cleaned_data
    mine = places.find_practitioner(by.ref)
    if mine is None:
        raise Http404
    actions.go_out(
        practitioner=mine,
        team=team,
        where=said["where"],
        back_by=rules.back_at(timezone.now(), said["back_by"]),
        notices=form.people[said["notices"]],
        conversation=conversation,
        by=by,
    )


@for_practitioners
def outing(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """Show who is out: where, to whoever looks for them; who was told, and what can be done."""
    one = _found(outing_id)
    return _show(request, one)


def _show(request: HttpRequest, one: Outing, **more: object) -> HttpResponse:
    now = timezone.now()
    return design.page(
        request,
        "conversations/outing.jinja",
        outing=one,
        row=OutNow.of_outing(one, request.viewer.ref, now),
        where=queries.where_they_are(one),
        lines=OutLine.all_of(queries.moments_of(one)),
        **more,
    )


@require_POST
@for_practitioners
@once
def back(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """I am back; or a colleague is, whom I have spoken with."""
    return _do(request, outing_id, actions.be_back)


@require_POST
@for_practitioners
@once
def longer(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """It takes half an hour longer. Only whoever is out says so."""
    one = _found(outing_id)
    if one.practitioner_id != request.viewer.ref:
        raise Http404
    return _do(request, outing_id, actions.be_longer)


@require_POST
@for_practitioners
@once
def have(request: HttpRequest, outing_id: UUID) -> HttpResponse:
    """I have this: I look for them."""
    return _do(request, outing_id, actions.take_up)


def _do(request: HttpRequest, outing_id: UUID, act: Callable[..., object]) -> HttpResponse:
    one = _found(outing_id)
    try:
        act(outing=one, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, back=reverse("conversations:outing", args=[outing_id]))
    return HttpResponseRedirect(design.onward(request, request.to.today()), status=303)


def _found(outing_id: UUID) -> Outing:
    one = queries.find_outing(outing_id)
    if one is None:
        raise Http404
    return one
