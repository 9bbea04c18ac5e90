"""What somebody wants to be different, and the goals they make of it: said, built, rated, left behind."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from livingwell.access.words import Part
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import pack_here
from livingwell.places.words import WheelSegment
from livingwell.plans import actions, queries
from livingwell.plans.forms import (
    AspirationForm,
    EndGoalForm,
    GoalForm,
    RateForm,
    RateForThemForm,
    my_doers,
    their_doers,
)
from livingwell.plans.models import Aspiration, Goal
from livingwell.plans.panels import GoalPanel, GoalsPanel
from livingwell.plans.words import FirstStep, GoalEnd, RatedBy

from ..panels.plan import who_sees
from .both import Here, both

ASPIRATION, BUILD, GOAL = "website/aspiration.jinja", "website/goal_build.jinja", "website/goal.jinja"


def _goals(request: HttpRequest, here: Here) -> HttpResponse:
    """Show every aspiration with its goals and their ladders."""
    aspirations, goals = queries.aspirations_of(here.person_id), queries.goals_of(here.person_id)
    return design.page(
        request,
        "website/goals.jinja",
        here=here,
        head=here.head,
        panel=GoalsPanel.of(aspirations, goals, here.head.journey.pk),
        shown_to=who_sees(here.head.person, here.head.holding, Part.PLAN),
    )


def _segment(request: HttpRequest) -> WheelSegment | None:
    """Return the part of the wheel that somebody came from, where they came from one."""
    wanted = request.GET.get("from", "")
    return next((one for one in pack_here().wheel if one.slug == wanted), None)


def _aspire(request: HttpRequest, here: Here) -> HttpResponse:
    """Say what is to be different, perhaps in one part of the wheel; then build a goal of it."""
    segment = _segment(request)
    form = AspirationForm(request.POST if request.method == "POST" else None, beside=here.beside)
    context = {"here": here, "head": here.head, "segment": segment}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, ASPIRATION, form=form, **context)
    try:
        made = actions.say_aspiration(
            person_id=here.person_id, words=form.cleaned_data["words"], segment=segment, by=request.viewer
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template=ASPIRATION, form=form, **context)
    return HttpResponseRedirect(here.url("goal_build", made.pk), status=303)


def _build(request: HttpRequest, here: Here, aspiration_id: UUID) -> HttpResponse:
    """Build a goal of an aspiration: in own words, how they will know, a first small step."""
    aspiration = queries.find_aspiration(here.person_id, aspiration_id)
    if aspiration is None:
        raise Http404
    return _built(request, here, aspiration, replaces=None)


def _change(request: HttpRequest, here: Here, goal_id: UUID) -> HttpResponse:
    """Change a goal: a new one is made, which says what it replaced."""
    goal = _find(here, goal_id)
    if goal.ended_at and request.method != "POST":  # what was typed meanwhile is given back with the reason
        raise Http404
    return _built(request, here, goal.aspiration, replaces=goal)


def _built(request: HttpRequest, here: Here, aspiration: Aspiration, *, replaces: Goal | None) -> HttpResponse:
    form = GoalForm(
        request.POST if request.method == "POST" else None,
        who=my_doers() if here.own else their_doers(called=here.called),
        horizon=pack_here().rhythm.horizon_days,
        beside=here.beside,
    )
    context = {"here": here, "head": here.head, "aspiration": aspiration, "replaces": replaces}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, BUILD, form=form, **context)
    said = form.cleaned_data
    try:
        made = actions.set_goal(
            aspiration=aspiration,
            journey=here.head.journey,
            words=said["words"],
            know=said["know"],
            first_step=_first_step(request, here, form) if said["what"] else None,
            replaces=replaces,
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template=BUILD, form=form, **context)
    return HttpResponseRedirect(here.url("goal", made.pk), status=303)


def _first_step(request: HttpRequest, here: Here, form: GoalForm) -> FirstStep:
    with_me = form.is_together and not here.own
    return FirstStep(
        what=form.cleaned_data["what"],
        by=form.done_by,
        due_on=form.due_on,
        practitioner_id=request.viewer.ref if with_me else None,
    )


def _find(here: Here, goal_id: UUID) -> Goal:
    goal = queries.find_goal(here.person_id, goal_id)
    if goal is None:
        raise Http404
    return goal


def _goal(request: HttpRequest, here: Here, goal_id: UUID) -> HttpResponse:
    """Show one goal with its ladder, and rate it."""
    goal = _find(here, goal_id)
    sort = RateForm if here.own else RateForThemForm
    form = sort(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _shown(request, here, goal, form)
    try:
        _rate(request, here, goal, form)
    except NotPossible as reason:
        form.add_refusal(reason)
        return _shown(request, here, goal, form)
    return HttpResponseRedirect(here.url("goal", goal.pk), status=303)


def _rate(request: HttpRequest, here: Here, goal: Goal, form: Form) -> None:
    said = form.cleaned_data
    actions.rate_goal(
        goal=goal,
        journey=here.head.journey,
        value=said["value"],
        how=RatedBy.OWN_PAGE if here.own else RatedBy(said["how"]),
        on=said.get("on") or timezone.localdate(),
        words=said["words"],
        by=request.viewer,
    )


def _shown(request: HttpRequest, here: Here, goal: Goal, form: Form) -> HttpResponse:
    return design.page(
        request,
        GOAL,
        here=here,
        head=here.head,
        goal=GoalPanel.of(goal, here.head.journey.pk),
        aspiration=goal.aspiration,
        taken=queries.places_taken(here.head.journey.pk),
        form=form,
        ending=EndGoalForm(),
    )


def _count(request: HttpRequest, here: Here, goal_id: UUID) -> HttpResponse:
    """Count a goal among the three of this journey."""
    goal = _find(here, goal_id)
    if request.method == "POST":
        try:
            actions.count_goal(goal=goal, journey=here.head.journey, by=request.viewer)
        except NotPossible as reason:
            return design.refuse(request, reason)
    return HttpResponseRedirect(here.url("goal", goal.pk), status=303)


def _end(request: HttpRequest, here: Here, goal_id: UUID) -> HttpResponse:
    """Leave a goal behind: reached, or put aside."""
    goal, form = _find(here, goal_id), EndGoalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_goal(goal=goal, how=GoalEnd(form.cleaned_data["how"]), by=request.viewer)
        except NotPossible as reason:
            return design.refuse(request, reason)
        return HttpResponseRedirect(here.url("goals"), status=303)
    return HttpResponseRedirect(here.url("goal", goal.pk), status=303)


my_goals, person_goals = both(_goals, page="goals")
my_aspire, person_aspire = both(_aspire, page="goals")
my_goal_build, person_goal_build = both(_build, page="goals")
my_goal_change, person_goal_change = both(_change, page="goals")
my_goal, person_goal = both(_goal, page="goals")
my_goal_count, person_goal_count = both(_count, page="goals")
my_goal_end, person_goal_end = both(_end, page="goals")
