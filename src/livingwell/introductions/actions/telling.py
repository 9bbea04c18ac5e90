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
from ..words import TELL_BACK, TellBack


@action
def review_confidence(
    *, confidence: Confidence, may_be_shown: bool, withheld_because: str = "", upon: str | None = None, by: Viewer
) -> None:
    """Decide, with a reason, whether words given in confidence may be shown to the person. The stream keeps no word.

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
    upon: str | None = None,
    by: Viewer,
) -> None:
    """Let an introducer's receipt say as much as the person agreed, and no more.

    Whoever calls this for anything but nothing says by it that the person said yes: the stream keeps that they did.
    `upon` is how that stood on the page it was said on: what somebody else has said meanwhile is not undone unseen.
    """
    if reached_on is not None and reached_on > timezone.localdate():
        raise NotPossible(N_("Choose a day that has been."), field="reached_on")
    one = Introduction.objects.select_for_update().get(pk=introduction.pk)
    if upon is not None and upon != one.telling:
        raise NotPossible(
            N_("Somebody else has just changed this to: %(said)s. Yours is still here: keep it if it should stand."),
            field="tell_back",
            said=TELL_BACK[TellBack(one.tell_back)],
        )
    tells_reached = tell_back in {TellBack.REACHED, TellBack.ALONGSIDE}
    one.tell_back = tell_back
    one.told_reached_on = reached_on if tells_reached else None
    one.told_going_on = going_on if tell_back == TellBack.ALONGSIDE else None
    one.save(update_fields=["tell_back", "told_reached_on", "told_going_on"])
    journeys.record_event(
        kind=Happened.AGREED_TO_TELL,
        person_id=introduction.person_id,
        journey_id=introduction.journey_id,
        about={"tell_back": str(tell_back), "they_said_yes": tells_reached},
        from_id=introduction.pk,
        by=by,
    )
