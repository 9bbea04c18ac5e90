"""Who is told that a glass was broken, and looks it over: never whoever broke it; of another team where one leads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Lead:
    """Somebody who could be told: in which teams they are, in which they lead, and when they were last told."""

    id: UUID
    called: str
    teams: frozenset[UUID] = frozenset()
    leads: frozenset[UUID] = frozenset()
    safeguards: bool = False
    is_away: bool = False
    is_refused: bool = False  # the person said never this practitioner
    told_at: datetime | None = None


def whom_to_tell(
    leads: Iterable[Lead], *, breaker: UUID, their_teams: Collection[UUID], alongside: Collection[UUID] = ()
) -> UUID | None:
    """Return who is told, or None where there is nobody.

    A lead of another team that is alongside the person; else a lead of any other team; else whoever leads on
    safeguarding; else any other lead. Among equals whoever was told longest ago. Never whoever broke it, nobody who is
    away, and nobody whom the person refused.
    """
    could = _could(leads, but_not={breaker})
    apart = [one for one in could if one.leads and not one.teams & set(their_teams)]
    ranks = (
        [one for one in apart if one.leads & set(alongside)],
        apart,
        [one for one in could if one.safeguards],
        [one for one in could if one.leads],
    )
    return next((_by_turn(rank).id for rank in ranks if rank), None)


def whom_to_hand_to(leads: Iterable[Lead], *, but_not: Collection[UUID]) -> UUID | None:
    """Return who looks at a matter that was handed on: whoever leads on safeguarding, else another lead.

    `but_not` are whoever it is about and whoever has looked at it so far.
    """
    could = _could(leads, but_not=but_not)
    ranks = ([one for one in could if one.safeguards], [one for one in could if one.leads])
    return next((_by_turn(rank).id for rank in ranks if rank), None)


def _could(leads: Iterable[Lead], *, but_not: Collection[UUID]) -> list[Lead]:
    return [one for one in leads if one.id not in but_not and not one.is_away and not one.is_refused]


def _by_turn(leads: Iterable[Lead]) -> Lead:
    return min(leads, key=lambda one: (one.told_at or LONG_AGO, one.called, one.id))
