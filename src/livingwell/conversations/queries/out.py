"""Reading who is out, who could notice, and who is to be told that somebody is not back."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.access import queries as access
from livingwell.journeys import rules as reaching
from livingwell.lib.hours import LONDON
from livingwell.places import queries as places
from livingwell.places.models import Duty, Membership, Practitioner, Team

from ..models import Outing, OutMoment, Whereabouts
from ..words import Out, Rung

STILL_OUT = Q(back_at__isnull=True)


def with_who_is_out(teams: QuerySet[Team], practitioner_id: UUID) -> QuerySet[Team]:
    """Return these teams, each with `out`: who of it is out now, and of others whom `practitioner_id` is to notice."""
    theirs = Q(team_id=OuterRef("pk")) | Q(practitioner_id=practitioner_id) | Q(notices_id=practitioner_id)
    out = Outing.objects.filter(STILL_OUT & theirs).order_by("back_by")
    facts = JSONObject(
        id="pk",
        practitioner_id="practitioner_id",
        called="practitioner__called",
        back_by="back_by",
        notices_id="notices_id",
        notices="notices__called",
        taken_by="taken_by",
    )
    return teams.annotate(out=ArraySubquery(out.values(one=facts)))


def out_of(teams: Iterable[Team]) -> list[dict[str, Any]]:
    """Return who is out, of teams read by `with_who_is_out`: each once, soonest back first."""
    known = {one["id"]: one for team in teams for one in vars(team).get("out", ())}
    return sorted(known.values(), key=lambda one: (one["back_by"], one["id"]))


def who_is_out(team_id: UUID) -> list[Outing]:
    """Return who of a team is out now, soonest back first."""
    out = Outing.objects.filter(STILL_OUT, team_id=team_id).select_related("practitioner", "notices")
    return list(out.order_by("back_by"))


def find_outing(pk: UUID) -> Outing | None:
    """Return somebody's being out that the viewer may know of, or None."""
    return Outing.objects.select_related("practitioner", "notices", "team").filter(pk=pk).first()


def my_outing(practitioner_id: UUID) -> Outing | None:
    """Return where somebody is out now, or None."""
    mine = Outing.objects.filter(STILL_OUT, practitioner_id=practitioner_id)
    return mine.select_related("practitioner", "notices", "team").first()


def where_they_are(outing: Outing) -> str:
    """Return where whoever is out said they are; empty for whom that is not to read."""
    found = Whereabouts.objects.filter(outing_id=outing.pk).first()
    return found.words if found else ""


def moments_of(outing: Outing) -> list[OutMoment]:
    """Return what happened while somebody was out, oldest first."""
    return list(OutMoment.objects.filter(outing_id=outing.pk).select_related("told").order_by("at"))


@dataclass(frozen=True)
class CouldNotice:
    """Somebody who could notice that a colleague is not back, and whether they are on duty."""

    practitioner: Practitioner
    is_on_duty: bool


def who_could_notice(
    me: UUID, teams: Iterable[UUID], now: datetime, *, person_id: UUID | None = None
) -> list[CouldNotice]:
    """Return who could: on duty first, then whoever of these teams works today; anybody of them where nobody does.

    Nobody whom the person refused: whoever notices reads where their colleague is.
    """
    refused = {one.practitioner_id for one in access.refusals(person_id)} if person_id else set()
    found = {one.practitioner_id: one for one in _candidates(teams, now) if one.practitioner_id not in {me, *refused}}
    here = [one for one in found.values() if not vars(one)["is_away"]]
    today = now.astimezone(LONDON).weekday()
    working = [one for one in here if vars(one)["on_duty"] or not one.days or today in one.days]
    ranked = sorted(working or here, key=lambda one: (not vars(one)["on_duty"], one.practitioner.called))
    return [CouldNotice(one.practitioner, vars(one)["on_duty"]) for one in ranked]


def not_back(now: datetime) -> list[UUID]:
    """Return who is out past the time they said, the longest first. For workers."""
    return list(Outing.objects.filter(STILL_OUT, back_by__lte=now).order_by("back_by").values_list("pk", flat=True))


def told_so_far(outing: Outing) -> dict[Rung, UUID | None]:
    """Return who was told on which rung since the time that stands now was said."""
    rows = OutMoment.objects.filter(outing_id=outing.pk, kind=Out.TOLD, until=outing.back_by)
    return {Rung(rung): told for rung, told in rows.values_list("rung", "told_id")}


def whom_to_tell(outing: Outing, rung: Rung, now: datetime, *, told: Collection[UUID] = ()) -> Practitioner | None:
    """Return who is told on a rung: who notices, who is on duty, who leads, or else whoever is there; or None.

    Of those who lead or are there somebody who was not told yet; before the night whoever leads, told or not.
    """
    if rung == Rung.NOTICES:
        return outing.notices
    team = [one for one in _candidates([outing.team_id], now) if one.practitioner_id != outing.practitioner_id]
    if rung == Rung.DUTY:
        return next((one.practitioner for one in team if vars(one)["on_duty"] and not vars(one)["is_away"]), None)
    passed_over = set(told) if rung == Rung.LEAD else set()
    weighed = [_weighed(one) for one in team if one.practitioner_id not in passed_over]
    leads = [one for one in weighed if one.leads and not one.is_away]
    chosen = reaching.whom_to_reach(leads or weighed, now=now)
    return next((one.practitioner for one in team if chosen and one.practitioner_id == chosen.id), None)


def _candidates(teams: Iterable[UUID], now: datetime) -> list[Membership]:
    """Return who is in any of these teams, each with `is_away` and `on_duty`. One query."""
    who = OuterRef("practitioner_id")
    duties = Duty.objects.filter(practitioner_id=who, starts_at__lte=now, ends_at__gt=now, team_id=OuterRef("team_id"))
    return list(
        Membership.objects.filter(places.current(now), team_id__in=list(teams), practitioner__left_at__isnull=True)
        .select_related("practitioner__account")
        .annotate(
            is_away=Exists(places.aways(timezone.localdate(now)).filter(practitioner_id=who)),
            on_duty=Exists(duties),
            duty_from=Subquery(duties.values("starts_at")[:1]),
        )
        .order_by("practitioner__called")
    )


def _weighed(one: Membership) -> reaching.Candidate:
    read = vars(one)
    return reaching.Candidate(
        id=one.practitioner_id,
        called=one.practitioner.called,
        leads=one.leads,
        days=tuple(one.days),
        is_away=read["is_away"],
    )
