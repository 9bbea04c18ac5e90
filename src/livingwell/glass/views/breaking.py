"""Breaking the glass: first why, then who. What is answered says nothing of who else is known."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from livingwell.access.doors import for_practitioners
from livingwell.access.once import once
from livingwell.accounts.again import must_show_again, where_to_show
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import actions, queries, rules
from ..forms import BreakForm
from ..panels import MatterRow
from ..words import Answer, Why

SHOW_AGAIN = N_("It is a while since you signed in. Show once more who you are, in another tab; then press again.")


@for_practitioners
@once
def glass(request: HttpRequest) -> HttpResponse:
    """Ask why and who, of somebody who has lately shown who they are; and break the glass."""
    here = reverse("glass:glass")
    if request.method != "POST":
        if must_show_again(request):
            return redirect(where_to_show(request, onward=here))
        return design.page(request, "glass/glass.jinja", **_asked(request, BreakForm()))
    form = BreakForm(request.POST)
    if not form.is_valid():
        return design.page(request, "glass/glass.jinja", **_asked(request, form))
    try:
        if must_show_again(request):
            raise NotPossible(SHOW_AGAIN)
        broken = _break(form, request)
    except NotPossible as reason:
        again = {"again_url": where_to_show(request, onward=here)} if reason.sentence == SHOW_AGAIN else {}
        return design.refuse(request, reason, template="glass/glass.jinja", **_asked(request, form), **again)
    if broken.answer == Answer.ALREADY and broken.person_id:
        return HttpResponseRedirect(request.to.person(broken.person_id), status=303)
    return HttpResponseRedirect(reverse("glass:matter", args=[broken.matter_id]), status=303)


def _break(form: BreakForm, request: HttpRequest) -> actions.Broken:
    said = form.cleaned_data
    return actions.break_glass(
        why=Why(said["why"]),
        words=said["words"],
        sought=rules.Sought(said["called"], said["way"]),
        kept_back=form.is_kept_back,
        by=request.viewer,
    )


def _asked(request: HttpRequest, form: BreakForm) -> dict[str, object]:
    now = timezone.now()
    return {"form": form, "mine": [MatterRow.of(one, now) for one in queries.own(request.viewer.ref)]}


@require_POST
@for_practitioners
@once
def end(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """End a glass I broke, before its hour is over."""
    matter = queries.find_matter(matter_id)
    if matter is None or matter.practitioner_id != request.viewer.ref:
        raise Http404
    actions.end_glass(matter=matter, by=request.viewer)
    return HttpResponseRedirect(reverse("glass:matter", args=[matter_id]), status=303)
