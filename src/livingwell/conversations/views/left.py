"""A note that somebody began and may no longer see whom it is about: what they still add to it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .. import actions, queries
from ..forms import LeftNoteForm


@for_practitioners
@once
def left_note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show my own words of a note I left unfinished, and take what is still missing to whoever sees to it now."""
    left = next((one for one in queries.left_notes() if one.conversation_id == pk), None)
    if left is None:
        raise Http404
    form = LeftNoteForm(request.POST or None)
    context = {"left": left, "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/left_note.jinja", **context)
    try:
        actions.add_to_left_note(conversation_id=pk, words=form.cleaned_data["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/left_note.jinja", **context)
    return HttpResponseRedirect(request.to.today(), status=303)
