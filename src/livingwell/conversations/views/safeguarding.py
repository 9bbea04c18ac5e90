"""A safeguarding concern: raised from a conversation or the person's page, read, changed and settled by two people."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Concern, Journey
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people

from .. import actions, queries
from ..forms import ChangeConcernForm, ConcernForm, DoneForm
from ..models import Conversation
from ..words import About
from .finding import on_a_conversation


@on_a_conversation
@once
def keeping_safe(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Raise a safeguarding concern, in a record of its own, from a conversation."""
    return _keeping_safe(request, conversation.journey, back=request.to.conversation(conversation.pk))


@for_practitioners
@once
def keeping_safe_of(request: HttpRequest, journey_id: UUID) -> HttpResponse:
    """Raise one from the person's page: no conversation is needed, and a journey may have ended."""
    journey = journey_queries.find_journey(journey_id)
    if journey is None:
        raise Http404
    return _keeping_safe(request, journey, back=request.to.person(journey.person_id))


def _keeping_safe(request: HttpRequest, journey: Journey, *, back: str) -> HttpResponse:
    about = {"called": journey.person.called, "today": timezone.localdate()}
    form = ConcernForm(request.POST, **about) if request.method == "POST" else ConcernForm(**about)
    reach = journey_queries.who_leads_on_safeguarding(journey, timezone.now(), raised_by=request.viewer.ref)
    lead = reach.practitioner if reach else None
    context = {"called": journey.person.called, "form": form, "lead": lead, "leads_back": back}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/keeping_safe.jinja", **context)
    said = form.cleaned_data | {"about": About(form.cleaned_data["about"])}
    try:
        concern = actions.raise_concern(journey=journey, by=request.viewer, **said)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/keeping_safe.jinja", **context)
    return HttpResponseRedirect(reverse("conversations:concern", args=[concern.pk]), status=303)


@for_practitioners
@once
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Show a concern to the two who may read it; sent, say what was done. To anybody else it is not there."""
    one = _found(concern_id)
    form = DoneForm(request.POST if request.method == "POST" else None)
    context = {
        "concern": one,
        "person": people.find_person(one.person_id),
        "changes": queries.changes_of(one),
        "form": form,
    }
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/concern.jinja", **context)
    try:
        journeys.settle_concern(concern=one, words=form.cleaned_data["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/concern.jinja", **context)
    return HttpResponseRedirect(reverse("conversations:concern", args=[one.pk]), status=303)


@for_practitioners
@once
def change_concern(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Change who leads on a concern, what happens next, and by when."""
    one = _found(concern_id)
    could = {str(who.pk): who for who in queries.who_could_lead(one, request.viewer.ref, timezone.now())}
    form = ChangeConcernForm(request.POST or None, concern=one, people=could.values(), today=timezone.localdate())
    context = {"concern": one, "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/change_concern.jinja", **context)
    said = form.cleaned_data | {"lead": could[form.cleaned_data["lead"]]}
    try:
        journeys.change_concern(concern=one, upon=request.POST.get("upon"), by=request.viewer, **said)
    except NotPossible as reason:
        context["concern"] = queries.find_concern(concern_id) or one  # as it stands now: the next try is upon that
        return design.refuse(request, reason, template="conversations/change_concern.jinja", **context)
    reads_it_still = request.viewer.ref in (one.raised_by_id, said["lead"].pk)
    onward = reverse("conversations:concern", args=[one.pk]) if reads_it_still else request.to.today()
    return HttpResponseRedirect(onward, status=303)


def _found(concern_id: UUID) -> Concern:
    one = queries.find_concern(concern_id)
    if one is None:
        raise Http404
    return one
