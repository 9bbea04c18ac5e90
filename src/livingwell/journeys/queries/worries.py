"""Reading what worries us, and whom what cannot wait reaches."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.places import queries as places
from livingwell.places.models import Duty, Membership, Practitioner

from .. import rules
from ..models import Journey, Worry, WorryShared, WorryTold
from .around import drawn_in
from .passing import NOBODY_HAS, with_told


def open_worries(journey_id: UUID) -> list[Worry]:
    """Return worries not yet settled, each with `sharers`, who shares it: [id, called]."""
    shared = WorryShared.objects.filter(worry_id=OuterRef("pk")).order_by("made_at")
    sharers = shared.values(one=JSONObject(id="practitioner_id", called="practitioner__called"))
    return list(
        Worry.objects.filter(journey_id=journey_id, settled_at__isnull=True)
        .select_related("reaches")
        .annotate(sharers=ArraySubquery(sharers))
        .order_by("made_at")
    )


def not_taken_up(practitioner_id: UUID, team_ids: Iterable[UUID]) -> list[Worry]:
    """Return worries that could not wait and that nobody has taken up: told to somebody, or to anybody in their teams.

    A team sees what was sent to one of it, so that nothing waits unseen on a page that nobody opens. The longest waited
    for first.
    """
    told = WorryTold.objects.filter(reaches_id=practitioner_id).values("worry_id")
    waiting = Worry.objects.filter(NOBODY_HAS, Q(pk__in=told) | Q(journey__team_id__in=list(team_ids)))
    return list(with_told(waiting.select_related("person", "reaches")).order_by("made_at"))


def find_worry(worry_id: UUID) -> Worry | None:
    """Return a worry with its journey and person, or None."""
    return Worry.objects.select_related("journey__person", "person", "reaches").filter(pk=worry_id).first()


@dataclass(frozen=True)
class Reach:
    """Whom something reaches, whether they are on duty now, and from when where only a duty to come names them."""

    practitioner: Practitioner
    is_on_duty: bool
    from_at: datetime | None = None


def whom_to_reach(journey: Journey, now: datetime, *, but_not: Collection[UUID | None] = ()) -> Reach | None:
    """Return whom what cannot wait about somebody reaches in their team, by name; `rules.whom_to_reach` chooses."""
    team = _candidates(journey, now)
    return _reach(team, rules.whom_to_reach(map(_weighed, team), now=now, but_not=but_not))


def who_leads_on_safeguarding(journey: Journey, now: datetime, *, raised_by: UUID | None = None) -> Reach | None:
    """Return who would lead on a safeguarding concern about somebody; a rule of that name chooses."""
    team = _candidates(journey, now)
    return _reach(team, rules.who_leads_on_safeguarding(map(_weighed, team), now=now, raised_by=raised_by))


def who_can_be_reached(journey: Journey, now: datetime) -> list[Reach]:
    """Return everybody whom what cannot wait may be sent to: in the team or drawn in, here, and not refused."""
    team = [(one.practitioner, _weighed(one)) for one in _candidates(journey, now)]
    here = [Reach(who, one.is_on_duty(now)) for who, one in team if not one.is_away and not one.is_refused]
    refused = {one.practitioner_id for one in access.refusals(journey.person_id)}
    drawn = [one.practitioner for one in drawn_in(journey.pk) if one.practitioner_id not in refused]
    known = {one.practitioner.pk for one in here}
    here += [Reach(one, False) for one in drawn if one.pk not in known and one.left_at is None]
    return sorted(here, key=lambda one: one.practitioner.called)


def _candidates(journey: Journey, now: datetime) -> list[Membership]:
    """Return who is in a journey's team, each with `is_away`, `is_refused` and `duty_from`. One query."""
    who = OuterRef("practitioner_id")
    duties = Duty.objects.filter(team_id=journey.team_id, practitioner_id=who, ends_at__gt=now).order_by("starts_at")
    return list(
        Membership.objects.filter(places.current(now), team_id=journey.team_id, practitioner__left_at__isnull=True)
        .select_related("practitioner__organisation")
        .annotate(
            is_away=Exists(places.aways(timezone.localdate(now)).filter(practitioner_id=who)),
            is_refused=Exists(access.refusals(journey.person_id).filter(practitioner_id=who)),
            duty_from=Subquery(duties.values("starts_at")[:1]),
        )
    )


def _weighed(one: Membership) -> rules.Candidate:
    read = vars(one)
    return rules.Candidate(
        id=one.practitioner_id,
        called=one.practitioner.called,
        leads=one.leads,
        safeguards=one.safeguards,
        days=tuple(one.days),
        is_away=read["is_away"],
        is_refused=read["is_refused"],
        duty_from=read["duty_from"],
    )


def _reach(team: Iterable[Membership], chosen: rules.Chosen | None) -> Reach | None:
    if chosen is None:
        return None
    named = {one.practitioner_id: one.practitioner for one in team}
    return Reach(named[chosen.id], chosen.is_on_duty, chosen.from_at)
