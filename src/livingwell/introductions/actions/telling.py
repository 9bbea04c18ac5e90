"""What may be shown of a confidence, and told to whoever introduced somebody: as decided, by whom, and kept."""

from datetime import date

from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..models import Confidence, Introduction
from ..words import TellBack


@action
def review_confidence(*, confidence: Confidence, may_be_shown: bool, withheld_because: str = "", by: Viewer) -> None:
    """Decide, with a reason, whether words given in confidence may be shown to the person. The stream keeps no word."""
    if not may_be_shown and not withheld_because.strip():
        raise NotPossible(N_("Say why this stays in confidence."), field="withheld_because")
    Confidence.objects.filter(pk=confidence.pk).update(
        reviewed_at=timezone.now(),
        reviewed_by=by.called,
        may_be_shown=may_be_shown,
        withheld_because="" if may_be_shown else withheld_because.strip(),
    )
    journeys.record_event(
        kind=Happened.CONFIDENCE_READ,
        person_id=confidence.person_id,
        about={"may_be_shown": may_be_shown},
        from_id=confidence.pk,
        by=by,
    )


@action
def tell_introducer(
    *,
    introduction: Introduction,
    tell_back: TellBack,
    reached_on: date | None = None,
    going_on: bool | None = None,
    by: Viewer,
) -> None:
    """Let an introducer's receipt say as much as the person agreed, and no more.

    Whoever calls this for anything but nothing says by it that the person said yes: the stream keeps that they did.
    """
    if reached_on is not None and reached_on > timezone.localdate():
        raise NotPossible(N_("Choose a day that has been."), field="reached_on")
    tells_reached = tell_back in {TellBack.REACHED, TellBack.ALONGSIDE}
    Introduction.objects.filter(pk=introduction.pk).update(
        tell_back=tell_back,
        told_reached_on=reached_on if tells_reached else None,
        told_going_on=going_on if tell_back == TellBack.ALONGSIDE else None,
    )
    journeys.record_event(
        kind=Happened.AGREED_TO_TELL,
        person_id=introduction.person_id,
        journey_id=introduction.journey_id,
        about={"tell_back": str(tell_back), "they_said_yes": tells_reached},
        from_id=introduction.pk,
        by=by,
    )
