"""Somebody in a team, as the page where it is changed shows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from livingwell.conversations import queries as conversations
from livingwell.conversations.panels import UnfinishedNotes
from livingwell.journeys import queries as journeys
from livingwell.places import queries as places
from livingwell.places.models import Membership


@dataclass(frozen=True)
class GoingBack:
    """What somebody would hand back by leaving: counts, and their notes that are not read back yet."""

    held: int
    steps: int
    planned: int
    notes: UnfinishedNotes


@dataclass(frozen=True)
class MembershipPage:
    """Who it is, whether the reader is them or leads, and what leaving would hand back: told to nobody but them."""

    team_id: UUID
    team: str
    id: UUID
    called: str
    is_me: bool
    by_lead: bool
    is_last: bool
    going_back: GoingBack | None

    @property
    def may_change(self) -> bool:
        return self.is_me or self.by_lead


def membership_of(one: Membership, *, me: UUID, now: datetime) -> MembershipPage:
    """Return somebody in a team as `me` reads it.

    A lead is not told what is held by somebody else: it might be of a person who refused that lead.
    """
    who, is_me = one.practitioner, one.practitioner_id == me
    return MembershipPage(
        team_id=one.team_id,
        team=one.team.name,
        id=who.pk,
        called=who.called,
        is_me=is_me,
        by_lead=places.leads(me, one.team_id, now),
        is_last=places.teams_of(who.pk, now).count() == 1,
        going_back=_going_back(one, me) if is_me else None,
    )


def _going_back(one: Membership, me: UUID) -> GoingBack:
    held, steps = journeys.theirs_in_a_team(me, one.team_id)
    return GoingBack(
        held=held,
        steps=steps,
        planned=conversations.planned_in_a_team(me, one.team_id),
        notes=UnfinishedNotes.of(conversations.unfinished_in_a_team(me, one.team_id), me=me),
    )
