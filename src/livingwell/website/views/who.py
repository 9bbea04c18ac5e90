"""Who somebody says they are: on their own page; as they told one of us; and how complete it is, for a team."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.access.doors import for_practitioners, for_the_person
from livingwell.access.once import once
from livingwell.access.words import Part
from livingwell.design import views as design
from livingwell.journeys import actions
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.people.forms import OwnAnswerForm, ToldAnswerForm
from livingwell.people.words import Told
from livingwell.places import queries as places

from ..panels.person import PersonHead
from ..panels.who import complete_in, who_is_asked, who_rows
from .opening import opened


@for_the_person
def my_who(request: HttpRequest) -> HttpResponse:
    """Show what I may say of who I am, and what I said."""
    return design.page(request, "website/my_who.jinja", rows=who_rows(_mine(request).person))


@for_the_person
@once
def my_who_one(request: HttpRequest, question: str) -> HttpResponse:
    """Say one thing of who I am, change it, take it back, or leave it alone."""
    journey = _mine(request)
    asked = who_is_asked(journey.person).get(question)
    if asked is None:
        raise Http404
    form = OwnAnswerForm(request.POST if request.method == "POST" else None, asked=asked)
    context = {"form": form, "asked": asked}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/my_who_one.jinja", **context)
    said = form.cleaned_data
    try:
        actions.say_who(journey=journey, asked=asked, key=said["answer"], words=said["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/my_who_one.jinja", **context)
    return HttpResponseRedirect(f"{reverse('website:my_who')}?said={question}#{question}", status=303)


def _mine(request: HttpRequest) -> Journey:
    journey = journeys.latest_journey(request.viewer.ref)
    if journey is None:
        raise Http404
    return journey


@for_practitioners
def person_who(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show who somebody says they are, to the team alongside and nobody else."""
    head, may_see = opened(request, person_id, "who they are"), access.may_see(person_id, Part.IDENTITY)
    rows = who_rows(head.person) if may_see else ()
    return design.page(request, "website/person_who.jinja", head=head, rows=rows, may_see=may_see)


@for_practitioners
@once
def person_who_one(request: HttpRequest, person_id: UUID, question: str) -> HttpResponse:
    """Write down one thing as they told one of us: side by side, or on the phone."""
    head = _opened(request, person_id)
    asked = who_is_asked(head.person).get(question)
    if asked is None:
        raise Http404
    form = ToldAnswerForm(request.POST if request.method == "POST" else None, asked=asked)
    context = {"form": form, "asked": asked, "head": head}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/person_who_one.jinja", **context)
    said = form.cleaned_data
    try:
        actions.say_who(
            journey=head.journey,
            asked=asked,
            key=said["answer"],
            words=said["words"],
            told=Told(said["told"]),
            by=request.viewer,
        )
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/person_who_one.jinja", **context)
    return HttpResponseRedirect(f"{reverse('website:person_who', args=[person_id])}#{question}", status=303)


def _opened(request: HttpRequest, person_id: UUID) -> PersonHead:
    """Return the top of the page. Raises Http404 for whoever may see them, but not this of them."""
    if not access.may_see(person_id, Part.IDENTITY):
        raise Http404
    return opened(request, person_id, "who they are")


@for_practitioners
def team_who(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Show a team of mine how complete this is: of how many people, and nobody by name."""
    team = places.find_team(team_id, request.viewer.ref, timezone.localtime())
    if team is None:
        raise Http404
    return design.page(request, "website/team_who.jinja", team=team, rows=complete_in(team.pk))
