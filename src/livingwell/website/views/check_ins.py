"""Check-ins of somebody, for those alongside: their lines, asking by any way, typing in; and a team’s page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.measures import actions, queries
from livingwell.measures.forms import ITEM, SENT, AskingForm, TypedInForm
from livingwell.measures.models import CheckIn
from livingwell.measures.panels import courses, rows_of
from livingwell.measures.words import TYPED_IN, By, Measure, Moment
from livingwell.places import queries as places

from ..panels.check_ins import missing_rows
from ..panels.person import PersonHead
from .opening import opened

SHOWN = 50
PAGE = "website/person_check_ins.jinja"
TO_PRINT = frozenset({By.PAPER, By.POST})


@for_practitioners
def check_ins(request: HttpRequest) -> HttpResponse:
    """Show what is missing in my teams, each with the easiest next way to ask."""
    now = timezone.localtime()
    teams = [team.pk for team in places.teams_of(request.viewer.ref, now)]
    return design.page(request, "website/check_ins.jinja", rows=missing_rows(queries.missing_in(teams, SHOWN), now))


@for_practitioners
def person_check_ins(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show how somebody has been, by what they answered themselves, and ask."""
    head = opened(request, person_id, "check-ins")
    return design.page(request, PAGE, **_about(head), form=_asking(head, None))


def _about(head: PersonHead) -> dict[str, object]:
    rows = rows_of(queries.asked_of(head.person.pk))
    return {
        "head": head,
        "courses": courses(queries.figures_of(head.person.pk)),
        "waiting": [row for row in rows if row.is_open],
        "rows": [row for row in rows if not row.is_open],
        "has_stopped": queries.has_stopped(head.person.pk),
        "not_here": queries.not_asked_here(),
    }


def _asking(head: PersonHead, sent: object) -> AskingForm:
    begin = {"moment": Moment.ALONG if head.journey.is_open else Moment.LATER}
    ways = queries.safe_ways(head.person)
    links = [way for way in ways if way.channel != "letter"]
    return AskingForm(sent, measures=queries.asked_here(), ways=links, initial=begin)


@require_POST
@for_practitioners
@once
def ask_check_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask: a link goes by a safe way; side by side, by phone and on paper it is filled in on the next page."""
    head = opened(request, person_id, "check-ins")
    form = _asking(head, request.POST)
    if not form.is_valid():
        return design.page(request, PAGE, **_about(head), form=form)
    said = form.cleaned_data
    way_id = said["how"].removeprefix(SENT) if said["how"].startswith(SENT) else ""
    by_way = By.LINK if way_id else By(said["how"])
    try:
        asked = actions.ask(
            journey=head.journey,
            measure=_measure(said["measure"]),
            by_way=by_way,
            moment=Moment(said["moment"]),
            way=queries.safe_way(head.person, way_id) if way_id else None,
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template=PAGE, form=form, **_about(head))
    name = "website:check_in_paper" if by_way in TO_PRINT else "website:check_in"
    to = reverse("website:person_check_ins", args=[person_id]) if way_id else reverse(name, args=[asked.pk])
    return HttpResponseRedirect(f"{to}?asked=yes" if way_id else to, status=303)


@for_practitioners
@once
def check_in(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Fill in what somebody answers beside me, reads out on the phone, or wrote on paper."""
    one = find(check_in_id)
    head, measure = opened(request, one.person_id, "check-ins"), _measure(one.measure)
    kept = {f"{ITEM}{key}": given for key, given in queries.kept_answers(one).items()}
    by = one.by if By(one.by) in TYPED_IN else By.TABLET
    form = TypedInForm(request.POST or None, measure=measure, initial={**kept, "by": by})
    context = {"head": head, "measure": measure, "check_in": one}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/check_in.jinja", form=form, **context)
    said = {"check_in": one, "measure": measure, "answers": form.answers, "by": request.viewer}
    try:
        if request.POST.get("do") == "later":
            actions.keep(by_way=By(form.cleaned_data["by"]), **said)
        else:
            actions.answer(by_way=By(form.cleaned_data["by"]), **said)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/check_in.jinja", form=form, **context)
    kind = "kept" if request.POST.get("do") == "later" else "answered"
    return HttpResponseRedirect(f"{reverse('website:person_check_ins', args=[one.person_id])}?asked={kind}", status=303)


@for_practitioners
def check_in_paper(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Print it: no name on it, nothing that says what this place is, and somewhere to send it back."""
    one = find(check_in_id)
    head = opened(request, one.person_id, "check-ins")
    return design.page(request, "website/check_in_paper.jinja", head=head, check_in=one, measure=_measure(one.measure))


@require_POST
@for_practitioners
@once
def stop_check_in(request: HttpRequest, check_in_id: UUID) -> HttpResponse:
    """Take one back that was asked."""
    one = find(check_in_id)
    try:
        actions.stop(check_in=one, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(reverse("website:person_check_ins", args=[one.person_id]), status=303)


@require_POST
@for_practitioners
@once
def no_more_check_ins(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down that somebody wants no more of these, or that they do again."""
    opened(request, person_id, "check-ins")
    if queries.has_stopped(person_id) is None:
        actions.no_more(person_id=person_id, by=request.viewer)
    else:
        actions.some_more(person_id=person_id, by=request.viewer)
    return HttpResponseRedirect(reverse("website:person_check_ins", args=[person_id]), status=303)


def find(check_in_id: UUID) -> CheckIn:
    """Return a check-in. Raises Http404: not there and not yours are the same."""
    one = queries.find_check_in(check_in_id)
    if one is None:
        raise Http404
    return one


def _measure(slug: str) -> Measure:
    """Return a measure. Raises Http404 for one whose file is not here any more."""
    measure = queries.measure(slug)
    if measure is None:
        raise Http404
    return measure
