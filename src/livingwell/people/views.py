"""How to reach somebody safely: what they told us is safe, another way, and one that is no longer."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from . import actions, queries
from .forms import AnotherWayForm, SafeForm
from .models import WayToReach
from .panels import Way


@for_practitioners
@once
def way_safe(request: HttpRequest, person_id: UUID, way_id: UUID) -> HttpResponse:
    """Keep what they told one of us is safe on a way, whoever gave it first."""
    way = _find(person_id, way_id)
    form = SafeForm(request.POST or None, initial=SafeForm.values_of(way))
    if request.method != "POST":
        access.look(person_id=person_id, page="ways", by=request.viewer)
    elif form.is_valid():
        try:
            actions.say_safe(way=way, **form.said(), by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _onward(request, person_id)
    return design.page(request, "people/way_safe.jinja", person=way.person, way=Way.of(way), form=form)


@for_practitioners
@once
def another_way(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a way to reach somebody, with what they said is safe on it."""
    person = queries.find_person(person_id)
    if person is None:
        raise Http404
    form = AnotherWayForm(request.POST or None)
    if request.method != "POST":
        access.look(person_id=person_id, page="ways", by=request.viewer)
    elif form.is_valid():
        try:
            actions.add_way(person_id=person_id, **form.said(), by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _onward(request, person_id)
    return design.page(request, "people/another_way.jinja", person=person, form=form)


@require_POST
@for_practitioners
@once
def way_not_safe(request: HttpRequest, person_id: UUID, way_id: UUID) -> HttpResponse:
    """Stop using a way at once. What waits to be sent on it is held back when its moment comes."""
    way = _find(person_id, way_id)
    try:
        actions.end_ways(ways=[way], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _onward(request, person_id)


def _find(person_id: UUID, way_id: UUID) -> WayToReach:
    way = queries.find_way(person_id, way_id)
    if way is None:
        raise Http404
    return way


def _onward(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(design.onward(request, request.to.person(person_id)), status=303)
