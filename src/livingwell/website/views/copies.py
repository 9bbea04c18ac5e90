"""A copy of everything kept: read through first, held back in part by two, given, and opened by its person."""

import json
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners, for_the_person
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import pack_here
from livingwell.rights import actions, queries, rules
from livingwell.rights.forms import HoldBackForm
from livingwell.rights.models import Asked, Withheld
from livingwell.rights.words import Ground, Right

from ..copies.gathering import digest_of, gather
from ..copies.reading import Entry, ReadCopy
from ..panels.rights import AskedRow, HeldBackRow
from .rights import find


@for_practitioners
def copy(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Read through everything that somebody asked a copy of, as it would be given now."""
    one = _wanted(asked_id)
    if request.method == "GET":
        access.look(person_id=one.person_id, page="copy", by=request.viewer)
    return _read_through(request, one)


def _read_through(request: HttpRequest, one: Asked, reason: NotPossible | None = None) -> HttpResponse:
    document = _gathered(one)
    context = {
        "row": AskedRow.of(one, timezone.localdate(), called=one.person.called),
        "copy": ReadCopy.of(document),
        "digest": digest_of(document),
        "held": [HeldBackRow.of(kept) for kept in queries.held_back(one.person_id)],
        "me": request.viewer.ref,
    }
    if reason is not None:
        return design.refuse(request, reason, template="website/copy.jinja", **context)
    return design.page(request, "website/copy.jinja", **context)


@require_POST
@for_practitioners
@once
def give_copy(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Give it: kept as it is now, on their own page."""
    one = _wanted(asked_id)
    document = _gathered(one)
    read = ReadCopy.of(document)
    try:
        rules.check_read(read=request.POST.get("read", ""), now=digest_of(document))
        actions.give_copy(
            asked=one,
            document=json.dumps(document, ensure_ascii=False),
            rows=read.rows,
            held_back=sum(times for _ground, times in read.held_back),
            by=request.viewer,
        )
    except NotPossible as reason:
        return _read_through(request, one, reason)
    return HttpResponseRedirect(request.to.rights_of(one.person_id), status=303)


@for_practitioners
@once
def hold_back(request: HttpRequest, asked_id: UUID, table: str, row_id: UUID) -> HttpResponse:
    """Hold one thing back, on a ground the law names; it counts once a second of us has agreed."""
    one = _wanted(asked_id)
    entry = _entry(one, table, row_id)
    form = HoldBackForm(request.POST if request.method == "POST" else None)
    context = {"row": AskedRow.of(one, timezone.localdate(), called=one.person.called), "entry": entry, "form": form}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/hold_back.jinja", **context)
    said = form.cleaned_data
    try:
        actions.hold_back(
            asked=one, table=table, row_id=row_id, ground=Ground(said["ground"]), words=said["words"], by=request.viewer
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/hold_back.jinja", **context)
    return HttpResponseRedirect(reverse("website:copy", args=[one.pk]), status=303)


@require_POST
@for_practitioners
@once
def agree_to_hold_back(request: HttpRequest, withheld_id: UUID) -> HttpResponse:
    """Agree, as the second of two."""
    one = _withheld(withheld_id)
    try:
        actions.second(one=one, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _after(request, one)


@require_POST
@for_practitioners
@once
def show_again(request: HttpRequest, withheld_id: UUID) -> HttpResponse:
    """Stop holding something back."""
    one = _withheld(withheld_id)
    actions.show_again(one=one, by=request.viewer)
    return _after(request, one)


def _after(request: HttpRequest, one: Withheld) -> HttpResponse:
    """Go on to the copy that is being read through, where one is; else to all that was asked."""
    asked = queries.open_asked(one.person_id, Right.COPY)
    to = reverse("website:copy", args=[asked.pk]) if asked else request.to.rights_of(one.person_id)
    return HttpResponseRedirect(to, status=303)


@for_the_person
def my_copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Show me the copy I was given, to read and to print."""
    found = queries.find_copy(request.viewer.ref, copy_id)
    if found is None:
        raise Http404
    return design.page(request, "website/my_copy.jinja", copy=ReadCopy.of(json.loads(found.document)), copy_id=copy_id)


@for_the_person
def my_copy_data(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Give me the same as data: JSON, under a name that says nothing on a shared phone."""
    found = queries.find_copy(request.viewer.ref, copy_id)
    if found is None:
        raise Http404
    data = json.dumps(json.loads(found.document), ensure_ascii=False, indent=1)
    response = HttpResponse(data, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="copy-{timezone.localdate(found.made_at)}.json"'
    response["Cache-Control"] = "private, no-store"
    return response


def _wanted(asked_id: UUID) -> Asked:
    one = find(asked_id)
    if one.right != Right.COPY or not one.is_open:
        raise Http404
    return one


def _gathered(one: Asked) -> dict:
    back = queries.held_back(one.person_id)
    return gather(one.person, withheld=back, pack=pack_here(), now=timezone.now())


def _entry(one: Asked, table: str, row_id: UUID) -> Entry:
    """Return what is to be held back, of what the copy would have in it. Raises Http404 for anything else."""
    for section in ReadCopy.of(_gathered(one)).sections:
        for entry in section.entries if section.may_be_held_back else ():
            if section.table == table and entry.id == str(row_id):
                return entry
    raise Http404


def _withheld(withheld_id: UUID) -> Withheld:
    one = queries.find_withheld(withheld_id)
    if one is None:
        raise Http404
    return one
