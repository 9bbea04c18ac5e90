"""Somebody's plan and safety plan, for those alongside: read, suggested in, written sitting beside them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.access.words import Part
from livingwell.design import views as design
from livingwell.journeys import queries as journeys
from livingwell.journeys.panels import StepsPanel
from livingwell.lib.refusals import NotPossible
from livingwell.plans import actions, queries
from livingwell.plans.forms import TheirPartForm
from livingwell.plans.models import KeptSuggestion
from livingwell.plans.words import Asked, How

from ..panels.person import PersonHead
from ..panels.plan import PartPage, plan_sheets, safety_sheets, who_sees
from .opening import opened

PART = "website/person_plan_part.jinja"


@for_practitioners
def person_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show somebody's plan; what they keep to themselves is not there."""
    head = opened(request, person_id, "plan")
    if head.glass_until:
        raise Http404  # help at once reads the safety plan, and not the rest
    return design.page(
        request,
        "website/person_plan.jinja",
        head=head,
        sheets=plan_sheets(person_id),
        steps=StepsPanel.of(journeys.open_steps([head.journey.pk]), timezone.localdate()),
        shown_to=who_sees(head.person, head.holding, Part.PLAN),
    )


@for_practitioners
def person_safety_plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show somebody's safety plan."""
    head = opened(request, person_id, "safety plan")
    shown = "" if head.glass_until else who_sees(head.person, head.holding, Part.SAFETY_PLAN)
    sheets = safety_sheets(person_id)
    return design.page(request, "website/person_safety_plan.jinja", head=head, sheets=sheets, shown_to=shown)


@for_practitioners
@once
def person_plan_part(request: HttpRequest, person_id: UUID, sheet: str, question: str) -> HttpResponse:
    """Suggest words for one part, or write them sitting beside the person."""
    head, asked = opened(request, person_id, "plan"), queries.find_asked(person_id, sheet, question)
    if asked is None or head.glass_until:
        raise Http404
    part = PartPage.of(person_id, asked, page=design.page_number(request))
    form = _form(part, request, head)
    context = {"part": part, "head": head, "home": _home(head, asked)}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, PART, form=form, **context)
    try:
        _write(request, head, part, form.cleaned_data)
    except NotPossible as reason:
        return _told(request, form, reason, head=head, asked=asked)
    return HttpResponseRedirect(f"{_home(head, asked)}#{sheet}-{question}", status=303)


def _form(part: PartPage, request: HttpRequest, head: PersonHead) -> TheirPartForm:
    asks = {"ask": part.asked.question.ask, "hint": part.asked.question.hint, "called": head.person.called}
    if request.method == "POST":
        return TheirPartForm(request.POST, **asks)
    wanted = part.suggestion(request.GET.get("from"))
    said = {
        "words": wanted.words if wanted else part.words,
        "on": str(part.number),
        "suggestion": str(wanted.pk) if wanted else "",
        "how": How.TOGETHER.value if wanted else "",
    }
    return TheirPartForm(initial=said, **asks)


def _write(request: HttpRequest, head: PersonHead, part: PartPage, said: dict) -> None:
    written = {"person_id": head.person.pk, "asked": part.asked, "words": said["words"], "by": request.viewer}
    if said["how"] == How.TOGETHER:
        actions.write_together(on=said["on"], suggestion=part.suggestion(said["suggestion"]), **written)
    else:
        actions.suggest(**written)


def _told(
    request: HttpRequest, form: TheirPartForm, reason: NotPossible, *, head: PersonHead, asked: Asked
) -> HttpResponse:
    """Show what was typed beside what stands there now."""
    part = PartPage.of(head.person.pk, asked, page=1)
    overtaken = part.number != form.cleaned_data["on"]
    again = form.again_over(part.number)
    again.add_refusal(reason)
    home = _home(head, asked)
    return design.page(request, PART, form=again, part=part, head=head, home=home, overtaken=overtaken)


def _home(head: PersonHead, asked: Asked) -> str:
    name = "website:person_safety_plan" if asked.sheet.is_safety_plan else "website:person_plan"
    return reverse(name, args=[head.person.pk])


@require_POST
@for_practitioners
@once
def take_back_suggestion(request: HttpRequest, suggestion_id: UUID) -> HttpResponse:
    """Take back what I suggested, while it waits."""
    suggestion: KeptSuggestion | None = queries.find_suggestion(suggestion_id)
    if suggestion is None:
        raise Http404
    try:
        actions.take_back(suggestion=suggestion, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    home = reverse("website:person_plan", args=[suggestion.person_id])
    return HttpResponseRedirect(design.onward(request, home), status=303)
