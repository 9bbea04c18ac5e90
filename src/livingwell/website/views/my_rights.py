"""What is mine to ask, on my own page; whom I do not want; and the privacy notice, for anybody."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.access.doors import for_the_person
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.glass import queries as glass
from livingwell.journeys import queries as journeys
from livingwell.journeys.models import Journey
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places
from livingwell.places.models import Practitioner
from livingwell.rights import actions, queries
from livingwell.rights.forms import SOMEBODY_ELSE, AskForm, NotThemForm
from livingwell.rights.words import BY_SLUG, RIGHTS, Right

from ..panels.looks import LOOKS
from ..panels.rights import may_ask, rows_of


def privacy(request: HttpRequest) -> HttpResponse:
    """Say in plain words what is kept, why, who sees it, how long, and what anybody may ask."""
    return design.page(request, "website/privacy.jinja", may_ask=may_ask())


@for_the_person
def my_rights(request: HttpRequest) -> HttpResponse:
    """Show what I may ask, what I asked, and what became of it."""
    me = request.viewer.ref
    return design.page(
        request,
        "website/my_rights.jinja",
        may_ask=may_ask(),
        rows=rows_of(queries.asked_of(me), timezone.localdate()),
        copies=queries.copies_of(me),
    )


@for_the_person
@once
def my_right(request: HttpRequest, right: str) -> HttpResponse:
    """Ask for one of them, in my own words."""
    wanted, journey = BY_SLUG.get(right), journeys.latest_journey(request.viewer.ref)
    if wanted is None or journey is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    people = _around_me(journey) if wanted == Right.NOT_THEM else {}
    form = NotThemForm(sent, people=people.values()) if wanted == Right.NOT_THEM else AskForm(sent, right=wanted)
    context = {"form": form, "rule": RIGHTS[wanted]}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/my_right.jinja", **context)
    try:
        became = _ask(request, journey, wanted, form.cleaned_data, people)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/my_right.jinja", **context)
    return HttpResponseRedirect(f"{reverse('website:my_rights')}?asked={became}", status=303)


def _ask(request: HttpRequest, journey: Journey, wanted: Right, said: dict, people: dict[str, Practitioner]) -> str:
    """Ask for it; return what became of it: asked, in force at once, or to be done by the team."""
    who = people.get(said.get("who", SOMEBODY_ELSE))
    if who is None:
        actions.ask(journey=journey, right=wanted, words=said["words"], by=request.viewer)
        return "yes"
    in_force = actions.refuse(journey=journey, practitioner=who, words=said["words"], by=request.viewer)
    return "now" if in_force else "soon"


def _around_me(journey: Journey) -> dict[str, Practitioner]:
    """Return whom I could know of here: my team, whoever is drawn in, whoever looked; but nobody whom I refused."""
    # But not who broke the glass, whom they know by their role alone: for them there is "somebody else".
    broke = {one.practitioner_id for one in glass.glasses_of(journey.person_id)}
    looked = {one.by_id for one in access.looks(journey.person_id, LOOKS)} - broke - {journey.person_id}
    refused = set(access.refusals(journey.person_id).values_list("practitioner_id", flat=True))
    around = [
        *places.members_of([journey.team_id], timezone.now()),
        *(one.practitioner for one in journeys.drawn_in(journey.pk)),
        *places.practitioners(looked),
    ]
    return {str(one.pk): one for one in around if one.pk not in refused}
