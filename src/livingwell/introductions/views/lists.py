"""Bringing in a waiting list: choose it, say what its columns are, look it over; then everybody on it at once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.journeys.rules import latest_due
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places

from .. import actions, queries
from ..forms import ChooseList, Pace, SayColumns
from ..models import WaitingList
from ..panels import CamePanel, ColumnPanel, ListLine, LookPanel
from ..rules import lists
from ..rules.lists import Kept, Sheet
from .sent import sent_from

HERE = "introductions:waiting_list"


@dataclass(frozen=True)
class Looked:
    """A tab of a list as it is looked at: which, where its headings are, and what it says."""

    number: int
    headings: int
    sheet: Sheet


def of_a_list(view: Callable[[HttpRequest, WaitingList], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page of a list to whoever brings it in; for anybody else it is not there."""

    @wraps(view)
    def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
        one = queries.find_list(pk)
        if one is None:
            raise Http404
        return view(request, one)

    return opened


@for_practitioners
def bring(request: HttpRequest) -> HttpResponse:
    """Choose the team and the file. It is read and kept sealed; nothing is made of it."""
    teams = list(places.led_by(request.viewer.ref, timezone.now()))
    if not teams:
        return design.page(request, "introductions/lists/not_a_lead.jinja")
    form = ChooseList(*((request.POST, request.FILES) if request.method == "POST" else ()), teams=teams)
    if request.method == "POST" and form.is_valid():
        try:
            sheets = lists.read_file(form.cleaned_data["file"])
            one = actions.keep_list(team=form.chosen_team, sheets=sheets, by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _to("waiting_list_columns", one)
    today = timezone.localdate()
    begun = [ListLine.of(one, today) for one in queries.lists_of_today()]
    return design.page(request, "introductions/lists/choose.jinja", form=form, begun=begun)


@for_practitioners
@of_a_list
def columns(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Say what each column is, guessed from its heading; of a workbook with several tabs, first which."""
    if one.brought_in_at is not None:
        return _to("waiting_list", one)
    kept = queries.opened(one)
    looked = _looked_at(request, kept)
    if looked is None:
        return design.page(request, "introductions/lists/tab.jinja", one=one, sheets=kept.sheets)
    panels = ColumnPanel.all_of(looked.sheet, looked.headings)
    form = _columns_form(request, one, kept, looked, panels)
    if request.method == "POST" and form.is_valid():
        try:
            chosen = form.chosen(sheet=looked.number, headings=looked.headings)
            actions.choose(waiting=one, chosen=chosen, by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _to("waiting_list_look", one)
    rows = max(looked.sheet.filled - bool(looked.headings), 0)
    days = lists.days_to_reach(places.pack_here().hours, timezone.localdate(), _latest(one))
    return design.page(
        request,
        "introductions/lists/columns.jinja",
        one=one,
        looked=looked,
        several=len(kept.sheets) > 1,
        panels=[(panel, form[f"column_{panel.number}"]) for panel in panels],
        form=form,
        rows=rows,
        needed=lists.needed_a_day(rows, days),
    )


@for_practitioners
@of_a_list
def look(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Look before anything is made: who comes in, who does not and why, who is perhaps the same, and on which days."""
    if one.brought_in_at is not None:
        return _to("waiting_list", one)
    return _look(request, one)


@for_practitioners
@sent_from("introductions:waiting_list_look")
@of_a_list
def pace(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Say another number a day, and look again."""
    form, kept = Pace(request.POST), queries.opened(one)
    if form.is_valid() and kept.chosen is not None:
        try:
            actions.choose(
                waiting=one, chosen=replace(kept.chosen, per_day=form.cleaned_data["per_day"]), by=request.viewer
            )
        except NotPossible as reason:
            return design.refuse(request, reason)
        return _to("waiting_list_look", one)
    return _look(request, one, form)


@for_practitioners
@sent_from("introductions:waiting_list_look")
@once
@of_a_list
def bring_in(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Bring in everybody at once, or nobody."""
    if one.brought_in_at is not None:
        return _to("waiting_list", one)
    try:
        actions.bring_in(waiting=one, pack=places.pack_here(), by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _to("waiting_list", one)


@for_practitioners
@of_a_list
def came(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Show what came of a list, row by row; also on paper."""
    if one.brought_in_at is None:
        return _to("waiting_list_columns", one)
    panel = CamePanel.of(one, queries.opened(one), timezone.localdate())
    return design.page(request, "introductions/lists/came.jinja", one=one, came=panel)


@for_practitioners
@sent_from(HERE)
@of_a_list
def forget(request: HttpRequest, one: WaitingList) -> HttpResponse:
    """Forget a list now. Whoever came in by it stays."""
    actions.take_back(waiting=one, by=request.viewer)
    return HttpResponseRedirect(reverse("introductions:bring"), status=303)


def _look(request: HttpRequest, one: WaitingList, form: Pace | None = None) -> HttpResponse:
    kept, today = queries.opened(one), timezone.localdate()
    if kept.chosen is None:
        return _to("waiting_list_columns", one)
    plan = queries.plan_of(one, kept, pack=places.pack_here(), today=today)
    panel = LookPanel.of(plan, lists.perhaps_the_same(plan.people, queries.everybody_seen()), today)
    form = form or Pace(initial={"per_day": panel.needed})
    return design.page(request, "introductions/lists/look.jinja", one=one, look=panel, form=form, chosen=kept.chosen)


def _looked_at(request: HttpRequest, kept: Kept) -> Looked | None:
    """Return the tab that is looked at: the one asked for, the one chosen before, or the only one there is."""
    asked = request.POST if request.method == "POST" else request.GET
    number = _number(asked.get("tab"), len(kept.sheets))
    if number is None and kept.chosen is not None:
        number = kept.chosen.sheet
    if number is None and len(kept.sheets) > 1:
        return None
    sheet = kept.sheets[number or 0]
    headings = _number(asked.get("headings"), min(len(sheet.rows), 100) + 1)
    if headings is None:
        is_chosen = kept.chosen is not None and kept.chosen.sheet == (number or 0)
        headings = kept.chosen.headings if is_chosen else lists.guess_headings(sheet)
    return Looked(number or 0, headings, sheet)


def _number(asked: str | None, below: int) -> int | None:
    """Return a number that was asked for, where it is one from 0 to just below another."""
    if not asked or not asked.isascii() or not asked.isdecimal() or len(asked) > 6:
        return None
    return int(asked) if int(asked) < below else None


def _columns_form(
    request: HttpRequest, one: WaitingList, kept: Kept, looked: Looked, panels: tuple[ColumnPanel, ...]
) -> SayColumns:
    now, before = timezone.now(), kept.chosen
    guessed = lists.guess_columns(looked.sheet, looked.headings)
    first_day = places.pack_here().next_read(now).date()
    initial = {"from_on": first_day, "per_day": None}
    if before is not None and (before.sheet, before.headings) == (looked.number, looked.headings):
        guessed, initial = before.columns, {"from_on": before.from_on, "per_day": before.per_day}
    return SayColumns(
        request.POST if request.method == "POST" else None,
        headings=[panel.heading for panel in panels],
        guessed=guessed,
        first=timezone.localdate(),
        last=_latest(one),
        initial=initial,
    )


def _latest(one: WaitingList):
    return latest_due(timezone.localdate(), one.team.site.horizon_days)


def _to(name: str, one: WaitingList) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"introductions:{name}", args=[one.pk]), status=303)
