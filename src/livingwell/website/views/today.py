"""Today, for a practitioner; and the part of it that keeps itself fresh."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.huddles import queries as huddles

from ..panels.now import now_of
from ..panels.today import today_of


@for_practitioners
def today(request: HttpRequest) -> HttpResponse:
    """Show the people I hold or cover, promises due, my conversations, notes unfinished."""
    page, promises = design.page_number(request), design.page_number(request, name="promises")
    day = today_of(request.viewer, timezone.localtime(), page=page, promises=promises)
    now_tag = design.tag_of(day.now.version)
    return design.page(request, "website/today.jinja", day=day, page=page, promises=promises, now_tag=now_tag)


@for_practitioners
def today_now(request: HttpRequest) -> HttpResponse:
    """Answer what cannot wait and who is on duty; with nothing, while there is no news."""
    now = timezone.localtime()
    fresh = now_of(request.viewer, huddles.teams_now(request.viewer.ref, now), now)
    return design.fresh(request, "website/_now.jinja", version=fresh.version, context=lambda: {"now_": fresh})
