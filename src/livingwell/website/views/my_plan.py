"""My plan and my safety plan: read, written a part at a time, and what others suggest said yes or no to."""

from uuid import UUID

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_the_person
from livingwell.access.once import once
from livingwell.access.words import Part
from livingwell.design import views as design
from livingwell.journeys import queries as journeys
from livingwell.journeys.panels import StepsPanel
from livingwell.lib.refusals import NotPossible
from livingwell.plans import actions, queries
from livingwell.plans.forms import MyPartForm
from livingwell.plans.words import Asked, SeenBy

from ..panels.person import PersonHead, head_of
from ..panels.plan import PartPage, plan_sheets, safety_sheets, who_sees

PART = "website/my_plan_part.jinja"


def _mine(request: HttpRequest) -> PersonHead:
    """Return my own head. Raises Http404 once my page is closed."""
    head = head_of(request.viewer.ref, timezone.localtime())
    if head is None:
        raise Http404
    return head


@for_the_person
def my_plan(request: HttpRequest) -> HttpResponse:
    """Show my plan, with what we said we would do as it stands now."""
    head = _mine(request)
    return design.page(
        request,
        "website/my_plan.jinja",
        sheets=plan_sheets(head.person.pk),
        steps=StepsPanel.of(journeys.open_steps([head.journey.pk]), timezone.localdate()),
        shown_to=who_sees(head.person, head.holding, Part.PLAN),
    )


def _mark(request: HttpRequest) -> str:
    """Return what tells this phone whose plan it keeps: the same for one person, and of no meaning to anybody."""
    return salted_hmac("safety plan on a phone", str(request.viewer.ref)).hexdigest()[:16]


@for_the_person
def my_safety_plan(request: HttpRequest) -> HttpResponse:
    """Show my safety plan."""
    head = _mine(request)
    (sheet, *earlier) = safety_sheets(head.person.pk)
    shown = who_sees(head.person, head.holding, Part.SAFETY_PLAN)
    return design.page(
        request,
        "website/my_safety_plan.jinja",
        sheet=sheet,
        sheets=(sheet, *earlier),
        shown_to=shown,
        whose=_mark(request),
    )


@for_the_person
def my_kept_safety_plan(request: HttpRequest) -> HttpResponse:
    """Show my safety plan as it is kept on this phone: nothing on it needs a signal."""
    head = _mine(request)
    sheets = safety_sheets(head.person.pk)
    return design.page(
        request, "website/my_kept_safety_plan.jinja", sheets=sheets, kept_at=timezone.localtime(), whose=_mark(request)
    )


def keep_on_this_phone(request: HttpRequest) -> HttpResponse:
    """Serve what keeps the safety plan on a phone: from beside that page, so that it reaches no other."""
    found = finders.find("website/keeper.js")
    with open(found, encoding="utf-8") as script:
        return HttpResponse(script.read(), content_type="text/javascript; charset=utf-8")


@for_the_person
@once
def my_plan_part(request: HttpRequest, sheet: str, question: str) -> HttpResponse:
    """Read and write one part of my plan; over what stands there now, or I am told."""
    head, asked = _mine(request), queries.find_asked(request.viewer.ref, sheet, question)
    if asked is None:
        raise Http404
    part = PartPage.of(head.person.pk, asked, page=design.page_number(request))
    shown = who_sees(head.person, head.holding, asked.sheet.kept)
    context = {"part": part, "home": _home(asked)}
    if request.method != "POST":
        return design.page(request, PART, form=_form(part, request, shown), **context)
    form = _form(part, request, shown)
    if not form.is_valid():
        return design.page(request, PART, form=form, **context)
    try:
        _write(request, part, form.cleaned_data)
    except NotPossible as reason:
        return _told(request, form, reason, asked)
    return HttpResponseRedirect(f"{_home(asked)}#{sheet}-{question}", status=303)


def _form(part: PartPage, request: HttpRequest, shown: str) -> MyPartForm:
    asks = {"ask": part.asked.question.ask, "hint": part.asked.question.hint, "shown_to": shown}
    if request.method == "POST":
        return MyPartForm(request.POST, **asks)
    wanted = part.suggestion(request.GET.get("from"))
    only_me = part.newest is not None and part.newest.only_me
    said = {
        "words": wanted.words if wanted else part.words,
        "on": str(part.number),
        "suggestion": str(wanted.pk) if wanted else "",
        "seen_by": SeenBy.ONLY_ME.value if only_me else SeenBy.TEAM.value,
    }
    return MyPartForm(initial=said, **asks)


def _write(request: HttpRequest, part: PartPage, said: dict) -> None:
    actions.write(
        person_id=request.viewer.ref,
        asked=part.asked,
        words=said["words"],
        on=said["on"],
        seen_by=SeenBy(said["seen_by"]),
        suggestion=part.suggestion(said["suggestion"]),
        by=request.viewer,
    )


def _told(request: HttpRequest, form: MyPartForm, reason: NotPossible, asked: Asked) -> HttpResponse:
    """Show what was typed and what stands there now, and let the one be saved over the other, knowingly."""
    part = PartPage.of(request.viewer.ref, asked, page=1)
    overtaken = part.number != form.cleaned_data["on"]
    again = form.again_over(part.number)
    again.add_refusal(reason)
    return design.page(request, PART, form=again, part=part, home=_home(asked), overtaken=overtaken)


def _home(asked: Asked) -> str:
    return reverse("website:my_safety_plan" if asked.sheet.is_safety_plan else "website:my_plan")


@require_POST
@for_the_person
@once
def my_suggestion_no(request: HttpRequest, suggestion_id: UUID) -> HttpResponse:
    """Say no to what somebody suggested."""
    suggestion = queries.find_suggestion(suggestion_id)
    if suggestion is None:
        raise Http404
    try:
        actions.say_no(suggestion=suggestion, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(design.onward(request, reverse("website:my_plan")), status=303)
