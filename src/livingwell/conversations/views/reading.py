"""Reading it back together, which is what finishes a conversation."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from livingwell.design import views as design
from livingwell.journeys.models import NextStep
from livingwell.lib.refusals import NotPossible

from .. import actions, queries, rules
from ..models import Conversation
from ..panels import columns_read, where, why_not_finish
from ..words import State
from .finding import on_a_conversation
from .showing import look


@on_a_conversation
def read_back(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Show what was talked about and agreed, to read out together."""
    if State(conversation.state) != State.BEGUN:
        return HttpResponseRedirect(request.to.conversation(conversation.pk))
    look(request, conversation)
    return _show(request, conversation)


@require_POST
@on_a_conversation
def finish(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Finish it: "we read this together"."""
    try:
        actions.finish(conversation=conversation, read=request.POST.get("read", ""), by=request.viewer)
    except NotPossible as reason:
        return _show(request, queries.find_conversation(conversation.pk) or conversation, reason)
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)


def _show(request: HttpRequest, conversation: Conversation, reason: NotPossible | None = None) -> HttpResponse:
    steps: list[NextStep] = queries.steps_of(conversation)
    agreed = queries.made_in(conversation, steps)
    return design.page(
        request,
        "conversations/read_back.jinja",
        status=design.ANOTHER_LOOK if reason else 200,
        conversation=conversation,
        where=where(conversation),
        columns=columns_read(conversation, agreed),
        asides=queries.asides_of(conversation),
        read=rules.reading_mark(conversation.note.revision, [step.pk for step in agreed]),
        why_not=why_not_finish(conversation, steps),
        reason=reason,
    )
