"""What is planned with me: another time, or not that day. One tap, no reason, and nobody asks for one."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_the_person
from livingwell.access.once import once
from livingwell.conversations import actions
from livingwell.conversations import queries as conversations
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.people.queries import find_person

from ..panels.my_page import offers_of


@require_POST
@for_the_person
@once
def move_mine(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """Move what is planned to one of the times offered; with none, say "not that day"."""
    now, person = timezone.now(), find_person(request.viewer.ref)
    one = next((one for one in conversations.own_coming(request.viewer.ref, now) if one.pk == conversation_id), None)
    if one is None or person is None:
        raise Http404
    at = _chosen(request.POST.get("to", ""))
    try:
        if at is None:
            actions.not_that_day(conversation=one, by=request.viewer)
        else:
            actions.choose_another(conversation=one, at=at, offers=offers_of(one, person, now), by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, back=request.to.my_page())
    return HttpResponseRedirect(f"{reverse('website:my_page')}?moved={'yes' if at else 'off'}#coming", status=303)


def _chosen(sent: str) -> datetime | None:
    """Return the time that was tapped; None for "not that day". Raises Http404 for what no button of ours sends."""
    if sent == "":
        return None
    with suppress(ValueError):
        at = datetime.fromisoformat(sent)
        if at.tzinfo is not None:
            return at
    raise Http404
