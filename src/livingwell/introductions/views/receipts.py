"""A receipt: the private page of whoever typed something at the door."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access.naming import named
from livingwell.access.once import once
from livingwell.access.words import Kind, Viewer
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places

from .. import actions, queries
from ..forms import PleaseRing, SayMore, TakeBack
from ..panels import ReceiptPanel, knows_a_number
from ..queries import ReceiptFacts
from .sent import sent_from


@dataclass(frozen=True)
class Borne:
    """A receipt as it is borne: its link, what it shows, and who bears it."""

    link: str
    one: ReceiptFacts
    by: Viewer


def bearing(view: Callable[[HttpRequest, Borne], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to whoever bears its link, named to the database as that receipt and as nothing more.

    A link that opens nothing, whatever the reason, gets one kind page: the same status, the same work done.
    """

    @wraps(view)
    def opened(request: HttpRequest, link: str) -> HttpResponse:
        found = queries.find_receipt(link)
        if found is None:
            return _no_receipt(request)
        with named(Viewer(Kind.RECEIPT, found.introduction_id)):
            one = queries.receipt_borne()
            if one is None:  # it ended between the two questions
                return _no_receipt(request)
            called = one.introducer_called if one.by_introducer else one.called
            return view(request, Borne(link, one, Viewer(Kind.RECEIPT, found.introduction_id, called=called)))

    return opened


def _no_receipt(request: HttpRequest) -> HttpResponse:
    return design.page(request, "introductions/no_receipt.jinja", status=404)


@bearing
def receipt(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Show what its bearer typed and what we promised."""
    return _show(request, borne)


@sent_from("introductions:receipt")
@once
@bearing
def say_more(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Add to what was said."""
    form = SayMore(request.POST, auto_id="more_%s")
    if not form.is_valid():
        return _show(request, borne, more_form=form)
    actions.add_words(receipt=borne.one, words=form.cleaned_data["words"], by=borne.by)
    return _back_to(borne, "more")


@sent_from("introductions:receipt")
@once
@bearing
def please_ring(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Ask to be rung once the door is read; or, with no number, that somebody is in touch the way they said."""
    form = _ring_form(borne, request.POST)
    if not form.is_valid():
        return _show(request, borne, ring_form=form)
    pack = places.pack_here()
    try:
        actions.ask_to_ring(
            receipt=borne.one,
            due_on=pack.next_read(timezone.now()).date(),
            number=form.cleaned_data["number"],
            no_number=form.no_number,
            pack=pack,
            by=borne.by,
        )
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _back_to(borne, "no-number" if form.no_number else "ring")


@sent_from("introductions:receipt")
@once
@bearing
def take_back(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Ask to take it back: somebody checks, and nothing ends by itself."""
    form = TakeBack(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return _show(request, borne, back_form=form)
    due_on = places.pack_here().reach_by(timezone.now())
    actions.ask_to_withdraw(receipt=borne.one, words=form.cleaned_data["words"], due_on=due_on, by=borne.by)
    return _back_to(borne, "back")


def _ring_form(borne: Borne, data: object = None) -> PleaseRing:
    is_known = knows_a_number(borne.one, queries.passages_in(borne.one.introduction_id))
    return PleaseRing(data, is_known=is_known, can_do_without=not borne.one.by_introducer, auto_id="ring_%s")


def _show(request: HttpRequest, borne: Borne, **sent: Form) -> HttpResponse:
    """Show a receipt; `sent` are forms that need another look, by name."""
    one = borne.one
    panel = ReceiptPanel.of(
        one,
        passages=queries.passages_in(one.introduction_id),
        confided=queries.confided(),
        short_words=queries.words_of_receipt(one.introduction_id),
        pack=places.pack_here(),
        now=timezone.now(),
    )
    forms: dict[str, Form] = {
        "more_form": SayMore(auto_id="more_%s"),
        "ring_form": PleaseRing(is_known=panel.has_number, can_do_without=not one.by_introducer, auto_id="ring_%s"),
        "back_form": TakeBack(auto_id="back_%s"),
    }
    return design.page(
        request,
        "introductions/receipt.jinja",
        receipt=panel,
        link=borne.link,
        address=request.build_absolute_uri(reverse("introductions:receipt", args=[borne.link])),
        kept=request.GET.get("kept", ""),
        **(forms | sent),
    )


def _back_to(borne: Borne, kept: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('introductions:receipt', args=[borne.link])}?kept={kept}", status=303)
