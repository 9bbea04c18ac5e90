"""Introductions for the team: who waits at the door, and one introduction met as a person."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from livingwell.access import actions as access
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.design.forms import Form
from livingwell.journeys import queries as journeys
from livingwell.journeys.words import TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries as people
from livingwell.places import queries as places

from .. import actions, queries
from ..forms import LetGo, NotNow, ReviewConfidence, TellIntroducer, TryToReach
from ..models import Introduction
from ..panels import IntroductionCard, IntroductionPage, LettingGo
from ..words import TellBack
from .sent import sent_from

Said = dict[str, Any]


@for_practitioners
def waiting(request: HttpRequest) -> HttpResponse:
    """Show who waits at the door, the oldest promise first. Looking down a list is not a look at anybody."""
    today = timezone.localdate()
    teams = list(places.teams_of(request.viewer.ref, timezone.now()))
    chosen = next((team for team in teams if team.slug == request.GET.get("team")), None)
    team_ids = [chosen.pk] if chosen else [team.pk for team in teams]
    look = request.GET.get("look", "")
    look = look if look in queries.LOOKS else ""
    page = design.page_number(request)
    start = (page - 1) * queries.PAGE
    found = queries.waiting_for(team_ids, today, look=look, start=start, most=queries.PAGE + 1)
    return design.page(
        request,
        "introductions/list.jinja",
        cards=[IntroductionCard.of(one, today) for one in found[: queries.PAGE]],
        counts=queries.counts_for(team_ids, today),
        look=look,
        teams=teams,
        chosen=chosen,
        page_number=page,
        has_next=len(found) > queries.PAGE,
    )


@for_practitioners
def introduction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one introduction. Opening it is a look, kept for the person to read."""
    one = _find(pk)
    access.look(person_id=one.person_id, page="introduction", by=request.viewer)
    return _show(request, one)


@for_practitioners
@sent_from("introductions:introduction")
@once
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say "I have read this"."""
    one = _find(pk)
    try:
        actions.read(introduction=one, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _onward(request, one)


@for_practitioners
@sent_from("introductions:introduction")
@once
def tried(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a try to be in touch, and what came of it."""
    one, form = _find(pk), TryToReach(request.POST, auto_id="try_%s")

    def act(said: Said) -> None:
        actions.try_to_reach(
            introduction=one,
            how=TriedBy(said["how"]),
            outcome=TryOutcome(said["outcome"]),
            at=datetime.combine(said["on"], said["time"], LONDON),
            words=said["words"],
            by=request.viewer,
        )

    return _do(request, one, act, try_form=form)


@for_practitioners
@sent_from("introductions:introduction")
@once
def not_now(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They said "not now". The door stays open."""
    one, form = _find(pk), NotNow(request.POST, auto_id="not_now_%s")

    def act(said: Said) -> None:
        actions.say_not_now(introduction=one, words=said["words"], by=request.viewer)

    return _do(request, one, act, not_now_form=form)


@for_practitioners
@once
def let_go(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let go of somebody not reached: a page of its own, with what was tried."""
    one = _find(pk)
    others = [who for who in places.members_of([one.team_id], timezone.now()) if who.pk != request.viewer.ref]
    form = LetGo(request.POST if request.method == "POST" else None, team=others)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.let_go(introduction=one, words=said["words"], second_id=UUID(said["second"]), by=request.viewer)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _onward(request, one)
    page = LettingGo.of(one, journeys.tries(one.journey_id))
    return design.page(request, "introductions/let_go.jinja", page=page, form=form)


@for_practitioners
@sent_from("introductions:introduction")
@once
def welcome_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """They have come back: one action, nothing asked again."""
    one = _find(pk)
    try:
        actions.welcome_back(introduction=one, pack=places.pack_here(), now=timezone.now(), by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason)
    return _onward(request, one)


@for_practitioners
@sent_from("introductions:introduction")
@once
def review(request: HttpRequest, pk: UUID, confidence_id: UUID) -> HttpResponse:
    """Decide whether words in confidence may be shown to the person."""
    one, confidence = _find(pk), queries.find_confidence(pk, confidence_id)
    if confidence is None:
        raise Http404

    def act(said: Said) -> None:
        actions.review_confidence(
            confidence=confidence,
            may_be_shown=said["shown"],
            withheld_because=said["withheld_because"],
            upon=request.POST.get("upon"),
            by=request.viewer,
        )

    return _do(request, one, act, **{str(confidence_id): _review_form(confidence_id, request.POST)})


@for_practitioners
@sent_from("introductions:introduction")
@once
def tell(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what an introducer's receipt may tell, as the person agreed."""
    one, form = _find(pk), TellIntroducer(request.POST, auto_id="tell_%s")

    def act(said: Said) -> None:
        actions.tell_introducer(
            introduction=one,
            tell_back=TellBack(said["tell_back"]),
            reached_on=said["reached_on"],
            going_on=said["going_on"],
            upon=request.POST.get("upon"),
            by=request.viewer,
        )

    return _do(request, one, act, tell_form=form)


def _do(request: HttpRequest, one: Introduction, act: Callable[[Said], None], **sent: Form) -> HttpResponse:
    """Do what a good form asks and go on; or show the page again, the sentence beside its field, the words kept."""
    [form] = sent.values()
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except NotPossible as reason:
            form.add_refusal(reason)
        else:
            return _onward(request, one)
    return _show(request, _find(one.pk), **sent)


def _find(pk: UUID) -> Introduction:
    one = queries.find_introduction(pk)
    if one is None:
        raise Http404
    return one


def _onward(request: HttpRequest, one: Introduction) -> HttpResponse:
    return HttpResponseRedirect(design.onward(request, request.to.introduction(one.pk)), status=303)


def _review_form(confidence_id: UUID, data: object = None) -> ReviewConfidence:
    return ReviewConfidence(data, auto_id=f"review_{confidence_id}_%s")


def _show(request: HttpRequest, one: Introduction, **sent: Form) -> HttpResponse:
    """Show one introduction; `sent` are forms that need another look, by name (a confidence's by its key)."""
    ways, tries = list(people.ways_to_reach(one.person_id)), journeys.tries(one.journey_id)
    confidences = queries.confidences_in(one.pk)
    page = IntroductionPage.of(
        one,
        passages=queries.passages_in(one.pk),
        confidences=confidences,
        ways=ways,
        tries=tries,
        same=queries.perhaps_the_same(one.person.called, [way.value for way in ways], but_not=one.person_id),
        short_words=queries.words_of_receipt(one.pk),
        today=timezone.localdate(),
    )
    local = timezone.localtime()
    forms: dict[str, Form] = {
        "try_form": TryToReach(initial={"on": local.date(), "time": local.time()}, auto_id="try_%s"),
        "not_now_form": NotNow(auto_id="not_now_%s"),
        "tell_form": TellIntroducer(initial=page.told(), auto_id="tell_%s"),
    } | {str(one.pk): _review_form(one.pk) for one in confidences}
    status = design.ANOTHER_LOOK if sent else 200
    return design.page(
        request,
        "introductions/introduction.jinja",
        status=status,
        page=page,
        forms=forms | sent,
        wrong=next(iter(sent.values()), None),
    )
