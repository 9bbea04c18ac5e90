"""My week, or one day of it; on a screen, and on paper."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.places.queries import pack_here

from .. import queries
from ..panels import MyWeek

FURTHEST = 366  # days from today, either way: beyond that a week is a typing mistake


@for_practitioners
def week(request: HttpRequest) -> HttpResponse:
    """Show a week of mine: this one, or that of the day asked for; `day` shows that day alone."""
    now, today = timezone.localtime(), timezone.localdate()
    only = _day(request.GET.get("day"), today)
    monday = queries.monday_of(only or _day(request.GET.get("from"), today) or today)
    found = queries.week_of(request.viewer.ref, monday, now)
    mine = MyWeek.of(found, hours=pack_here().hours, me=request.viewer.ref, now=now, only=only)
    paper = "paper" in request.GET
    return design.page(request, "conversations/week_on_paper.jinja" if paper else "conversations/week.jinja", mine=mine)


def _day(asked: str | None, today: date) -> date | None:
    """Return the day that was asked for; None where none was, or it is no day we could mean."""
    try:
        found = date.fromisoformat(asked or "")
    except ValueError:
        return None
    return found if abs((found - today).days) <= FURTHEST else None
