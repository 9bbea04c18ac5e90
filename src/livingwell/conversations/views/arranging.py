"""The form by which a conversation is arranged: filled with the times that could be, and asked what is in the way."""

from typing import TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.design import dates
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import pack_here

from .. import queries
from ..forms import PlanForm
from ..models import Conversation

F = TypeVar("F", bound=PlanForm)


def arranging(
    kind: type[F],
    request: HttpRequest,
    journey: Journey,
    *,
    initial: dict[str, object],
    but_not: Conversation | None = None,
) -> F:
    """Return the form, with the coming times at which whoever is chosen could come and that suit the person."""
    now = timezone.now()
    data = request.POST if request.method == "POST" else None
    given = {"initial": initial, "practitioners": queries.who_may_talk(journey, now), "liked": journey.person.meets}
    chosen = kind(data, **given | {"initial": dict(initial)})  # which a form may add to
    offers = queries.offers_for(
        journey.person,
        [one.pk for one in chosen.who()],
        hours=pack_here().hours,
        now=now,
        lasts=chosen.minutes(),
        but_not=but_not.pk if but_not else None,
    )
    return kind(data, offers=offers, **given)


def is_arranged(request: HttpRequest, form: PlanForm, *, but_not: Conversation | None = None) -> bool:
    """Return whether the form was sent to be kept, and nothing is in the way that was not said and ticked."""
    if request.method != "POST":
        return False
    if "look" in request.POST:
        form.is_valid()
        form.without_errors()
        return False
    if not form.is_valid():
        return False
    if form.cleaned_data["all_the_same"] or form.cleaned_data.get("talked_already"):
        return True
    try:
        sentence = _in_the_way(form, but_not)
    except NotPossible as reason:
        form.add_refusal(reason)
        return False
    if sentence:
        form.says_in_the_way(sentence)
    return not sentence


def _in_the_way(form: PlanForm, but_not: Conversation | None) -> str:
    """Return what is in the way of a time, as a sentence; empty where nothing is."""
    arranged = form.plan()
    found = queries.what_is_in_the_way(
        form.who(), arranged["at"], arranged["lasts"], but_not=but_not.pk if but_not else None
    )
    if found is None:
        return ""
    who, span = found
    if span is None:
        return _("%(called)s is away that day. Choose another, or tick the box below.") % {"called": who.called}
    said = {"called": who.called, "start": dates.clock(span[0]), "end": dates.clock(span[1])}
    taken = _(
        "%(called)s is with somebody then, from %(start)s to %(end)s. Choose another time, or tick the box below."
    )
    return taken % said
