"""What somebody asked of us by right: a team's list, one of them answered, and asked in somebody's name."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from livingwell.access import queries as access_queries
from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places import queries as places
from livingwell.rights import actions, queries
from livingwell.rights.forms import AnswerForm, AskForm
from livingwell.rights.models import Asked
from livingwell.rights.words import BY_SLUG, RIGHTS, Outcome, Right

from ..panels.person import PersonHead
from ..panels.rights import AskedRow, HeldBackRow, Keeping, may_ask, rows_of
from .opening import opened

SHOWN = 50
IN_THEIR_NAME = {slug: right for slug, right in BY_SLUG.items() if right != Right.NOT_THEM}  # that has its own page


@for_practitioners
def rights(request: HttpRequest) -> HttpResponse:
    """Show what my teams have still to answer, the soonest due first."""
    now, page = timezone.localtime(), design.page_number(request)
    teams = [team.pk for team in places.teams_of(request.viewer.ref, now)]
    waiting = list(queries.still_asked(teams)[(page - 1) * SHOWN : page * SHOWN + 1])
    rows = [AskedRow.of(one, now.date(), called=one.person.called) for one in waiting[:SHOWN]]
    return design.page(request, "website/rights.jinja", rows=rows, page=page, has_more=len(waiting) > SHOWN)


@for_practitioners
def person_rights(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what somebody asked, how long what is kept of them is kept, and what may be asked in their name."""
    head, now = opened(request, person_id, "rights"), timezone.localtime()
    return design.page(
        request,
        "website/person_rights.jinja",
        head=head,
        rows=rows_of(queries.asked_of(person_id), now.date()),
        may_ask=may_ask(),
        copies=queries.copies_of(person_id),
        held=[HeldBackRow.of(one) for one in queries.held_back(person_id)],
        keeping=keeping_of(head),
    )


def keeping_of(head: PersonHead) -> Keeping:
    """Return until when what is kept of somebody is kept: counted from today while they are with us."""
    last = head.journey.ended_at or timezone.now()
    return Keeping.of(places.pack_here().nation, last_on=timezone.localdate(last), died_on=head.person.died_on)


@for_practitioners
@once
def ask_for_them(request: HttpRequest, person_id: UUID, right: str) -> HttpResponse:
    """Write down what somebody asked of us, in their words: by phone, across a table, by letter."""
    head, wanted = opened(request, person_id, "rights"), IN_THEIR_NAME.get(right)
    if wanted is None:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None, right=wanted)
    context = {"head": head, "form": form, "rule": RIGHTS[wanted]}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/ask_for_them.jinja", **context)
    try:
        actions.ask(journey=head.journey, right=wanted, words=form.cleaned_data["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/ask_for_them.jinja", **context)
    return HttpResponseRedirect(request.to.rights_of(person_id), status=303)


@for_practitioners
@once
def asked(request: HttpRequest, asked_id: UUID) -> HttpResponse:
    """Show one thing that was asked, with what answers it; and answer it."""
    one = find(asked_id)
    head = opened(request, one.person_id, "rights")
    form = AnswerForm(request.POST if request.method == "POST" else None, right=Right(one.right))
    row = AskedRow.of(one, timezone.localdate(), called=one.person.called)
    refused = access_queries.refusals(one.person_id).filter(practitioner_id=one.whom_id).exists()
    context = {"head": head, "row": row, "form": form, "keeping": keeping_of(head), "Right": Right, "refused": refused}
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "website/asked.jinja", **context)
    said = form.cleaned_data
    try:
        actions.answer(asked=one, outcome=Outcome(said["outcome"]), words=said["words"], by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template="website/asked.jinja", **context)
    return HttpResponseRedirect(request.to.rights_of(one.person_id), status=303)


def find(asked_id: UUID) -> Asked:
    """Return what was asked. Raises Http404: not there and not yours are the same."""
    one = queries.find_asked(asked_id)
    if one is None:
        raise Http404
    return one
