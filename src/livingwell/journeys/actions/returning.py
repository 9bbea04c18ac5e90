"""Coming back: one action, nothing asked again."""

from contextlib import nullcontext
from datetime import datetime

from django.utils.translation import gettext as _

from livingwell.access import queries as access
from livingwell.access.acting import action
from livingwell.access.naming import coming_back
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people import actions as people
from livingwell.places.models import Practitioner
from livingwell.places.words import Pack

from ..models import Holding, Journey, Parting
from ..words import Ending, Happened
from .holding import open_journey
from .stream import record_event


@action
def return_(*, last: Journey, pack: Pack, now: datetime, words: str = "", by: Viewer) -> Journey:
    """Come back: one action, the same team, and the same holder where they may still hold. Asks nothing again."""
    if last.is_open:
        raise NotPossible(N_("The door never shut: this journey is still open."))
    _is_alive(last, by)
    holder = _same_holder(last)
    # Somebody who comes back by their own page adds a journey for themselves, which their own tie does not let them.
    with coming_back(last.person_id) if by.is_person else nullcontext():
        journey = open_journey(
            person_id=last.person_id,
            team=last.team,
            reach_by=pack.reach_by(now),
            first_conversation_days=pack.rhythm.first_conversation_days,
            what=words.strip()[:500] or _("Welcome them back"),
            returns_to=last,
            holder=holder,
            by=by,
        )
        record_event(
            kind=Happened.RETURNED,
            person_id=last.person_id,
            journey_id=journey.pk,
            about={"words": words.strip(), "holder": holder.called if holder else last.team.name},
            by=by,
        )
    return journey


def _is_alive(last: Journey, by: Viewer) -> None:
    """Put right a death recorded by mistake: whoever comes back has not died."""
    if not Parting.objects.filter(journey=last, ending=Ending.DIED).exists():
        return
    if by.is_person:
        raise NotPossible(
            N_("We have something wrong about you, and we are sorry. Ring us, and it is put right at once.")
        )
    people.put_death_right(person_id=last.person_id, by=by)
    record_event(kind=Happened.PUT_RIGHT, person_id=last.person_id, journey_id=last.pk, about={"what": "died"}, by=by)


def _same_holder(last: Journey) -> Practitioner | None:
    """Return who held last, where they may again: still here, still in the team, and not refused since."""
    held = Holding.objects.filter(journey=last).select_related("practitioner").order_by("-made_at").first()
    before = held.practitioner if held else None
    if before is None or before.left_at is not None:
        return None
    from_team = last.team.memberships.filter(practitioner_id=before.pk, until__isnull=True).exists()
    refused = access.refusals(last.person_id).filter(practitioner_id=before.pk).exists()
    return before if from_team and not refused else None
