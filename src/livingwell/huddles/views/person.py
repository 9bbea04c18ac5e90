"""Somebody in the middle of the board: their story, next steps, who is drawn in."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Journey
from livingwell.lib.cleaning import clean_text
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner

from .. import actions, forms, panels, queries
from ..models import Brought, Huddle
from ..rules import Overtaken
from . import showing
from .showing import find, find_with_journey, opened, url_of

FORMS = {"story": "story_form", "decision": "agree_form"}  # what the page calls the form of each


@for_practitioners
def brought(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Show somebody in the middle. Opening them is a look, once for each of us at each huddle."""
    context = opened(request, find(request, pk), journey_id=journey_id)
    return design.page(request, "huddles/board.jinja", **context)


def _doing(
    request: HttpRequest, huddle: Huddle, journey_id: UUID, change: Callable[..., showing.Context]
) -> HttpResponse:
    """Answer with the three columns as they now are: alone for HTMX, on their page for a plain form."""
    if not design.wants_fragment(request):
        context = opened(request, huddle, journey_id=journey_id)
        context |= change(context["person"], queries.colleagues(huddle.team, timezone.now()))
        return design.page(request, "huddles/board.jinja", **context)
    now = timezone.localtime()
    journey = queries.person_brought(huddle, journey_id, viewer_id=request.viewer.ref)
    if journey is None:
        raise Http404
    team = queries.colleagues(huddle.team, now)
    person = panels.PersonBrought.of(journey, (), today=now.date())
    showing.keep_look(request, person, has_looked=vars(journey)["has_looked"])
    context = showing.doing(huddle, person, team=team, now=now) | change(person, team)
    return design.page(request, "huddles/_doing.jinja", **context)


def _done(request: HttpRequest, huddle: Huddle, journey: Journey, focus_on: str = "doing") -> HttpResponse:
    """Answer after something was done; `focus_on` is where whoever is at the keyboard goes on."""
    if design.wants_fragment(request):
        return _doing(request, huddle, journey.pk, lambda person, team: {"focus_on": focus_on})
    return HttpResponseRedirect(url_of(huddle, journey.pk).replace("#person", "#doing"), status=303)


@require_POST
@for_practitioners
@once
def step(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Agree a next step; it stands at once."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    form = _step_form(request, huddle, journey)
    if form.is_valid():
        try:
            actions.add_step(
                huddle=huddle,
                journey=journey,
                what=form.cleaned_data["what"],
                doer=form.doer(huddle.team_id),
                due_on=form.due_on(),
                by=request.viewer,
            )
        except NotPossible as reason:
            if not huddle.is_open:
                return design.refuse(request, reason)
            form.add_refusal(reason)
        else:
            return _done(request, huddle, journey, "what")
    return _doing(request, huddle, journey_id, lambda person, team: {"step_form": form})


def _step_form(request: HttpRequest, huddle: Huddle, journey: Journey) -> forms.StepForm:
    now = timezone.localtime()
    seen = queries.person_brought(huddle, journey.pk, viewer_id=request.viewer.ref)
    team = queries.colleagues(huddle.team, now)
    person = panels.PersonBrought.of(seen, (), today=now.date())
    return showing.step_form(request.POST, huddle, person=person, team=team, now=now)


@require_POST
@for_practitioners
@once
def step_kept(request: HttpRequest, pk: UUID, journey_id: UUID, step_id: UUID) -> HttpResponse:
    """Tick a next step off in the huddle. The last one that stands stays until another does."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    step = journeys.find_step(step_id)
    if step is None or step.journey_id != journey.pk:
        raise Http404
    try:
        actions.keep_step(huddle=huddle, step=step, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _done(request, huddle, journey)


@require_POST
@for_practitioners
@once
def draw_in(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Draw somebody in, with why."""
    huddle, journey = find_with_journey(request, pk, journey_id)
    team = queries.colleagues(huddle.team, timezone.now())
    form = forms.DrawInForm(request.POST, people=[(str(one.id), one.called) for one in team])
    if form.is_valid():
        wanted = Practitioner.objects.select_related("organisation").get(pk=UUID(form.cleaned_data["practitioner"]))
        why = form.cleaned_data["why"]
        try:
            actions.draw_in(huddle=huddle, journey=journey, practitioner=wanted, why=why, by=request.viewer)
        except NotPossible as reason:
            if not huddle.is_open:
                return design.refuse(request, reason)
            form.add_refusal(reason)
        else:
            return _done(request, huddle, journey)
    return _doing(request, huddle, journey_id, lambda person, team: {"draw_form": _again(request, person, team, form)})


def _again(request: HttpRequest, person: panels.PersonBrought, team: list, form: Form) -> Form:
    """Return the form as it was sent, over the people who can be drawn in now."""
    fresh = showing.draw_form(request.POST, person, team=team)
    fresh.is_valid()
    for name, problems in form.errors.items():
        if name not in fresh.errors:
            fresh.add_error(name if name in fresh.fields else None, problems)
    return fresh


@require_POST
@for_practitioners
def story(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Keep the story, as it is written or when it is sent."""
    return _kept(request, pk, journey_id, "story", forms.StoryForm(request.POST), actions.write_story)


@require_POST
@for_practitioners
def words(request: HttpRequest, pk: UUID, journey_id: UUID) -> HttpResponse:
    """Keep the words of a decision as they are written."""
    return _kept(request, pk, journey_id, "decision", forms.AgreeForm(request.POST), actions.word_decision)


def _kept(
    request: HttpRequest, pk: UUID, journey_id: UUID, what: str, form: Form, keep: Callable[..., Brought]
) -> HttpResponse:
    huddle, journey = find_with_journey(request, pk, journey_id)
    is_autosave = "X-Autosave" in request.headers
    form.is_valid()
    if what in form.errors:
        return HttpResponse(status=design.ANOTHER_LOOK) if is_autosave else _show_again(request, huddle, journey, what)
    try:
        kept = keep(
            huddle=huddle,
            journey=journey,
            words=form.cleaned_data[what],
            revision=_number(request.POST.get("revision", "")),
            writer=clean_text(request.POST.get("writer", ""), lines=False)[:40],
            by=request.viewer,
        )
    except Overtaken as reason:
        return _overtaken(request, huddle, journey, what) if is_autosave else design.refuse(request, reason)
    except NotPossible as reason:
        return design.refuse(request, reason)
    if is_autosave:
        return design.saved(getattr(kept, f"{what}_revision"))
    return HttpResponseRedirect(url_of(huddle, journey.pk), status=303)


def _show_again(request: HttpRequest, huddle: Huddle, journey: Journey, what: str) -> HttpResponse:
    context = opened(request, huddle, journey_id=journey.pk)
    form = forms.StoryForm(request.POST) if what == "story" else showing.agreeing(request.POST, context)
    return design.page(request, "huddles/board.jinja", **context | {FORMS[what]: form})


def _overtaken(request: HttpRequest, huddle: Huddle, journey: Journey, what: str) -> HttpResponse:
    stored = queries.find_brought(huddle, journey.pk)
    if stored is None:
        raise Http404
    return design.overtaken(
        request,
        theirs=getattr(stored, what),
        by=getattr(stored, f"{what}_by"),
        revision=getattr(stored, f"{what}_revision"),
    )


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0
