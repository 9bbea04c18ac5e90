"""Reading who is on duty, who is away, and who was not seen today."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.lib.hours import LONDON
from livingwell.sealed.fields import OpenedObject

from ..models import Away, Duty, DutyWords, LastHere, Membership
from .working import current

LEFT_LASTS, LEFT_SHOWN = timedelta(days=4), 5  # over a long weekend
STANDING = Away.objects.filter(cancelled_at__isnull=True)


def on_duty(team_ids: Iterable[UUID], now: datetime) -> list[Duty]:
    """Return the duties of these teams at this moment, the newest first: of who is here, in the team, and not away.

    Whom something about somebody reaches is for `journeys.queries.whom_to_reach`; this says only who is on duty. With
    each comes `left`: the words that somebody else left for whoever is next, where they did.
    """
    duty = Duty.objects.filter(team_id__in=list(team_ids), starts_at__lte=now, ends_at__gt=now)
    in_team = Membership.objects.filter(
        current(now), team_id=OuterRef("team_id"), practitioner_id=OuterRef("practitioner_id")
    )
    away = aways(timezone.localdate(now)).filter(practitioner_id=OuterRef("practitioner_id"))
    return list(
        duty.filter(Exists(in_team), ~Exists(away), practitioner__left_at__isnull=True)
        .select_related("practitioner", "team")
        .annotate(
            left=Subquery(
                _left_for(OuterRef("team_id"), now)
                .exclude(practitioner_id=OuterRef("practitioner_id"))
                .values(one=OpenedObject(words="words", called="practitioner__called", at="made_at"))[:1]
            )
        )
        .order_by("team__name", "-starts_at")
    )


def words_left(team_id: UUID, now: datetime) -> list[DutyWords]:
    """Return what was left for whoever is on duty next, of the last days, the newest first."""
    return list(_left_for(team_id, now).select_related("practitioner")[:LEFT_SHOWN])


def _left_for(team: UUID | OuterRef, now: datetime) -> QuerySet[DutyWords]:
    return DutyWords.objects.filter(team_id=team, made_at__gt=now - LEFT_LASTS).order_by("-made_at")


def aways(day: date) -> QuerySet[Away]:
    """Return everybody's being away on a day."""
    return STANDING.filter(from_on__lte=day, until_on__gte=day)


def away_on(practitioner_ids: Iterable[UUID], day: date) -> dict[UUID, Away]:
    """Return who of these is away on a day, by practitioner."""
    found = aways(day).filter(practitioner_id__in=list(practitioner_ids)).select_related("cover")
    return {away.practitioner_id: away for away in found}


def is_away(practitioner_id: UUID, from_on: date, until_on: date) -> bool:
    """Return whether somebody is down as away on any of these days."""
    return STANDING.filter(practitioner_id=practitioner_id, from_on__lte=until_on, until_on__gte=from_on).exists()


def away_from(team_ids: Iterable[UUID], day: date, now: datetime) -> list[Away]:
    """Return who of these teams is away on a day, and who covers."""
    return list(away_within(team_ids, day, day, now))


def away_within(
    team_ids: Iterable[UUID], first: date, last: date, now: datetime, *, led: Iterable[UUID] = ()
) -> QuerySet[Away]:
    """Return who of these teams is away on any of these days, and who covers, the soonest first.

    With each comes `they_lead`: whether they are in one of the teams that are `led`.
    """
    members = Membership.objects.filter(current(now), team_id__in=list(team_ids)).values("practitioner_id")
    in_led = Membership.objects.filter(current(now), team_id__in=list(led), practitioner_id=OuterRef("practitioner_id"))
    return (
        STANDING.filter(practitioner_id__in=members, from_on__lte=last, until_on__gte=first)
        .select_related("cover", "practitioner")
        .annotate(they_lead=Exists(in_led))
        .order_by("from_on", "practitioner__called", "pk")
    )


def not_seen(team: OuterRef, now: datetime) -> ArraySubquery:
    """Return, for a column, who of a team works here, is not away and was not seen today; `rules.is_missed` decides."""
    today, who = timezone.localdate(now), OuterRef("practitioner_id")
    missing = (
        Membership.objects.filter(current(now), team_id=team, days__contains=[now.astimezone(LONDON).weekday()])
        .filter(practitioner__left_at__isnull=True, practitioner__account__is_active=True)
        .exclude(Exists(aways(today).filter(practitioner_id=who)))
        .exclude(Exists(LastHere.objects.filter(practitioner_id=who, here_on=today)))
        .order_by("practitioner__called")
    )
    facts = JSONObject(
        id="practitioner_id", called="practitioner__called", days="days", opens="opens", shuts="shuts", team="team_id"
    )
    return ArraySubquery(missing.values(one=facts))


def led_by_them(team: OuterRef, practitioner_id: UUID, now: datetime) -> Exists:
    """Return, for a column, whether somebody leads a team now."""
    return Exists(Membership.objects.filter(current(now), team_id=team, practitioner_id=practitioner_id, leads=True))


def find_teammates_away(pk: UUID, practitioner_id: UUID, now: datetime) -> Away | None:
    """Return days away of somebody, or of whoever shares a team with them; or None. With each, whether `they_lead`."""
    mine = Membership.objects.filter(current(now), practitioner_id=practitioner_id)
    theirs = Membership.objects.filter(current(now), practitioner_id=OuterRef("practitioner_id"))
    return (
        STANDING.filter(Exists(theirs.filter(team_id__in=mine.values("team_id"))), pk=pk)
        .select_related("practitioner__organisation", "cover")
        .annotate(they_lead=Exists(theirs.filter(team_id__in=mine.filter(leads=True).values("team_id"))))
        .first()
    )


def days_away_of(practitioner_id: UUID, day: date) -> list[Away]:
    """Return the days somebody is away, from a day on, the soonest first."""
    return list(
        STANDING.filter(practitioner_id=practitioner_id, until_on__gte=day).select_related("cover").order_by("from_on")
    )


def find_away(pk: UUID, practitioner_id: UUID) -> Away | None:
    """Return somebody's own days away, or None."""
    return STANDING.filter(pk=pk, practitioner_id=practitioner_id).first()
