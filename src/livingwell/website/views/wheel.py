"""The wheel: as it stands beside the one before, turned anew, and every turn there was."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from livingwell.access.words import Part
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import pack_here
from livingwell.places.words import WheelSegment
from livingwell.plans import actions, queries
from livingwell.plans.forms import WheelForm
from livingwell.plans.panels import TurnRow, WheelPanel, empty_wheel
from livingwell.plans.words import LEAST, MOST

from ..panels.plan import who_sees
from .both import Here, both

SHOWN = 24
TURN = "website/wheel_turn.jinja"
# What can be drawn of what was typed: nothing else is taken for a number, however long it is.
DRAWN = {str(number): number for number in range(LEAST, MOST + 1)}


def _wheel(request: HttpRequest, here: Here, turn_id: UUID | None = None) -> HttpResponse:
    """Show how the wheel stands, or stood on a day, with the one before it as an outline."""
    page, panel = design.page_number(request), WheelPanel.of(queries.latest_turns(here.person_id, up_to=turn_id))
    if turn_id and panel is None:
        raise Http404
    turns = queries.turns_of(here.person_id, skip=(page - 1) * SHOWN, most=SHOWN + 1)
    return design.page(
        request,
        "website/wheel.jinja",
        here=here,
        head=here.head,
        panel=panel,
        is_newest=turn_id is None,
        rows=[TurnRow.of(one) for one in turns[:SHOWN]],
        page=page,
        has_more=len(turns) > SHOWN,
        shown_to=who_sees(here.head.person, here.head.holding, Part.PLAN),
    )


def _turn(request: HttpRequest, here: Here) -> HttpResponse:
    """Turn the wheel: a number for each part, any of them left unsaid."""
    segments = pack_here().wheel
    form = WheelForm(request.POST if request.method == "POST" else None, segments=segments, beside=here.beside)
    if request.method != "POST" or not form.is_valid():
        return design.page(request, TURN, form=form, **_shown(here, form, segments))
    try:
        actions.turn_wheel(person_id=here.person_id, segments=segments, values=form.values, by=request.viewer)
    except NotPossible as reason:
        return design.refuse(request, reason, template=TURN, form=form, **_shown(here, form, segments))
    return HttpResponseRedirect(f"{here.url('wheel')}?turned=yes", status=303)


def _shown(here: Here, form: WheelForm, segments: Sequence[WheelSegment]) -> dict[str, object]:
    """Return what stands beside the boxes: the wheel as it is being turned, over the last one."""
    before = WheelPanel.of(queries.latest_turns(here.person_id)[:1])
    typed = {one.name: one.written.strip() for one in form.numbers()}
    values = {name: DRAWN[said] for name, said in typed.items() if said in DRAWN}
    return {"here": here, "head": here.head, "drawn": empty_wheel(segments, values, before)}


my_wheel, person_wheel = both(_wheel, page="wheel")
my_wheel_turn, person_wheel_turn = both(_turn, page="wheel")
