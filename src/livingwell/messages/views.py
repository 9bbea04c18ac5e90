"""Writing to somebody: what they need and what is safe comes first, then the words, then a look at how they arrive."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.people.models import Person
from livingwell.people.words import Channel

from . import actions, queries, rules
from .composing import compose
from .desk import Desk
from .forms import PostedForm, WriteForm
from .models import Message

A_PAGE = 50


@for_practitioners
@once
def write(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show the page to write on; then how it will look; then send it."""
    person = people.find_person(person_id)
    if person is None:
        raise Http404
    desk = Desk.of(person, people.ways_to_reach(person.pk))
    form = WriteForm(request.POST or None, ways=desk.safe, wordings=queries.wordings_here(), by=request.viewer.called)
    context = {"desk": desk, "onward": design.onward(request, request.to.person(person.pk))}
    if request.method != "POST":
        access.look(person_id=person.pk, page="message", by=request.viewer)
        return design.page(request, "messages/write.jinja", form=form, **context)
    if "change" in request.POST or not form.is_valid():
        return design.page(request, "messages/write.jinja", form=form, **context)
    return _look_or_send(request, person, form, context)


def _look_or_send(request: HttpRequest, person: Person, form: WriteForm, context: dict) -> HttpResponse:
    draft = form.draft()
    said = {"person": person, "way": draft.way, "sort": draft.sort, "words": draft.words, "by": request.viewer}
    try:
        if "sure" in request.POST:
            actions.write(**said, send_after=draft.send_after)
            return HttpResponseRedirect(context["onward"], status=303)
        message = compose(**said, send_after=draft.send_after)
    except NotPossible as reason:
        return design.refuse(request, reason, template="messages/write.jinja", form=form, **context)
    context |= {"draft": form, "message": message, "way": context["desk"].way_of(message)}
    worth = rules.worth_knowing(Channel(draft.way.channel), message.words)
    lines = rules.address_lines(message.way.value)
    return design.page(request, "messages/check.jinja", worth=worth, address_lines=lines, **context)


@require_POST
@for_practitioners
@once
def hold_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a message back before it has gone."""
    message = queries.find_message(pk)
    if message is None:
        raise Http404
    try:
        actions.hold_back(message=message, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(design.onward(request, request.to.person(message.person_id)), status=303)


@for_practitioners
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that wait to be printed and posted."""
    page = Paginator(queries.letters_to_post(), A_PAGE).get_page(request.GET.get("page"))
    waiting = [(one, _posted_form(one)) for one in page.object_list]
    return design.page(request, "messages/letters.jinja", waiting=waiting, page=page)


@for_practitioners
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one letter for paper, while it is to go. It is somebody's words and address, so opening it is a look."""
    message = queries.find_letter(pk)
    if message is None:
        raise Http404
    access.look(person_id=message.person_id, page="letter", by=request.viewer)
    lines = rules.address_lines(message.way.value)
    return design.page(request, "messages/letter.jinja", message=message, address_lines=lines)


@require_POST
@for_practitioners
@once
def posted(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a letter was posted, and when."""
    message = queries.find_message(pk)
    if message is None or message.way.channel != Channel.LETTER:
        raise Http404
    form = _posted_form(message, request.POST)
    try:
        if not form.is_valid():
            raise NotPossible(rules.NO_SUCH_DAY)
        actions.say_posted(message=message, on=form.day(), by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return HttpResponseRedirect(design.onward(request, reverse("messages:letters")), status=303)


def _posted_form(message: Message, data: object = None) -> PostedForm:
    written_on = timezone.localdate(message.made_at)
    return PostedForm(data, today=timezone.localdate(), since=written_on, auto_id=f"id_{message.pk}_%s")
