"""Telling whoever is there, by name, of an answer that cannot wait: it goes on until somebody has it."""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.actions.telling import CANNOT_WAIT, tell_now
from livingwell.journeys.models import Worry
from livingwell.journeys.queries import latest_journey
from livingwell.lib.sentences import N_

from .. import queries
from ..models import CheckIn

SAYS = N_("In a check-in they answered with nobody beside them that life does not feel worth living. Ring them now.")


@action
def tell_of(*, check_in_id: UUID, by: Viewer) -> Worry | None:
    """Raise the worry of one check-in, once: it reaches whoever is nearest to being on duty; holder and cover hear too.

    From then it is passed on every ten minutes until somebody takes it up, as any worry that cannot wait. For a job.
    """
    waits = queries.untold_one(check_in_id)
    if waits is None:
        return None
    # Asked on a journey that has ended since, it is whoever is alongside now that must hear.
    journey = latest_journey(waits.person_id) or waits.journey
    worry = journeys.reach_now(journey=journey, words=_(SAYS), by=by)
    for one in queries.holder_and_cover(journey, timezone.localdate()):
        if one.pk != worry.reaches_id:
            tell_now(practitioner=one, about=worry.pk, sentence=CANNOT_WAIT)
    CheckIn.objects.filter(pk=waits.pk).update(told_at=timezone.now(), worry=worry)
    return worry
