"""Showing the conversation's page, whole or a part of it."""

from collections.abc import Mapping
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.design.sentences import said
from livingwell.journeys import queries as journeys
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible

from .. import queries
from ..forms import BringForm, StepForm, WorryForm
from ..models import Conversation
from ..panels import Safety, Talk
from ..words import COLUMNS


def look(request: HttpRequest, conversation: Conversation) -> None:
    """Say that somebody opened this conversation. Saving what is written, and asking for news, say nothing."""
    access.look(person_id=conversation.person_id, page="conversation", by=request.viewer)


def line_forms(
    conversation: Conversation, today: date, typed: Mapping[str, str] | None = None
) -> dict[StepBy, StepForm]:
    """Return a form for each column; one that nothing was typed in stays as if it had never been sent."""
    return {one: line_form(conversation, one, today=today, typed=typed) for one in COLUMNS}


def line_form(
    conversation: Conversation, done_by: StepBy, *, today: date, typed: Mapping[str, str] | None = None
) -> StepForm:
    about = {"today": today, "horizon_days": conversation.journey.site.horizon_days, "prefix": str(done_by)}
    form = StepForm(typed, **about) if typed is not None else StepForm(**about)
    return form if not form.is_bound or form.is_typed else StepForm(**about)


def safety_of(request: HttpRequest, conversation: Conversation) -> Safety:
    """Return what has been asked and shared so far, and who can be reached now."""
    return Safety.of(
        asked=queries.asked_to_bring(conversation.journey_id),
        worries=journeys.open_worries(conversation.journey_id),
        reach=journeys.whom_to_reach(conversation.journey, timezone.now(), but_not={request.viewer.ref}),
    )


def safety_forms() -> dict[str, Form]:
    """Return the page's forms about safety, nothing in them yet."""
    return {"worry_form": WorryForm(prefix="worry"), "bring_form": BringForm()}


def talk_of(
    request: HttpRequest, conversation: Conversation, *, forms: Mapping[StepBy, StepForm] | None = None
) -> Talk:
    return Talk.of(
        conversation,
        steps=queries.steps_of(conversation),
        asides=queries.asides_of(conversation),
        safety=safety_of(request, conversation),
        forms=forms or line_forms(conversation, timezone.localdate()),
        reader=request.viewer.ref,
    )


def show_talk(
    request: HttpRequest,
    conversation: Conversation,
    *,
    forms: Mapping[StepBy, StepForm] | None = None,
    worry_form: WorryForm | None = None,
    bring_form: BringForm | None = None,
    typed: str | None = None,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    """Show the page; again, with what was typed and a sentence, when something needs another look."""
    again = refusal or worry_form or bring_form or any(form.errors for form in (forms or {}).values())
    return design.page(
        request,
        "conversations/talk.jinja",
        status=design.ANOTHER_LOOK if again else 200,
        talk=talk_of(request, conversation, forms=forms),
        **safety_forms()
        | {name: form for name, form in (("worry_form", worry_form), ("bring_form", bring_form)) if form is not None},
        words=conversation.note.words if typed is None else typed,
        revision=conversation.note.revision if typed is None else request.POST.get("revision", ""),
        refusal=said(refusal) if refusal else "",
    )
