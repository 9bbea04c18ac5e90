"""Doing things on a journey: a page for each, and small buttons that need none."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places

from . import actions, forms, queries
from .doings import DOINGS, Doing, settling
from .models import Journey


@for_practitioners
@once
def do(request: HttpRequest, journey_id: UUID, doing: str) -> HttpResponse:
    """Show the page of one doing, or do it and go on to where the form came from."""
    journey = queries.find_journey(journey_id)
    wanted = DOINGS.get(doing)
    if journey is None or wanted is None:
        raise Http404
    return _do(request, wanted, journey)


def _do(request: HttpRequest, doing: Doing, journey: Journey) -> HttpResponse:
    form = doing.make(request.POST if request.method == "POST" else None, journey)
    onward = design.onward(request, request.to.person(journey.person_id))
    if "practitioner" in form.fields:
        form.initial.setdefault("practitioner", request.GET.get("who", ""))
    context = {"doing": doing, "journey": journey, "form": form, "onward": onward}
    context |= doing.beside(journey, request.viewer)
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "journeys/do.jinja", **context)
    try:
        doing.act(journey, form.cleaned_data, request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="journeys/do.jinja", **context)
    return _go_on(request, journey.person_id)


def _go_on(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Go on to where a form came from; to one's own day, where what was done took the person out of one's sight."""
    is_in_sight = queries.latest_journey(person_id) is not None
    onward = design.onward(request, request.to.person(person_id)) if is_in_sight else request.to.today()
    return HttpResponseRedirect(onward, status=303)


def _press(act):
    """Make a view of a button: find the row, act, go on; a refusal is a sentence."""

    def pressed(request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            person_id = act(request, pk)
        except NotPossible as reason:
            return design.refuse(request, reason)
        return _go_on(request, person_id)

    return require_POST(for_practitioners(once(pressed)))


def _words(form: Form) -> str:
    """Return the words that came with a button. Raises NotPossible, with the form’s sentence, for what cannot be."""
    if not form.is_valid():
        raise NotPossible(form["words"].problem, field="words")
    return form.cleaned_data["words"]


def _found(row):
    if row is None:
        raise Http404
    return row


@_press
def keep_step(request: HttpRequest, pk: UUID) -> UUID:
    """Tick a next step off."""
    step = _found(queries.find_step(pk))
    actions.keep_step(step=step, words=_words(forms.KeptForm(request.POST)), by=request.viewer)
    return step.person_id


@_press
def take_step(request: HttpRequest, pk: UUID) -> UUID:
    """Take over what a colleague promised."""
    step = _found(queries.find_step(pk))
    actions.take_step(step=step, by=request.viewer)
    return step.person_id


@_press
def put_step_aside(request: HttpRequest, pk: UUID) -> UUID:
    step = _found(queries.find_step(pk))
    actions.put_step_aside(step=step, words=_words(forms.AsideForm(request.POST)), by=request.viewer)
    return step.person_id


@_press
def acknowledge(request: HttpRequest, pk: UUID) -> UUID:
    """Say "I have this"."""
    worry = _found(queries.find_worry(pk))
    actions.acknowledge(worry=worry, by=request.viewer)
    return worry.person_id


@for_practitioners
@once
def pass_worry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send a worry that cannot wait to somebody else. One that can is for the huddle."""
    worry = _found(queries.find_worry(pk))
    if not worry.cannot_wait:
        raise Http404
    nobody_else = {request.viewer.ref, worry.reaches_id}
    could = queries.who_can_be_reached(worry.journey, timezone.now())
    people = {str(one.practitioner.pk): one for one in could if one.practitioner.pk not in nobody_else}
    form = forms.PassForm(request.POST or None, people=people.values())
    onward = design.onward(request, request.to.person(worry.person_id))
    context = {"worry": worry, "form": form, "onward": onward, "has_people": bool(people)}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "journeys/pass_worry.jinja", **context)
    try:
        actions.pass_worry(worry=worry, to=people[form.cleaned_data["to"]].practitioner, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="journeys/pass_worry.jinja", **context)
    return _go_on(request, worry.person_id)


@for_practitioners
@once
def settle_worry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a worry to rest, with words; on a page of its own when they need another look."""
    worry = _found(queries.find_worry(pk))
    return _do(request, settling(worry), worry.journey)


@_press
def draw_out(request: HttpRequest, pk: UUID) -> UUID:
    drawn = _found(queries.find_drawn_in(pk))
    actions.draw_out(drawn=drawn, by=request.viewer)
    return drawn.person_id


@_press
def resume(request: HttpRequest, pk: UUID) -> UUID:
    journey = _found(queries.find_journey(pk))
    actions.resume(journey=journey, by=request.viewer)
    return journey.person_id


@_press
def return_(request: HttpRequest, pk: UUID) -> UUID:
    """Open the way back for somebody who is on the phone or at a door."""
    last = _found(queries.find_journey(pk))
    words = _words(forms.BackForm(request.POST))
    actions.return_(last=last, pack=places.pack_here(), now=timezone.now(), words=words, by=request.viewer)
    return last.person_id
