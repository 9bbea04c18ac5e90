"""Pausing, and going on again."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import rules
from ..models import Journey
from ..words import HAS_ENDED, Happened, StepKind
from .holding import doer_who_holds
from .stepping import make_step
from .stream import record_event


@action
def pause(*, journey: Journey, until: date, words: str, by: Viewer) -> None:
    """Pause: still held, with a day when somebody is in touch again."""
    rules.check_due(until, timezone.localdate(), journey.site.horizon_days)
    paused = Journey.objects.filter(pk=journey.pk, ended_at__isnull=True).update(
        paused_at=timezone.now(), paused_until=until
    )
    if not paused:
        raise NotPossible(HAS_ENDED)
    make_step(
        journey=journey,
        what=words.strip() or _("Be in touch again after the pause"),
        doer=doer_who_holds(journey),
        due_on=until,
        kind=StepKind.BE_IN_TOUCH,
        by=by,
    )
    record_event(
        kind=Happened.PAUSED,
        person_id=journey.person_id,
        journey_id=journey.pk,
        about={"until": until.isoformat(), "words": words.strip()},
        by=by,
    )


@action
def resume(*, journey: Journey, by: Viewer) -> None:
    """End a pause."""
    resumed = Journey.objects.filter(pk=journey.pk, paused_at__isnull=False).update(paused_at=None, paused_until=None)
    if not resumed:
        raise NotPossible(N_("This journey is not paused."))
    record_event(kind=Happened.RESUMED, person_id=journey.person_id, journey_id=journey.pk, by=by)
