"""Arranging a conversation: what they need is in sight before anything is arranged."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
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

from .. import actions, queries
from ..forms import NewPlanForm, PlanForm
from ..models import Conversation
from ..panels import Before
from .arranging import arranging, is_arranged
from .finding import found, on_a_conversation


@for_practitioners
@once
def plan(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Show what to know and the times that could be; sent, plan it, or begin writing down one that was had."""
    journey = _journey(journey_id)
    if request.method != "POST":
        access.look(person_id=journey.person_id, page="planning a conversation", by=request.viewer)
    form = arranging(NewPlanForm, request, journey, initial=_wishes(journey, request.viewer))
    if not is_arranged(request, form):
        return _show(request, journey, form)
    try:
        make = actions.start if form.cleaned_data["talked_already"] else actions.plan
        conversation = make(journey=journey, by=request.viewer, **form.plan())
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
    form = arranging(PlanForm, request, journey, initial=_as_planned(conversation), but_not=conversation)
    if not is_arranged(request, form, but_not=conversation):
        return _show(request, journey, form, conversation)
    try:
        actions.move(conversation=conversation, upon=request.POST.get("upon"), by=request.viewer, **form.plan())
    except NotPossible as reason:
        form.add_refusal(reason)
        return _show(request, journey, form, found(conversation.pk))
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


@require_POST
@on_a_conversation
@once
def remind(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Write the reminder they agreed to, by whoever has read what they said about when."""
    try:
        actions.remind(conversation=conversation, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, back=request.to.conversation(conversation.pk))
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


def _journey(journey_id: UUID) -> Journey:
    journey = queries.find_open_journey(journey_id)
    if journey is None:
        raise Http404
    return journey


def _wishes(journey: Journey, viewer: Viewer) -> dict[str, object]:
    """What the person said they would like, so that nobody types it again."""
    person = journey.person
    return {
        "how": person.meets[0] if person.meets else None,
        "place": person.meets_where,
        "company": person.company,
        "practitioner": str(viewer.ref),
        "lasts": "60",
    }


def _as_planned(conversation: Conversation) -> dict[str, object]:
    return {
        "how": conversation.how,
        "place": conversation.place,
        "company": conversation.company,
        "practitioner": str(conversation.practitioner_id),
        "also": str(conversation.also_id or ""),
        "lasts": str(conversation.lasts),
        "when": "other",
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
