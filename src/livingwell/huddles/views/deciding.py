"""Agree, and next person; bring back next time; think again."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible

from .. import actions, forms, rules
from ..models import Huddle
from .showing import Table, agreeing, find_with_journey, opened, url_of


@require_POST
@for_practitioners
@once
def agree(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Agree what to do for somebody, and go on to the next."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    form, context = _form(request, huddle, journey)
    if not form.is_valid():
        return _look_again(request, form, context)
    try:
        actions.decide(
            huddle=huddle, journey=journey, decided=form.decided(), today=timezone.localdate(), by=request.viewer
        )
    except NotPossible as reason:
        return _refused(request, huddle, journey, reason)
    return _go_on(huddle, journey)


@require_POST
@for_practitioners
@once
def carry(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Bring somebody back next time, and go on to the next."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    form, context = _form(request, huddle, journey)
    if not form.is_valid():
        return _look_again(request, form, context)
    try:
        actions.carry(huddle=huddle, journey=journey, decided=form.decided(), by=request.viewer)
    except NotPossible as reason:
        return _refused(request, huddle, journey, reason)
    return _go_on(huddle, journey)


@require_POST
@for_practitioners
@once
def again(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Take a decision up again."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    revision = request.POST.get("revision", "")
    try:
        actions.think_again(
            huddle=huddle,
            journey=journey,
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(url_of(huddle, journey.pk), status=303)


def _form(request: HttpRequest, huddle: Huddle, journey: Journey) -> tuple[forms.AgreeForm, dict]:
    context = opened(request, huddle, journey_id=journey.pk)
    return agreeing(request.POST, context), context


def _look_again(request: HttpRequest, form: forms.AgreeForm, context: dict) -> HttpResponse:
    return design.page(request, "huddles/board.jinja", **context | {"agree_form": form})


def _refused(request: HttpRequest, huddle: Huddle, journey: Journey, reason: NotPossible) -> HttpResponse:
    """Show the person again with the sentence, what was chosen and typed here, and what somebody else did meanwhile."""
    form, context = _form(request, huddle, journey)
    form.is_valid()
    context["theirs"] = context["person"].decision if isinstance(reason, rules.Overtaken) else ""
    context.pop("agree_form")
    return design.refuse(request, reason, template="huddles/board.jinja", form=form, agree_form=form, **context)


def _go_on(huddle: Huddle, journey: Journey) -> HttpResponse:
    places = Table.of(huddle, timezone.localtime()).places
    after = rules.next_after(places, journey.pk)
    return HttpResponseRedirect(url_of(huddle, after.row.journey_id if after else None), status=303)
