"""Reading a place: its pack, its people who support, who is away and who is on duty."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from . import rules
from .models import Away, Duty, Membership, Practitioner, Site, Team
from .words import Nation, Pack

HERE = Path(__file__).parent


@lru_cache
def nations() -> dict[str, Nation]:
    """Return every nation that has its numbers here, by slug."""
    return {path.stem: rules.read_nation(path.stem, path.read_text()) for path in sorted(HERE.glob("nations/*.toml"))}


@lru_cache
def packs() -> dict[str, Pack]:
    """Return every place that has a pack here, by slug."""
    return {
        path.stem: rules.read_pack(path.stem, path.read_text(), nations()) for path in sorted(HERE.glob("packs/*.toml"))
    }


def pack_here() -> Pack:
    """Return the pack of the place this server runs."""
    return packs()[settings.PLACE]


def site_here() -> Site:
    """Return the place this server runs. Raises Site.DoesNotExist before its pack is loaded."""
    return Site.objects.get(slug=settings.PLACE)


def team_for_door(site: Site, door: str) -> Team:
    """Return the team that reads what comes through `door`; an unknown door is the place's first."""
    pack = packs()[site.slug]
    found = pack.door(door) or pack.doors[0]
    return Team.objects.select_related("site").get(site=site, slug=found.team)


def practitioner_for(account_id: UUID) -> Practitioner | None:
    """Return the practitioner who signs in with this account, while they work here."""
    return (
        Practitioner.objects.select_related("organisation").filter(account_id=account_id, left_at__isnull=True).first()
    )


def current(now: datetime) -> Q:
    """Return the condition for a membership that has not ended."""
    return Q(until__isnull=True) | Q(until__gt=now)


def teams_of(practitioner_id: UUID, now: datetime) -> QuerySet[Team]:
    """Return the teams somebody is in now, by name."""
    return Team.objects.filter(
        memberships__in=Membership.objects.filter(current(now), practitioner_id=practitioner_id)
    ).order_by("name")


def members_of(team_ids: Iterable[UUID], now: datetime) -> QuerySet[Practitioner]:
    """Return who is in any of these teams now, with their organisation, by name."""
    return (
        Practitioner.objects.filter(memberships__in=Membership.objects.filter(current(now), team_id__in=list(team_ids)))
        .select_related("organisation")
        .order_by("called")
        .distinct()
    )


def on_duty(team_ids: Iterable[UUID], now: datetime) -> list[Duty]:
    """Return the duties of these teams at this moment, the newest first: of who is here, in the team, and not away.

    Whom something about somebody reaches is for `journeys.queries.whom_to_reach`; this says only who is on duty.
    """
    duty = Duty.objects.filter(team_id__in=list(team_ids), starts_at__lte=now, ends_at__gt=now)
    in_team = Membership.objects.filter(
        current(now), team_id=OuterRef("team_id"), practitioner_id=OuterRef("practitioner_id")
    )
    away = aways(timezone.localdate(now)).filter(practitioner_id=OuterRef("practitioner_id"))
    return list(
        duty.filter(Exists(in_team), ~Exists(away), practitioner__left_at__isnull=True)
        .select_related("practitioner", "team")
        .order_by("team__name", "-starts_at")
    )


def aways(day: date) -> QuerySet[Away]:
    """Return everybody's being away on a day."""
    return Away.objects.filter(from_on__lte=day, until_on__gte=day, cancelled_at__isnull=True)


def covered_by(practitioner_id: UUID, day: date) -> list[UUID]:
    """Return whom somebody covers on a day."""
    return list(aways(day).filter(cover_id=practitioner_id).values_list("practitioner_id", flat=True))
