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
from ..forms import SayMore, TakeBack
from ..models import Introduction
from ..panels import ReceiptPanel
from .sent import sent_from


@dataclass(frozen=True)
class Borne:
    """A receipt as it is borne: its link, the introduction it shows, and who bears it."""

    link: str
    one: Introduction
    by_introducer: bool
    by: Viewer


def bearing(view: Callable[[HttpRequest, Borne], HttpResponse]) -> Callable[..., HttpResponse]:
    """Open a page to whoever bears its link, named to the database as that receipt and as nothing more.

    A link that opens nothing, whatever the reason, gets one kind page: the same status, the same work done.
    """

    @wraps(view)
    def opened(request: HttpRequest, link: str) -> HttpResponse:
        found = queries.find_receipt(link)
        if found is None:
            return design.page(request, "introductions/no_receipt.jinja", status=404)
        with named(Viewer(Kind.RECEIPT, found.introduction_id)):
            one = queries.introduction_of_receipt(found.introduction_id)
            called = one.introducer_called if found.by_introducer else one.called
            by = Viewer(Kind.RECEIPT, found.introduction_id, called=called)
            return view(request, Borne(link, one, found.by_introducer, by))

    return opened


@bearing
def receipt(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Show what its bearer typed and what we promised."""
    return _show(request, borne)


@sent_from("introductions:receipt")
@once
@bearing
def say_more(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Add to what was said."""
    form = SayMore(request.POST)
    if not form.is_valid():
        return _show(request, borne, more=form)
    actions.add_words(
        introduction=borne.one, words=form.cleaned_data["words"], by_introducer=borne.by_introducer, by=borne.by
    )
    return _back_to(borne, "more")


@sent_from("introductions:receipt")
@once
@bearing
def please_ring(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Ask to be rung once the door is read."""
    pack = places.pack_here()
    due_on = pack.next_read(timezone.now()).date()
    try:
        actions.ask_to_ring(
            introduction=borne.one, due_on=due_on, by_introducer=borne.by_introducer, pack=pack, by=borne.by
        )
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _back_to(borne, "ring")


@sent_from("introductions:receipt")
@once
@bearing
def take_back(request: HttpRequest, borne: Borne) -> HttpResponse:
    """Ask to take it back: somebody checks, and nothing ends by itself."""
    form = TakeBack(request.POST)
    if not form.is_valid():
        return _show(request, borne, back=form)
    due_on = places.pack_here().reach_by(timezone.now())
    words = form.cleaned_data["words"]
    actions.ask_to_withdraw(
        introduction=borne.one, words=words, due_on=due_on, by_introducer=borne.by_introducer, by=borne.by
    )
    return _back_to(borne, "back")


def _show(request: HttpRequest, borne: Borne, *, more: Form | None = None, back: Form | None = None) -> HttpResponse:
    one = borne.one
    panel = ReceiptPanel.of(
        one,
        passages=queries.passages_in(one.pk),
        confidences=queries.confidences_in(one.pk) if borne.by_introducer else (),
        by_introducer=borne.by_introducer,
        short_words=queries.words_of_receipt(one.pk),
        pack=places.pack_here(),
        now=timezone.now(),
    )
    return design.page(
        request,
        "introductions/receipt.jinja",
        receipt=panel,
        link=borne.link,
        address=request.build_absolute_uri(reverse("introductions:receipt", args=[borne.link])),
        more_form=more or SayMore(auto_id="more_%s"),
        back_form=back or TakeBack(auto_id="back_%s"),
        kept=request.GET.get("kept", ""),
    )


def _back_to(borne: Borne, kept: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('introductions:receipt', args=[borne.link])}?kept={kept}", status=303)
