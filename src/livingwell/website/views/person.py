"""A person's page, for those with a tie. Each opening is a look, and is kept for the person to read."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access import queries as access_queries
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.conversations import panels as conversations
from livingwell.conversations import queries as conversation_queries
from livingwell.design import views as design
from livingwell.glass import queries as glass
from livingwell.glass.words import WHYS
from livingwell.introductions import panels as introductions
from livingwell.introductions import queries as introduction_queries
from livingwell.journeys import actions as journey_actions
from livingwell.journeys import queries as journeys
from livingwell.journeys.panels import alongside, by_day, moments
from livingwell.messages import panels as messages
from livingwell.messages import queries as message_queries
from livingwell.people import queries as people
from livingwell.people.rules import Overtaken

from .. import carried
from ..forms import AboutForm, WordForm
from ..panels.looks import LOOKS, looked
from ..panels.person import PersonHead, now_of
from ..panels.said import said_of
from .opening import opened


@for_practitioners
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show where things stand."""
    head = opened(request, person_id, "page")
    return design.page(request, "website/person.jinja", now_=now_of(head, timezone.localdate()), head=head)


@for_practitioners
def person_story(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the story so far: their own words, conversations, messages, the line of moments."""
    head = opened(request, person_id, "story")
    return design.page(
        request,
        "website/person_story.jinja",
        head=head,
        words=introductions.WordsPanel.of(introduction_queries.passages_of(person_id)),
        talks=conversations.ConversationsPanel.of(conversation_queries.conversations_of(person_id)),
        messages=messages.MessagesPanel.of(message_queries.messages_of(person_id)),
        days=by_day(moments(journeys.moments_of(head.everyone), also=head.called_also)),
    )


@for_practitioners
def person_around(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who can see this and why, who has looked, and whom they refused."""
    head = opened(request, person_id, "around")
    return design.page(
        request,
        "website/person_around.jinja",
        head=head,
        around=alongside(journeys.who_can_see(person_id), head.holding, person=head.person),
        looks=looked(access_queries.looks(person_id, LOOKS)),
        glasses=glass.glasses_of(person_id),
        whys=WHYS,
        refusals=list(access_queries.refusals(person_id)),
    )


@for_practitioners
def person_said(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show where a word stands in what was written about somebody; it comes posted and goes on sealed."""
    head = opened(request, person_id, "story")
    if request.method == "POST":
        form = WordForm(request.POST)
        if form.is_valid():
            address = reverse("website:person_said", args=[person_id])
            said = carried.closed(form.cleaned_data["word"], request.viewer)
            return HttpResponseRedirect(f"{address}?said={said}", status=303)
        words = ""
    else:
        words = carried.opened(request.GET.get("said", ""), request.viewer)
        form = WordForm(initial={"word": words})
    return design.page(request, "website/person_said.jinja", head=head, form=form, said=said_of(person_id, words))


@for_practitioners
@once
def put_right(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Change what is said of somebody; two at once, and the second sees what changed."""
    head = opened(request, person_id, "about")
    if request.method != "POST":
        return _ask_what_is_right(request, head, AboutForm(initial=AboutForm.values_of(head.person)))
    form = AboutForm.chosen(request.POST, head.person)
    if not form.is_valid():
        return _ask_what_is_right(request, head, form)
    try:
        journey_actions.put_right(
            journey=head.journey, revision=form.cleaned_data["revision"], changes=form.changes(), by=request.viewer
        )
    except Overtaken as reason:
        again = form.again_over(people.find_person(person_id) or head.person)
        again.add_refusal(reason)
        return _ask_what_is_right(request, head, again)
    return HttpResponseRedirect(request.to.person(person_id), status=303)


def _ask_what_is_right(request: HttpRequest, head: PersonHead, form: AboutForm) -> HttpResponse:
    return design.page(request, "website/put_right.jinja", form=form, head=head)
