"""The note: saved as it is written."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .. import actions
from ..models import Conversation, NoteAside
from ..words import Kept
from .finding import arriving, on_a_conversation


@require_POST
@on_a_conversation
def note(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Keep the words: 200 with the next revision; 409 with what was written meanwhile; 422 when there is no room."""
    try:
        outcome = actions.save_note(conversation=conversation, arriving=arriving(request), by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    if outcome.kept != Kept.BESIDE:
        return design.saved(outcome.revision)
    template = "conversations/_read_back_meanwhile.jinja" if outcome.is_closed else "design/_overtaken.jinja"
    return design.overtaken(
        request, theirs=outcome.words, by=outcome.by_called, revision=outcome.revision, template=template
    )


@require_POST
@on_a_conversation
def taken_in(request: HttpRequest, conversation: Conversation, aside_id: UUID) -> HttpResponse:
    """Say that words kept beside the note are in it now, or need not be."""
    aside = NoteAside.objects.filter(pk=aside_id, note__conversation=conversation).first()
    if aside is None:
        raise Http404
    actions.take_in(aside=aside, by=request.viewer)
    if design.wants_fragment(request):
        return HttpResponse("")
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)
