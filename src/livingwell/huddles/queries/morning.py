"""Reading a team for its morning copy, and that copy again. The first is a worker's; the second, whoever opens it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from livingwell.journeys.models import Holding, Worry
from livingwell.journeys.queries import away_now
from livingwell.places import queries as places
from livingwell.places.models import Duty, Membership, Team
from livingwell.sealed.fields import OpenedObject

from ..models import MorningCopy, OnTheCopy
from . import parts

MORNING = 5  # o'clock: before the first of us, after the last of yesterday


def standing_now(team: Team, now: datetime) -> Iterator[tuple[UUID, dict[str, Any]]]:
    """Yield whoever a team is alongside, by name, with all that its copy says of them. For a worker."""
    away = places.aways(timezone.localdate(now)).filter(practitioner_id=OuterRef("practitioner_id"))
    held: QuerySet[Any, Any] = (
        Holding.objects.filter(
            until__isnull=True,
            journey__team=team,
            journey__ended_at__isnull=True,
            person__died_on__isnull=True,
        )
        .select_related("person", "practitioner", "journey")
        .annotate(
            away=Subquery(
                away.values(json=JSONObject(until_on="until_on", cover_id="cover_id", cover="cover__called"))[:1]
            ),
            ways=ArraySubquery(parts.ways()),
            steps=ArraySubquery(parts.steps("journey_id")),
            worries=ArraySubquery(_worries()),
        )
        .order_by("person__called", "pk")
    )
    return ((one.person_id, _said_of(one)) for one in held)


def _worries() -> QuerySet[Any, Any]:
    rows = Worry.objects.filter(journey_id=OuterRef("journey_id"), cannot_wait=True, settled_at__isnull=True)
    return rows.order_by("made_at").values(
        json=OpenedObject(
            words="words", by="by_called", at="made_at", reaches="reaches__called", taken_up_by="acknowledged_by"
        )
    )


def _said_of(one: Holding) -> dict[str, Any]:
    away, read = away_now(one), vars(one)
    quiet = one.journey.paused_until if one.journey.paused_at else None
    return {
        "called": one.person.called,
        "pronouns": one.person.pronouns,
        "holder": one.practitioner.called if one.practitioner else "",
        "away_until": away.until_on.isoformat() if away else "",
        "cover": away.cover if away else "",
        "quiet_until": quiet.isoformat() if quiet else "",
        **{name: read[name] for name in ("ways", "steps", "worries")},
    }


def about_team(team: Team, now: datetime) -> dict[str, Any]:
    """Return what a team's copy says beside whom it is alongside: who is there, on duty, and to be rung."""
    members = places.memberships_of(team.pk, now)
    aways = places.away_on([one.practitioner_id for one in members], timezone.localdate(now))
    pack = places.pack_here()
    return {
        "phone": pack.phone,
        "members": [_member(one, aways.get(one.practitioner_id)) for one in members],
        "duties": [_duty(one) for one in _duties_from(team, now)],
        "numbers": [{"name": one.name, "number": one.short, "how": one.how} for one in pack.nation.helplines],
    }


def _member(one: Membership, away: Any) -> dict[str, Any]:
    who = one.practitioner
    return {
        "called": who.called,
        "role": who.role,
        "organisation": who.organisation.name,
        "days": sorted(one.days),
        "leads": one.leads,
        "away_until": away.until_on.isoformat() if away else "",
        "cover": away.cover.called if away and away.cover else "",
    }


def _duties_from(team: Team, now: datetime) -> Iterable[Duty]:
    """Return a team's duties from now until the end of the next day: a copy may have to last a night."""
    duties = Duty.objects.filter(team=team, ends_at__gt=now, starts_at__lt=now + timedelta(days=2))
    return duties.select_related("practitioner").order_by("starts_at")


def _duty(one: Duty) -> dict[str, str]:
    return {"called": one.practitioner.called, "from": one.starts_at.isoformat(), "until": one.ends_at.isoformat()}


@dataclass(frozen=True)
class Copy:
    """A team's morning copy as it was kept: what it says of the team, and of each whom the viewer may see."""

    made_at: datetime
    team: dict[str, Any]
    people: tuple[tuple[UUID, dict[str, Any]], ...]


def copy_made(team_id: UUID) -> MorningCopy | None:
    """Return the morning copy of a team the viewer is in, or None."""
    return MorningCopy.objects.filter(team_id=team_id).first()


def people_on_copy(team_id: UUID) -> int:
    """Return how many the viewer would find on a team's copy."""
    return OnTheCopy.objects.filter(team_id=team_id).exclude(words="").count()


def read_copy(team_id: UUID) -> Copy | None:
    """Return a team's morning copy, with those on it whom the viewer may see now, by name."""
    made = copy_made(team_id)
    if made is None:
        return None
    rows = OnTheCopy.objects.filter(team_id=team_id).exclude(words="")
    people = sorted(((row.person_id, json.loads(row.words)) for row in rows), key=lambda one: one[1]["called"].lower())
    return Copy(made.made_at, json.loads(made.words), tuple(people))


def teams_without_copy(now: datetime) -> list[Team]:
    """Return the teams of this place that have no copy of this morning yet: none before it is morning."""
    if now.hour < MORNING:
        return []
    written = MorningCopy.objects.filter(day=timezone.localdate(now)).values("team_id")
    return list(Team.objects.filter(site=places.site_here()).exclude(pk__in=written).order_by("slug"))
