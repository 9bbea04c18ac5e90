"""The huddle, a worry, one that cannot wait, and a safeguarding concern."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.journeys import actions as journeys
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people.words import AgeBand
from livingwell.places import queries as places

from .. import actions, queries, rules
from ..forms import BringForm, ConcernForm, DoneForm, WorryForm
from ..models import Conversation
from ..panels import WorryStatus
from ..words import About
from . import showing
from .finding import keeping_words, on_a_conversation


@require_POST
@on_a_conversation
@keeping_words
def bring(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Ask for them to be brought to the next huddle: one tap, and words if there are any."""
    form = BringForm(request.POST)
    if not form.is_valid():
        return _safety(request, conversation, part="conversations/_bringing.jinja", bring_form=form)
    actions.bring(conversation=conversation, why=form.cleaned_data["why"], by=request.viewer)
    return _safety(request, conversation, part="conversations/_bringing.jinja")


@require_POST
@on_a_conversation
@keeping_words
def share_a_worry(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Raise a worry for the next huddle."""
    form = WorryForm(request.POST, prefix="worry")
    if not form.is_valid():
        return _safety(request, conversation, part="conversations/_worrying.jinja", worry_form=form)
    actions.share_a_worry(conversation=conversation, words=form.cleaned_data["words"], by=request.viewer)
    return _safety(request, conversation, part="conversations/_worrying.jinja")


def _safety(request: HttpRequest, conversation: Conversation, *, part: str, **again: Form) -> HttpResponse:
    """Answer with one part as it now is; `again`, one of its forms needs another look."""
    if design.wants_fragment(request):
        context = showing.safety_forms() | again
        safety = showing.safety_of(request, conversation)
        return design.page(request, part, safety=safety, conversation=conversation, **context)
    if again:
        return showing.show_talk(request, conversation, **again)
    return HttpResponseRedirect(f"{request.to.conversation(conversation.pk)}#safety", status=303)


@on_a_conversation
@once
def cannot_wait(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Reach whoever is on duty now, by name."""
    form = WorryForm(request.POST or None)
    reach = queries.whom_to_reach(conversation.journey.team_id, timezone.now(), but_not=request.viewer.ref)
    context = {"conversation": conversation, "form": form, "reach": reach}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/cannot_wait.jinja", **context)
    try:
        worry = actions.reach_now(conversation=conversation, words=form.cleaned_data["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/cannot_wait.jinja", **context)
    back = request.to.conversation(conversation.pk)
    return HttpResponseRedirect(f"{reverse('conversations:worry', args=[worry.pk])}?next={back}", status=303)


@for_practitioners
def worry(request: HttpRequest, worry_id: UUID) -> HttpResponse:
    """Show a worry that could not wait: whether it has reached somebody, and who to ring until it has."""
    one = queries.find_worry(worry_id)
    if one is None:
        raise Http404
    return design.page(
        request,
        "conversations/worry.jinja",
        worry=one,
        status_=WorryStatus.of(one),
        is_mine=one.by_id == request.viewer.ref,
        leads_back=design.onward(request, request.to.person(one.person_id)),
    )


@for_practitioners
def worry_status(request: HttpRequest, worry_id: UUID) -> HttpResponse:
    """Answer whether somebody has it; with nothing, while there is no news."""
    one = queries.find_worry(worry_id)
    if one is None:
        raise Http404
    status = WorryStatus.of(one)
    return design.fresh(
        request, "conversations/_worry_status.jinja", version=status.version, context=lambda: {"status_": status}
    )


@on_a_conversation
@once
def keeping_safe(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Raise a safeguarding concern, in a record of its own."""
    now, today = timezone.now(), timezone.localdate()
    about = {"called": conversation.person.called, "today": today}
    form = ConcernForm(request.POST, **about) if request.method == "POST" else ConcernForm(**about)
    lead = places.safeguarding_lead_of(conversation.journey.team_id, now)
    context = {"conversation": conversation, "form": form, "lead": lead}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/keeping_safe.jinja", **context)
    try:
        concern = _raise(request, conversation, form.cleaned_data, lead)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/keeping_safe.jinja", **context)
    return HttpResponseRedirect(reverse("conversations:concern", args=[concern.pk]), status=303)


def _raise(request, conversation, said, lead):
    me = queries.find_practitioner(request.viewer.ref)
    if lead is None:
        raise NotPossible(rules.NO_LEAD)
    about, law = rules.law_for(
        About(said["about"]), age_band=AgeBand(conversation.person.age_band), nation=places.pack_here().nation
    )
    return journeys.raise_concern(
        journey=conversation.journey,
        about=about,
        words=said["words"],
        law=law,
        raised_by=me,
        lead=lead,
        next_step=said["next_step"],
        due_on=said["due_on"],
        by=request.viewer,
    )


@for_practitioners
def concern(request: HttpRequest, concern_id: UUID) -> HttpResponse:
    """Show a concern to the two who may read it; sent, say what was done. To anybody else it is not there."""
    one = queries.find_concern(concern_id)
    if one is None:
        raise Http404
    form = DoneForm(request.POST if request.method == "POST" else None)
    context = {"concern": one, "person": people.find_person(one.person_id), "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/concern.jinja", **context)
    try:
        journeys.settle_concern(concern=one, words=form.cleaned_data["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/concern.jinja", **context)
    return HttpResponseRedirect(reverse("conversations:concern", args=[one.pk]), status=303)
