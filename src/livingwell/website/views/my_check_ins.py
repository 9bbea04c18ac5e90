"""My check-ins: my own line, answering when I like, and no more of these when I say so."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_the_person
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.measures import actions, queries, rules
from livingwell.measures.forms import ITEM, AnswersForm
from livingwell.measures.models import CheckIn
from livingwell.measures.panels import courses, rows_of
from livingwell.measures.words import About, By, Measure
from livingwell.places.queries import pack_here

from .questions import untold

PAGE = "website/my_check_in.jinja"


@for_the_person
def my_check_ins(request: HttpRequest) -> HttpResponse:
    """Show how I have been, in my own lines; what waits for me, and what I can answer whenever I like."""
    me = request.viewer.ref
    rows = rows_of(queries.asked_of(me))
    return design.page(
        request,
        "website/my_check_ins.jinja",
        courses=courses(queries.figures_of(me)),
        waiting=[row for row in rows if row.is_open],
        offered=[one for one in queries.for_people() if _may_begin(one)],
        has_stopped=queries.has_stopped(me),
        helplines=pack_here().nation.for_anybody(),
        help_now=request.GET.get("now") == "help",
    )


def _may_begin(measure: Measure) -> bool:
    try:
        rules.check_sent(measure, By.OWN_PAGE, pack_here().hours)
    except NotPossible:
        return False
    return True


@for_the_person
@once
def my_check_in(request: HttpRequest, measure: str) -> HttpResponse:
    """Answer one, or go on with it. On my own page I see what I answered so far; I may leave out whatever I like."""
    me, one = request.viewer.ref, queries.measure(measure)
    journey = journeys.latest_journey(me)
    if one is None or one.about != About.PERSON or journey is None:
        raise Http404
    begun = queries.open_check_in(me, one.slug)
    if request.method == "POST":
        return _take(request, journey, one)
    kept = queries.kept_answers(begun) if begun else {}
    form = AnswersForm(measure=one, initial={f"{ITEM}{key}": given for key, given in kept.items()})
    return design.page(request, PAGE, form=form, measure=one, **untold(one, form, None))


def _take(request: HttpRequest, journey: Journey, measure: Measure) -> HttpResponse:
    form = AnswersForm(request.POST, measure=measure)
    if not form.is_valid():
        return design.page(request, PAGE, form=form, measure=measure, **untold(measure, form, None))
    try:
        check_in = _answer(request, journey, measure, form)
    except NotPossible as reason:
        context = {"form": form, "measure": measure, **untold(measure, form, reason)}
        return design.refuse(request, reason, template=PAGE, **context)
    said = "help" if check_in.cannot_wait else "kept" if request.POST.get("do") == "later" else "thanks"
    return HttpResponseRedirect(f"{reverse('website:my_check_ins')}?now={said}", status=303)


def _answer(request: HttpRequest, journey: Journey, measure: Measure, form: AnswersForm) -> CheckIn:
    begun = actions.begin_own(journey=journey, measure=measure, by=request.viewer)
    said = {"check_in": begun, "measure": measure, "answers": form.answers, "by": request.viewer}
    if request.POST.get("do") == "later":
        return actions.keep(by_way=By.OWN_PAGE, **said)
    actions.answer(by_way=By.OWN_PAGE, **said)
    return queries.find_check_in(begun.pk) or begun


@require_POST
@for_the_person
@once
def my_no_more(request: HttpRequest) -> HttpResponse:
    """Stop being asked, or be asked again: whichever it is not now."""
    me = request.viewer.someone
    if queries.has_stopped(me) is None:
        actions.no_more(person_id=me, by=request.viewer)
    else:
        actions.some_more(person_id=me, by=request.viewer)
    return HttpResponseRedirect(reverse("website:my_check_ins"), status=303)
