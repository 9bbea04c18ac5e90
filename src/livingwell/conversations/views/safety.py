"""The huddle, a worry, and one that cannot wait."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.journeys import queries as journey_queries
from livingwell.lib.refusals import NotPossible

from .. import actions, queries
from ..forms import BringForm, WorryForm
from ..models import Conversation
from ..panels import WorryStatus
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
    """Reach somebody now, by name."""
    form = WorryForm(request.POST or None)
    reach = journey_queries.whom_to_reach(conversation.journey, timezone.now(), but_not={request.viewer.ref})
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
