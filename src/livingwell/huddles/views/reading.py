"""Reading the board: today's, how it freshens itself, since last time, on paper, and earlier ones."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.design import views as design
from livingwell.lib.sentences import N_

from .. import panels, queries
from .showing import Context, Table, board, find, pulse_version

A_PAGE = 20
ON_PAPER = "huddle on paper"  # what a look on paper is called in the list of who has looked
PRINTED = N_("On paper for the huddle")


@for_practitioners
def huddle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the board with nobody in the middle yet: where to start, that everybody is done, or that it has closed."""
    return design.page(request, "huddles/board.jinja", **board(request, find(request, pk)))


@for_practitioners
def pulse(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer what has changed: nothing, for one row read, while nothing has."""
    now = timezone.localtime()
    counted = queries.counted_in(pk, practitioner_id=request.viewer.ref, now=now)
    if counted is None:
        raise Http404
    looking_at = _uuid(request.GET.get("with", ""))
    return design.fresh(
        request,
        "huddles/_pulse.jinja",
        version=pulse_version(pk, counted, journey_id=looking_at, now=now),
        context=lambda: _changed(request, pk, looking_at),
    )


def _changed(request: HttpRequest, pk: UUID, looking_at: UUID | None) -> Context:
    """Return the board for a poll, which is no look: it shows nobody whom this viewer has not opened."""
    context = board(request, find(request, pk), journey_id=looking_at)
    if looking_at and not context["has_looked"]:
        raise Http404
    return context


@for_practitioners
def since(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the hand-over: what happened since the huddle before, person by person."""
    found, now = find(request, pk), timezone.localtime()
    facts = queries.facts_for(found.team_id, now.date()) if found.on == now.date() else []
    happened = queries.happened_since(found, now)
    told = panels.SinceLastTime.of(happened, facts, brought=queries.brought_back_to(found), today=now.date())
    return design.page(
        request, "huddles/since.jinja", huddle=found, told=told, is_cut=len(happened) >= queries.MOST_SINCE
    )


@for_practitioners
def print_(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the list for paper: for when everything is down. Everybody on it stands there in full: a look at each."""
    found, now = find(request, pk), timezone.localtime()
    table = Table.of(found, now)
    brought = list(queries.for_paper(found))
    listed = {one.journey_id for one in brought}
    people = [one.person_id for one in brought]
    access.look_at_all(person_ids=people, page=ON_PAPER, why=PRINTED, by=request.viewer)
    return design.page(
        request,
        "huddles/print.jinja",
        huddle=found,
        here=panels.Here.of(found, request.viewer.ref),
        sheets=panels.sheets(brought, now.date()),
        newer=[place.row.called for place in table.places if place.row.journey_id not in listed],
    )


@for_practitioners
def earlier(request: HttpRequest) -> HttpResponse:
    """List the huddles of my teams, newest first."""
    now = timezone.localtime()
    pages = Paginator(queries.earlier(request.viewer.ref, now), A_PAGE)
    return design.page(request, "huddles/earlier.jinja", page=pages.get_page(request.GET.get("page")))


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return None
