"""Reading a place: its teams, its people who support, who is asked to join."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from ..models import Invitation, Membership, Organisation, Practitioner, Site, Team
from ..words import Invited
from .packs import packs


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


def practitioners(keys: Iterable[UUID | None]) -> QuerySet[Practitioner]:
    """Return the practitioners of these keys who work here still, by name."""
    return Practitioner.objects.filter(pk__in=[key for key in keys if key], left_at__isnull=True).order_by("called")


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


def share_a_team(one: UUID, other: UUID, now: datetime) -> bool:
    """Return whether two practitioners are in a team together now."""
    theirs = Membership.objects.filter(current(now), practitioner_id=other).values("team_id")
    return Membership.objects.filter(current(now), practitioner_id=one, team_id__in=theirs).exists()


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
