"""Somebody asked to join, and their invitation as whoever brings its link is told of it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Asked:
    """Somebody as they are asked to join: who they are, for which organisation, in which team and as what."""

    email: str
    called: str
    full_name: str
    role: str
    organisation_id: UUID
    team_id: UUID
    leads: bool = False
    safeguards: bool = False
    days: tuple[int, ...] = ()


@dataclass(frozen=True)
class Invited:
    """An invitation as whoever brings its link is told of it. `stands` is open, used or over."""

    stands: str
    email: str
    called: str
    team: str
    organisation: str
    made_by: str
    has_account: bool
