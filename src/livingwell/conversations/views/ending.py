"""Missing each other, and putting it off: kept without blame, with what will be tried next."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .. import actions
from ..forms import TryNextForm
from ..models import Conversation
from ..panels import where
from .finding import on_a_conversation


@on_a_conversation
def missed(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    return _not_had(request, conversation, act=actions.miss, heading=_("We missed each other"))


@on_a_conversation
def called_off(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    return _not_had(request, conversation, act=actions.call_off, heading=_("Put it off"))


def _not_had(request: HttpRequest, conversation: Conversation, *, act, heading: str | Promise) -> HttpResponse:
    about = {"today": timezone.localdate(), "horizon_days": conversation.journey.site.horizon_days}
    form = TryNextForm(request.POST, **about) if request.method == "POST" else TryNextForm(**about)
    context = {"conversation": conversation, "where": where(conversation), "heading": heading, "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "conversations/not_had.jinja", **context)
    said = form.cleaned_data
    try:
        act(
            conversation=conversation,
            next_=actions.TryNext(said["what"], said["due_on"]),
            words=said["words"],
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template="conversations/not_had.jinja", **context)
    return HttpResponseRedirect(request.to.conversation(conversation.pk), status=303)
