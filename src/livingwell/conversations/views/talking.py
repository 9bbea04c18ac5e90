"""The conversation's own page, and the small things done on it while talking."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.design import views as design
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people.words import Meeting

from .. import actions, queries, rules
from ..forms import StepForm
from ..models import Conversation
from ..panels import Before, Moved, Reminding, columns_read, where, why_not_finish
from ..panels.talk import asks_of, column_of
from ..words import COLUMNS, State
from .finding import found, keep_line, keeping_words, on_a_conversation
from .showing import line_form, look, show_talk


@on_a_conversation
@keeping_words
def conversation(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Show a conversation as it stands; sent, keep what was written and go on to where the button leads."""
    if request.method == "POST":
        return HttpResponseRedirect(design.onward(request, request.to.conversation(conversation.pk)), status=303)
    look(request, conversation)
    state = State(conversation.state)
    if state == State.BEGUN:
        return show_talk(request, conversation)
    return _show_kept(request, conversation) if state == State.HELD else _show_plan(request, conversation)


def _show_kept(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    return design.page(
        request,
        "conversations/kept.jinja",
        conversation=conversation,
        where=where(conversation),
        columns=columns_read(conversation, queries.agreed_in(conversation)),
        asks=asks_of(conversation),
        asides=queries.asides_of(conversation),
    )


def _show_plan(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    return design.page(
        request,
        "conversations/planned.jinja",
        conversation=conversation,
        where=where(conversation),
        before=Before.of(conversation.person, people.ways_to_reach(conversation.person_id)),
        steps=queries.agreed_in(conversation),
        moves=[Moved.of(one) for one in queries.moves_of(conversation.pk)],
        reminding=_reminding(conversation),
        goes_out=rules.is_out(Meeting(conversation.how)),
    )


def _reminding(conversation: Conversation) -> Reminding | None:
    if conversation.state != State.PLANNED:
        return None
    way, standing = queries.reminding_way(conversation.person_id), queries.reminder_of(conversation.pk)
    return Reminding.of(conversation, way, standing, timezone.now())


@require_POST
@on_a_conversation
@keeping_words
def talked_about(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Tick one question off, or untick it."""
    key, talked = request.POST.get("talked", ""), True
    if not key:
        key, talked = request.POST.get("not_yet", ""), False
    actions.talk_about(conversation=conversation, key=key, talked=talked, by=request.viewer)
    one = found(conversation.pk)
    ask = next((ask for ask in asks_of(one) if ask.key == key), None)
    if ask is None:
        raise Http404
    return design.fragment_or_redirect(
        request,
        "conversations/_question.jinja",
        to=f"{request.to.conversation(conversation.pk)}#ask-{key}",
        ask=ask,
        conversation=one,
    )


@require_POST
@on_a_conversation
@keeping_words
def agree(request: HttpRequest, conversation: Conversation, column: str) -> HttpResponse:
    """Add a line to a column: a next step. A plain form's line has been kept already, with all else it carried."""
    if column not in COLUMNS:
        raise Http404
    done_by = StepBy(column)
    if not design.wants_fragment(request):
        return _back_to(request, conversation, column)
    about = {"today": timezone.localdate(), "horizon_days": conversation.journey.site.horizon_days, "prefix": column}
    form = StepForm(request.POST, **about)
    try:
        keep_line(request, conversation, done_by=done_by, form=form)
    except NotPossible as reason:
        if reason.field not in form.fields:
            return design.refuse(request, reason)
        form.add_refusal(reason)
    if form.errors:
        return _column_again(request, conversation, done_by, form=form)
    return _lines(request, conversation, done_by)


@require_POST
@on_a_conversation
@keeping_words
def take_out(request: HttpRequest, conversation: Conversation, step_id: UUID) -> HttpResponse:
    """Take a line out again."""
    step = next((one for one in queries.steps_of(conversation) if one.pk == step_id), None)
    try:
        actions.take_out(conversation=conversation, step_id=step_id, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    column = step.done_by if step and step.done_by in COLUMNS else StepBy.PERSON
    if design.wants_fragment(request):
        return _lines(request, conversation, StepBy(column))
    return _back_to(request, conversation, column)


def _lines(request: HttpRequest, conversation: Conversation, done_by: StepBy) -> HttpResponse:
    """The lines of a column as they now are, and beside them whether the conversation can be read back."""
    steps = queries.steps_of(conversation)
    form = line_form(conversation, done_by, today=timezone.localdate())
    return design.page(
        request,
        "conversations/_lines_and_reading.jinja",
        column=column_of(conversation, done_by, steps=steps, form=form, reader=request.viewer.ref),
        conversation=conversation,
        why_not=why_not_finish(conversation, steps),
    )


def _column_again(request: HttpRequest, conversation: Conversation, done_by: StepBy, *, form: StepForm) -> HttpResponse:
    """The whole column, its line needing another look."""
    steps = queries.steps_of(conversation)
    response = design.page(
        request,
        "conversations/_column.jinja",
        status=design.ANOTHER_LOOK,
        column=column_of(conversation, done_by, steps=steps, form=form, reader=request.viewer.ref),
        conversation=conversation,
    )
    response["HX-Retarget"], response["HX-Reswap"] = f"#will-{done_by}", "outerHTML"
    return response


def _back_to(request: HttpRequest, conversation: Conversation, column: str) -> HttpResponse:
    return HttpResponseRedirect(f"{request.to.conversation(conversation.pk)}#will-{column}", status=303)
