"""Writing to somebody: what they need and what is safe comes first, then the words, then a look at how they arrive."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
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
from .forms import WriteForm


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


@for_practitioners
@require_POST
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
