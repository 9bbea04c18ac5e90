"""What every page of one conversation begins with: who may knock, which conversation, and the words a form carries."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.journeys.words import StepBy
from livingwell.lib.cleaning import clean_text
from livingwell.lib.refusals import NotPossible

from .. import actions, queries, rules
from ..forms import StepForm
from ..models import Conversation
from ..words import COLUMNS
from .showing import line_forms, show_talk

View = Callable[..., HttpResponse]


def found(pk: UUID) -> Conversation:
    """Return a conversation, or raise Http404: not there and not yours are the same."""
    one = queries.find_conversation(pk)
    if one is None:
        raise Http404
    return one


def on_a_conversation(view: View) -> View:
    """Give a view its conversation, for practitioners only."""

    @wraps(view)
    def opened(request: HttpRequest, pk: UUID, **kwargs: object) -> HttpResponse:
        return view(request, found(pk), **kwargs)

    return for_practitioners(opened)


def keeping_words(view: View) -> View:
    """Before anything else, keep what the talk's one form carries: the note, and lines typed and not yet added.

    Every button on that page sends the whole form, so that without JavaScript nothing typed is lost by pressing one.
    With it the note saves itself, and what HTMX sends is the button's own.
    """

    @wraps(view)
    def kept(request: HttpRequest, conversation: Conversation, **kwargs: object) -> HttpResponse:
        if request.method == "POST" and "words" in request.POST and not design.wants_fragment(request):
            again = _keep(request, conversation)
            if again is not None:
                return again
            conversation = found(conversation.pk)
        return view(request, conversation, **kwargs)

    return kept


def arriving(request: HttpRequest) -> rules.Arriving:
    """Return the words a request carries, and what they were written upon."""
    revision = request.POST.get("revision", "")
    return rules.Arriving(
        words=clean_text(request.POST.get("words", ""), lines=True),
        revision=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
        writer=clean_text(request.POST.get("writer", ""), lines=False)[:40],
    )


def _keep(request: HttpRequest, conversation: Conversation) -> HttpResponse | None:
    """Keep note and lines; return the page again when something of it needs another look."""
    today = timezone.localdate()
    try:
        actions.save_note(conversation=conversation, arriving=arriving(request), by=request.viewer)
    except NotPossible as reason:
        return show_talk(request, conversation, typed=request.POST["words"], refusal=reason)
    forms = line_forms(conversation, today, request.POST)
    for done_by in COLUMNS:
        try:
            keep_line(request, conversation, done_by=done_by, form=forms[done_by])
        except NotPossible as reason:
            if reason.field not in forms[done_by].fields:
                return design.refuse(request, reason, back=request.to.conversation(conversation.pk))
            forms[done_by].add_refusal(reason)
    if any(form.errors for form in forms.values()):
        return show_talk(request, found(conversation.pk), forms=forms)
    return None


def keep_line(request: HttpRequest, conversation: Conversation, *, done_by: StepBy, form: StepForm) -> None:
    """Make the line somebody typed a next step; an empty one says nothing."""
    if form.is_bound and form.is_valid():
        actions.agree(
            conversation=conversation,
            done_by=done_by,
            today=timezone.localdate(),
            by=request.viewer,
            **form.cleaned_data,
        )
