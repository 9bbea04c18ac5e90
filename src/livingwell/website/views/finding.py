"""Finding somebody among those I may see, and my team's people. A row in a list is no look at anybody's page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.journeys.queries import PEOPLE_LOOKS

from .. import carried
from ..forms import FindForm
from ..panels.finding import FindPage, found_by, people_of


@for_practitioners
def find(request: HttpRequest) -> HttpResponse:
    """Show my team's people; or whoever is near what was typed, which comes posted and goes on sealed."""
    if request.method != "POST":
        words = carried.opened(request.GET.get("said", ""), request.viewer)
        return _answer(request, "website/find.jinja", FindForm(initial={"find": words}), words)
    form = FindForm(request.POST)
    if not form.is_valid():
        template = "website/_found.jinja" if design.wants_fragment(request) else "website/find.jinja"
        return _answer(request, template, form, "")
    words = form.cleaned_data["find"]
    said = carried.closed(words, request.viewer)
    address = reverse("website:find") + (f"?said={said}" if said else "")
    if not design.wants_fragment(request):
        return HttpResponseRedirect(address, status=303)
    response = _answer(request, "website/_found.jinja", form, words)
    response["HX-Replace-Url"] = address  # going back from somebody's page comes to what was found
    return response


def _answer(request: HttpRequest, template: str, form: FindForm, words: str) -> HttpResponse:
    return design.page(request, template, form=form, found=_found(request, words))


def _found(request: HttpRequest, words: str) -> FindPage:
    now = timezone.localtime()
    if words:
        return found_by(words, request.viewer, now)
    look = request.GET.get("look", "")
    page = design.page_number(request)
    return people_of(request.viewer, now, look=look if look in PEOPLE_LOOKS else "", page=page)
