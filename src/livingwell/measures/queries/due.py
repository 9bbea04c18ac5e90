"""Who might be asked now, and what is missing in a team with the easiest next way to ask."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from livingwell.access.queries import still
from livingwell.journeys.models import Journey, Parting
from livingwell.journeys.words import Ending

from .. import rules
from ..models import CheckIn, NoMore
from ..rules import Asking, Lately
from ..words import Moment

LOOKED_BACK = timedelta(days=240)  # half a year, and the weeks in which it may still be asked


def due_to_be_asked(now: datetime, limit: int) -> list[tuple[Journey, Asking]]:
    """Return who might be asked now, and at which moment, those asked longest ago first. For workers."""
    recent = Q(ended_at__isnull=True) | Q(ended_at__gt=now - LOOKED_BACK)
    asked_lately = CheckIn.objects.filter(person_id=OuterRef("person_id"), asked_at__gt=now - rules.APART)
    waits = CheckIn.objects.filter(person_id=OuterRef("person_id"), answered_at=None, stopped_at=None)
    later = Journey.objects.filter(person_id=OuterRef("person_id"), opened_at__gt=OuterRef("opened_at"))
    journeys = Journey.objects.select_related("person", "site").filter(
        recent,
        ~Exists(asked_lately),
        ~Exists(waits),
        ~Exists(later),
        ~Exists(still(NoMore.objects.filter(person_id=OuterRef("person_id")))),
        first_conversation_at__isnull=False,
        paused_at__isnull=True,
        person__died_on__isnull=True,
    )
    found = list(journeys.order_by("opened_at")[: limit * 4])
    lately, today = lately_of(found), timezone.localdate(now)
    due = [(one, asking) for one in found if (asking := rules.when_asked(lately[one.pk], today))]
    return due[:limit]


def lately_of(journeys: Sequence[Journey]) -> dict[UUID, Lately]:
    """Return what is known of people that says whether to ask them, by journey. Three queries, however many."""
    people = [one.person_id for one in journeys]
    stopped = set(still(NoMore.objects.filter(person_id__in=people)).values_list("person_id", flat=True))
    stepped = Parting.objects.filter(journey_id__in=[one.pk for one in journeys], ending=Ending.STEPPED_OUT)
    out = set(stepped.values_list("journey_id", flat=True))
    asked: dict[UUID, list[CheckIn]] = defaultdict(list)
    for one in CheckIn.objects.filter(person_id__in=people).order_by("asked_at"):
        asked[one.person_id].append(one)
    return {one.pk: _lately(one, asked[one.person_id], one.person_id in stopped, one.pk in out) for one in journeys}


def _lately(journey: Journey, asked: list[CheckIn], has_stopped: bool, stepped_out: bool) -> Lately:
    return Lately(
        first_spoken_on=_day(journey.first_conversation_at),
        stepped_out_on=_day(journey.ended_at),
        asked=frozenset(Moment(one.moment) for one in asked if one.journey_id == journey.pk),
        last_on=_day(asked[-1].asked_at) if asked else None,
        waits=any(one.answered_at is None and one.stopped_at is None for one in asked),
        has_stopped=has_stopped or (journey.ended_at is not None and not stepped_out),
        is_paused=journey.paused_at is not None,
        has_died=journey.person.died_on is not None,
    )


def _day(at: datetime | None) -> date | None:
    return timezone.localdate(at) if at else None


@dataclass(frozen=True)
class Missing:
    """Somebody of a team who was never asked, or was asked and has not answered."""

    journey: Journey
    waits: CheckIn | None


def missing_in(team_ids: Iterable[UUID], limit: int) -> list[Missing]:
    """Return whom a team is alongside, has spoken with and has no answer of since, the longest with us first."""
    answered = CheckIn.objects.filter(journey_id=OuterRef("pk"), answered_at__isnull=False)
    stopped = still(NoMore.objects.filter(person_id=OuterRef("person_id")))
    open_here: QuerySet[Journey] = Journey.objects.select_related("person").filter(
        ~Exists(answered),
        ~Exists(stopped),
        team_id__in=list(team_ids),
        ended_at__isnull=True,
        first_conversation_at__isnull=False,
    )
    found = list(open_here.order_by("opened_at")[:limit])
    waiting = CheckIn.objects.filter(
        journey_id__in=[one.pk for one in found], answered_at__isnull=True, stopped_at__isnull=True
    )
    by_journey = {one.journey_id: one for one in waiting}
    return [Missing(one, by_journey.get(one.pk)) for one in found]
