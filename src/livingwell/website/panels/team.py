"""A team as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from livingwell.places import queries as places
from livingwell.places.models import Away, Invitation, Membership, Team


@dataclass(frozen=True)
class Member:
    """Somebody in a team: who, from where, which days, and whether the reader may change it."""

    id: UUID
    called: str
    role: str
    organisation: str
    days: str
    leads: bool
    away_until: date | None
    cover: str
    may_change: bool

    @classmethod
    def of(cls, one: Membership, away: Away | None, *, may_change: bool) -> "Member":
        practitioner = one.practitioner
        return cls(
            id=practitioner.pk,
            called=practitioner.called,
            role=practitioner.role,
            organisation=practitioner.organisation.name,
            days=", ".join(str(WEEKDAYS[day]) for day in sorted(one.days)) or _("No days said"),
            leads=one.leads,
            away_until=away.until_on if away else None,
            cover=away.cover.called if away and away.cover else "",
            may_change=may_change,
        )


@dataclass(frozen=True)
class TeamPage:
    """A team, and who is in it."""

    id: UUID
    name: str
    me: UUID
    members: tuple[Member, ...]
    may_invite: bool
    invitations: tuple[Invitation, ...]  # not taken up yet


def team_of(team: Team, now: datetime, *, me: UUID) -> TeamPage:
    """Return a team as `me` reads it. Only its lead, or they themselves, change somebody's days."""
    members = places.memberships_of(team.pk, now)
    aways = places.away_on([one.practitioner_id for one in members], now.date())
    leads = any(one.leads and one.practitioner_id == me for one in members)
    shown = (
        Member.of(one, aways.get(one.practitioner_id), may_change=leads or one.practitioner_id == me) for one in members
    )
    invitations = places.invitations_of(team.pk) if leads else ()
    return TeamPage(team.pk, team.name, me, tuple(shown), leads, tuple(invitations))
