"""Today, for a practitioner."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design

from ..panels.today import today_of


@for_practitioners
def today(request: HttpRequest) -> HttpResponse:
    """Show the people I hold or cover, promises due, my conversations, notes unfinished."""
    page, promises = design.page_number(request), design.page_number(request, name="promises")
    day = today_of(request.viewer, timezone.localtime(), page=page, promises=promises)
    return design.page(request, "website/today.jinja", day=day, page=page, promises=promises)
