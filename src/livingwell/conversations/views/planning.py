"""Arranging a conversation: what they need is in sight before anything is arranged."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.access.words import Viewer
from livingwell.design import dates
from livingwell.design import views as design
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people.words import MEETINGS, Meeting
from livingwell.places.queries import find_practitioner

from .. import actions, queries, rules
from ..forms import NewPlanForm, PlanForm
from ..models import Conversation
from ..panels import Before
from .finding import found, on_a_conversation


@for_practitioners
@once
def plan(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Show what to know and what to say; sent, plan it, or begin writing down one that was had."""
    journey = _journey(journey_id)
    practitioners = queries.who_may_talk(journey, timezone.now())
    form = NewPlanForm(request.POST or None, practitioners=practitioners, initial=_wishes(journey, request.viewer))
    if request.method != "POST":
        access.look(person_id=journey.person_id, page="planning a conversation", by=request.viewer)
    if request.method != "POST" or not form.is_valid():
        return _show(request, journey, form)
    try:
        conversation = _do(form.cleaned_data, journey, request.viewer)
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, journey, form)
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


@require_POST
@for_practitioners
@once
def start(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Begin at once: they are talking now."""
    journey = _journey(journey_id)
    how = request.POST.get("how", "")
    place = journey.person.meets_where
    me = find_practitioner(request.viewer.ref)
    if how not in set(Meeting) or me is None:
        raise Http404
    if how == Meeting.CHOSEN and not place:
        place = str(MEETINGS[Meeting.CHOSEN])
    try:
        conversation = actions.start(
            journey=journey,
            how=Meeting(how),
            practitioner=me,
            place=place if how == Meeting.CHOSEN else "",
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason, back=request.to.plan_conversation(journey_id))
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


@require_POST
@on_a_conversation
def begin(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Begin a planned conversation."""
    try:
        actions.begin(conversation=conversation, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, back=request.to.conversation(conversation.pk))
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


@on_a_conversation
@once
def move(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Change where, when or with whom."""
    journey = conversation.journey
    practitioners = queries.who_may_talk(journey, timezone.now())
    form = PlanForm(request.POST or None, practitioners=practitioners, initial=_as_planned(conversation))
    if request.method != "POST" or not form.is_valid():
        return _show(request, journey, form, conversation)
    try:
        actions.move(
            conversation=conversation,
            upon=request.POST.get("upon"),
            by=request.viewer,
            **_plan_of(form.cleaned_data),
        )
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, journey, form, found(conversation.pk))
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


def _journey(journey_id: UUID) -> Journey:
    journey = queries.find_open_journey(journey_id)
    if journey is None:
        raise Http404
    return journey


def _do(said: dict[str, Any], journey: Journey, by: Viewer) -> Conversation:
    make = actions.start if said["talked_already"] else actions.plan
    return make(journey=journey, by=by, **_plan_of(said))


def _plan_of(said: dict[str, Any]) -> dict[str, Any]:
    practitioner = find_practitioner(UUID(said["practitioner"]))
    if practitioner is None:
        raise Http404
    return {
        "how": Meeting(said["how"]),
        "at": rules.on_the_clock(said["on"], said["at"]),
        "practitioner": practitioner,
        "place": said["place"],
        "company": said["company"],
    }


def _wishes(journey: Journey, viewer: Viewer) -> dict[str, object]:
    """What the person said they would like, so that nobody types it again."""
    person = journey.person
    return {
        "how": person.meets[0] if person.meets else None,
        "place": person.meets_where,
        "company": person.company,
        "practitioner": str(viewer.ref),
    }


def _as_planned(conversation: Conversation) -> dict[str, object]:
    return {
        "how": conversation.how,
        "place": conversation.place,
        "company": conversation.company,
        "practitioner": str(conversation.practitioner_id),
        "on": dates.local_date(conversation.at),
        "at": dates.local_time(conversation.at),
    }


def _show(
    request: HttpRequest, journey: Journey, form: PlanForm, conversation: Conversation | None = None
) -> HttpResponse:
    return design.page(
        request,
        "conversations/plan.jinja",
        journey=journey,
        form=form,
        conversation=conversation,
        before=Before.of(journey.person, people.ways_to_reach(journey.person_id)),
        meetings=[(one.value, label) for one, label in MEETINGS.items()],
    )
