"""Who brings what: looked through by colleagues, and said by each of oneself."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys.models import Journey
from livingwell.journeys.queries import find_journey
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries
from livingwell.places.models import Bringing
from livingwell.places.words import Brings

from .. import carried
from ..forms import BringingForm, BringsForm
from ..panels.bringing import BringsPage, Looked, Mine, brings_page


@for_practitioners
def brings(request: HttpRequest) -> HttpResponse:
    """Show what colleagues bring, or who is near what was typed: words come posted and go on sealed."""
    if request.method != "POST":
        looked = _asked_for(request)
        return _answer(request, "website/brings.jinja", looked)
    form = BringsForm(request.POST, teams=brings_page(Looked(), timezone.localtime(), page=1).teams)
    template = "website/_brought.jinja" if design.wants_fragment(request) else "website/brings.jinja"
    if not form.is_valid():
        return _answer(request, template, Looked(), form=form)
    looked = Looked(form.cleaned_data["brought"], form.cleaned_data["kind"], form.cleaned_data["team"])
    address = _address(request, looked)
    if not design.wants_fragment(request):
        return HttpResponseRedirect(address, status=303)
    response = _answer(request, template, looked, form=form)
    response["HX-Replace-Url"] = address
    return response


def _asked_for(request: HttpRequest) -> Looked:
    """Return what an address asks for; what it cannot ask for is left aside."""
    kind, team = request.GET.get("kind", ""), request.GET.get("team", "")
    words = carried.opened(request.GET.get("said", ""), request.viewer)
    return Looked(words, kind if kind in set(Brings) else "", team if _is_key(team) else "")


def _is_key(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _journey(request: HttpRequest) -> Journey | None:
    """Return for whom somebody is looked for, where that is said and is the viewer's to see."""
    key = request.POST.get("journey") or request.GET.get("journey") or ""
    return find_journey(UUID(key)) if _is_key(key) else None


def _address(request: HttpRequest, looked: Looked, *, page: int = 1) -> str:
    said = {
        "said": carried.closed(looked.words, request.viewer),
        "kind": looked.kind,
        "team": looked.team,
        "journey": next((key for key in (request.POST.get("journey"), request.GET.get("journey")) if key), ""),
        "next": design.onward(request, ""),
        "page": str(page) if page > 1 else "",
    }
    asked = urlencode({name: value for name, value in said.items() if value})
    return reverse("website:brings") + (f"?{asked}" if asked else "")


def _answer(request: HttpRequest, template: str, looked: Looked, *, form: BringsForm | None = None) -> HttpResponse:
    found: BringsPage = brings_page(looked, timezone.localtime(), page=design.page_number(request))
    initial = {"brought": looked.words, "kind": looked.kind, "team": looked.team}
    journey = _journey(request)
    return design.page(
        request,
        template,
        form=form or BringsForm(initial=initial, teams=found.teams),
        found=found,
        looked=looked,
        journey=journey,
        onward=design.onward(request, request.to.person(journey.person_id) if journey else ""),
        before=_address(request, looked, page=found.page - 1),
        after=_address(request, looked, page=found.page + 1),
    )


@for_practitioners
@once
def my_brings(request: HttpRequest) -> HttpResponse:
    """Show what I bring, and take one thing more: in my words, seen by whom I say."""
    form = BringingForm(request.POST if request.method == "POST" else None, initial={"seen_by": "team"})
    context = {"form": form, "mine": Mine.of(request.viewer.someone)}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/my_brings.jinja", **context)
    me = queries.find_practitioner(request.viewer.ref)
    if me is None:
        raise Http404
    try:
        places.bring(practitioner=me, **form.said())
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/my_brings.jinja", **context)
    return _mine()


@for_practitioners
@once
def my_bringing(request: HttpRequest, bringing_id: UUID) -> HttpResponse:
    """Say one thing that I bring in other words, or to others."""
    one = _found(request, bringing_id)
    form = BringingForm(request.POST if request.method == "POST" else None, initial=BringingForm.said_of(one))
    context = {"form": form, "one": one}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/my_bringing.jinja", **context)
    try:
        places.change_bringing(bringing=one, **form.said())
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/my_bringing.jinja", **context)
    return _mine()


@require_POST
@for_practitioners
@once
def take_back_mine(request: HttpRequest, bringing_id: UUID) -> HttpResponse:
    """Take one thing back: nobody else sees it from this moment."""
    places.take_back_bringing(bringing=_found(request, bringing_id))
    return _mine()


@require_POST
@for_practitioners
@once
def put_back_mine(request: HttpRequest, bringing_id: UUID) -> HttpResponse:
    """Say again what I took back."""
    try:
        places.put_back_bringing(bringing=_found(request, bringing_id))
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _mine()


def _found(request: HttpRequest, bringing_id: UUID) -> Bringing:
    one = queries.find_bringing(bringing_id, request.viewer.someone)
    if one is None:
        raise Http404
    return one


def _mine() -> HttpResponse:
    return HttpResponseRedirect(reverse("website:my_brings"), status=303)
