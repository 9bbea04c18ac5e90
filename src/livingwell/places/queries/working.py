"""Reading who works in a place: its teams, who is in them, who is away and who is on duty, who is asked to join."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ..models import Away, Duty, Invitation, Membership, Organisation, Practitioner, Site, Team
from ..words import Invited
from .packs import packs

STANDING = Away.objects.filter(cancelled_at__isnull=True)


def site_here() -> Site:
    """Return the place this server runs. Raises Site.DoesNotExist before its pack is loaded."""
    return Site.objects.get(slug=settings.PLACE)


def team_for_door(site: Site, door: str) -> Team:
    """Return the team that reads what comes through `door`; an unknown door is the place's first."""
    pack = packs()[site.slug]
    found = pack.door(door) or pack.doors[0]
    return Team.objects.select_related("site").get(site=site, slug=found.team)


def find_practitioner(pk: UUID | None) -> Practitioner | None:
    """Return somebody who works here, with where they are from; or None."""
    if pk is None:
        return None
    return Practitioner.objects.select_related("organisation").filter(pk=pk, left_at__isnull=True).first()


def current(now: datetime) -> Q:
    """Return the condition for a membership that has not ended."""
    return Q(until__isnull=True) | Q(until__gt=now)


def teams_of(practitioner_id: UUID, now: datetime) -> QuerySet[Team]:
    """Return the teams somebody is in now, by name."""
    return Team.objects.filter(
        memberships__in=Membership.objects.filter(current(now), practitioner_id=practitioner_id)
    ).order_by("name")


def led_by(practitioner_id: UUID, now: datetime) -> QuerySet[Team]:
    """Return the teams somebody leads now, by name."""
    leading = Membership.objects.filter(current(now), practitioner_id=practitioner_id, leads=True)
    return Team.objects.select_related("site").filter(memberships__in=leading).order_by("name")


def members_of(team_ids: Iterable[UUID], now: datetime) -> QuerySet[Practitioner]:
    """Return who is in any of these teams now, with their organisation, by name."""
    return (
        Practitioner.objects.filter(
            memberships__in=Membership.objects.filter(current(now), team_id__in=list(team_ids)), left_at__isnull=True
        )
        .select_related("organisation")
        .order_by("called")
        .distinct()
    )


def doors_on_nobody(site: Site, now: datetime) -> list[tuple[str, str]]:
    """Return (door, team) of each door that opens on a team nobody works in: what comes by it could not be taken in."""
    working = Membership.objects.filter(current(now), team__site=site, practitioner__left_at__isnull=True).values_list(
        "team__slug", flat=True
    )
    there = set(working)
    names = dict(Team.objects.filter(site=site).values_list("slug", "name"))
    return [(door.name, names[door.team]) for door in packs()[site.slug].doors if door.team not in there]


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
    return STANDING.filter(from_on__lte=day, until_on__gte=day)


def away_on(practitioner_ids: Iterable[UUID], day: date) -> dict[UUID, Away]:
    """Return who of these is away on a day, by practitioner."""
    found = aways(day).filter(practitioner_id__in=list(practitioner_ids)).select_related("cover")
    return {away.practitioner_id: away for away in found}


def is_away(practitioner_id: UUID, from_on: date, until_on: date) -> bool:
    """Return whether somebody is down as away on any of these days."""
    return STANDING.filter(practitioner_id=practitioner_id, from_on__lte=until_on, until_on__gte=from_on).exists()


def share_a_team(one: UUID, other: UUID, now: datetime) -> bool:
    """Return whether two practitioners are in a team together now."""
    theirs = Membership.objects.filter(current(now), practitioner_id=other).values("team_id")
    return Membership.objects.filter(current(now), practitioner_id=one, team_id__in=theirs).exists()


def away_from(team_ids: Iterable[UUID], day: date, now: datetime) -> list[Away]:
    """Return who of these teams is away on a day, and who covers."""
    members = Membership.objects.filter(current(now), team_id__in=list(team_ids)).values("practitioner_id")
    return list(aways(day).filter(practitioner_id__in=members).select_related("cover"))


def days_away_of(practitioner_id: UUID, day: date) -> list[Away]:
    """Return the days somebody is away, from a day on, the soonest first."""
    return list(
        STANDING.filter(practitioner_id=practitioner_id, until_on__gte=day).select_related("cover").order_by("from_on")
    )


def find_away(pk: UUID, practitioner_id: UUID) -> Away | None:
    """Return somebody's own days away, or None."""
    return STANDING.filter(pk=pk, practitioner_id=practitioner_id).first()


def find_team(pk: UUID, practitioner_id: UUID, now: datetime) -> Team | None:
    """Return a team that somebody is in now, or None."""
    return teams_of(practitioner_id, now).filter(pk=pk).first()


def memberships_of(team_id: UUID, now: datetime) -> list[Membership]:
    """Return who is in a team now, with the days they are there, by name."""
    return list(
        Membership.objects.filter(current(now), team_id=team_id, practitioner__left_at__isnull=True)
        .select_related("practitioner__organisation", "team")
        .order_by("practitioner__called")
    )


def leads(practitioner_id: UUID, team_id: UUID, now: datetime) -> bool:
    """Return whether somebody leads a team now."""
    return Membership.objects.filter(
        current(now), practitioner_id=practitioner_id, team_id=team_id, leads=True
    ).exists()


def is_in_team(email: str, team_id: UUID, now: datetime) -> bool:
    """Return whether somebody who signs in with this address is in a team now."""
    theirs = Membership.objects.filter(current(now), team_id=team_id)
    return theirs.filter(practitioner__account__email__iexact=email).exists()


def invitations_of(team_id: UUID) -> list[Invitation]:
    """Return whom a team has asked to join and who has not yet, the newest first. For whoever leads it."""
    waiting = Invitation.objects.filter(team_id=team_id, used_at__isnull=True, withdrawn_at__isnull=True)
    return list(waiting.defer("digest").select_related("organisation").order_by("-made_at"))


def find_invitation(pk: UUID) -> Invitation | None:
    """Return an invitation to a team that whoever asks leads, or None."""
    return Invitation.objects.defer("digest").filter(pk=pk).first()


def invited_by(digest: bytes) -> Invited | None:
    """Return what whoever brings a link is told of their invitation, or None where it opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select * from gate.invitation(%s)", [digest])
        found = cursor.fetchone()
    return Invited(*found) if found else None


def organisations_of(site_id: UUID) -> list[Organisation]:
    """Return who people here work for, by name."""
    return list(Organisation.objects.filter(site_id=site_id).order_by("name"))
