"""What a team does with an introduction: reads it, moves it on, reviews a confidence, tells whoever introduced."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import queries, rules
from ..models import Confidence, Introduction
from ..words import TELL_BACK, WAYS_BACK, State, TellBack


@action
def read(*, introduction: Introduction, by: Viewer) -> Introduction:
    """Say that a person, by name, has read an introduction; or has read what was added since.

    Somebody who came back meanwhile, by asking to be rung, is at the door again: their open journey takes over.
    """
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    came_back = _open_journey(one) if State(one.state) in WAYS_BACK else None
    if State(one.state) == State.RECEIVED or came_back is not None:
        one.state = State.READ
        one.journey_id = came_back.pk if came_back else one.journey_id
    elif not queries.added_since_read(one):
        raise NotPossible(N_("%(called)s has already read this."), called=one.read_by or N_("Somebody"))
    one.read_at, one.read_by = timezone.now(), by.called
    one.save(update_fields=["state", "journey_id", "read_at", "read_by"])
    journeys.record_event(kind=Happened.READ, person_id=one.person_id, journey_id=one.journey_id, from_id=one.pk, by=by)
    return one


@action
def become(*, introduction: Introduction, state: State, by: Viewer) -> Introduction:
    """Move an introduction to where it has got to; staying where it is says nothing new."""
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if State(one.state) == state:
        return one
    rules.check_can_become(State(one.state), state)
    one.state = state
    one.save(update_fields=["state"])
    return one


@action
def review_confidence(
    *, confidence: Confidence, may_be_shown: bool, withheld_because: str = "", upon: str | None = None, by: Viewer
) -> None:
    """Decide, with a reason, whether words given in confidence may be shown to the person.

    `upon` is how the review stood on the page it was decided on: nobody is overruled unseen.
    """
    if not may_be_shown and not withheld_because.strip():
        raise NotPossible(N_("Say why this stays in confidence."), field="withheld_because")
    one = Confidence.objects.select_for_update().get(pk=confidence.pk)
    if upon is not None and upon != one.stands:
        raise NotPossible(
            N_("%(called)s has just decided: it is above. Yours is still here: keep it only if it should stand."),
            called=one.reviewed_by,
        )
    one.reviewed_at, one.reviewed_by, one.may_be_shown = timezone.now(), by.called, may_be_shown
    one.withheld_because = "" if may_be_shown else withheld_because.strip()
    one.save(update_fields=["reviewed_at", "reviewed_by", "may_be_shown", "withheld_because"])


@action
def tell_introducer(
    *,
    introduction: Introduction,
    tell_back: TellBack,
    reached_on: date | None = None,
    going_on: bool | None = None,
    upon: str | None = None,
    by: Viewer,
) -> None:
    """Let an introducer's receipt say as much as the person agreed, and no more.

    `upon` is how that stood on the page it was said on: what somebody else has said meanwhile is not undone unseen.
    """
    if reached_on is not None and reached_on > timezone.localdate():
        raise NotPossible(N_("Choose a day that has been."), field="reached_on")
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if upon is not None and upon != one.telling:
        raise NotPossible(
            N_("Somebody else has just changed this to: %(said)s. Yours is still here: keep it if it should stand."),
            field="tell_back",
            said=_(TELL_BACK[TellBack(one.tell_back)]),
        )
    tells_reached = tell_back in {TellBack.REACHED, TellBack.ALONGSIDE}
    one.tell_back = tell_back
    one.told_reached_on = reached_on if tells_reached else None
    one.told_going_on = going_on if tell_back == TellBack.ALONGSIDE else None
    one.save(update_fields=["tell_back", "told_reached_on", "told_going_on"])


def _open_journey(one: Introduction) -> Journey | None:
    return Journey.objects.filter(person_id=one.person_id, ended_at__isnull=True).first()
