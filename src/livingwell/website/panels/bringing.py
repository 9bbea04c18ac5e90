"""What colleagues bring, as it is looked through; and what one brings oneself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from livingwell.places import queries as places
from livingwell.places import rules
from livingwell.places.models import Bringing, Membership
from livingwell.places.words import BRINGS, Brings, SeenBy

PAGE = 25
MONDAY_TO_FRIDAY = [0, 1, 2, 3, 4]


@dataclass(frozen=True)
class Line:
    """One thing that somebody brings."""

    kind: str  # nothing where it is of no sort in particular
    words: str
    is_for_team: bool


@dataclass(frozen=True)
class Colleague:
    """Somebody, what they bring as far as the reader may see it, and when they are here."""

    id: UUID
    called: str
    about: str
    brings: tuple[Line, ...]
    days: tuple[str, ...]
    away_until: date | None


@dataclass(frozen=True)
class Looked:
    """What is looked for: words, one sort of thing, one team; empty where it does not matter."""

    words: str = ""
    kind: str = ""
    team: str = ""


@dataclass(frozen=True)
class BringsPage:
    """A page of colleagues, by name."""

    rows: tuple[Colleague, ...]
    total: int
    teams: tuple[tuple[UUID, str], ...]
    page: int
    has_next: bool

    @property
    def news(self) -> str:
        """What is read out when the list has changed."""
        if not self.total:
            return _("Nobody found")
        return ngettext("%(count)s colleague", "%(count)s colleagues", self.total) % {"count": self.total}


def brings_page(looked: Looked, now: datetime, *, page: int) -> BringsPage:
    """Return who brings what is looked for, in the order of their names: nobody is before another for any reason."""
    everybody = _by_colleague(places.seen_bringings())
    here = _memberships(everybody, now)
    teams = {one.team_id: one.team.name for rows in here.values() for one in rows}
    found = [rows for rows in _of_kind(everybody, looked.kind) if _is_in(here.get(_who(rows), ()), looked.team)]
    if looked.words:
        near = rules.brings_it(looked.words, [_said_by(rows) for rows in found])
        found = [rows for rows, is_near in zip(found, near, strict=True) if is_near]
    first = (page - 1) * PAGE
    shown = found[first : first + PAGE]
    aways = places.away_on([_who(rows) for rows in shown], now.date())
    return BringsPage(
        rows=tuple(_colleague(rows, here.get(_who(rows), ()), aways.get(_who(rows))) for rows in shown),
        total=len(found),
        teams=tuple(sorted(teams.items(), key=lambda pair: pair[1].casefold())),
        page=page,
        has_next=first + PAGE < len(found),
    )


def _by_colleague(rows: Iterable[Bringing]) -> list[list[Bringing]]:
    listed = sorted(rows, key=lambda one: (one.practitioner.called.casefold(), str(one.practitioner_id)))
    return [list(theirs) for _who_, theirs in groupby(listed, key=lambda one: one.practitioner_id)]


def _who(rows: Sequence[Bringing]) -> UUID:
    return rows[0].practitioner_id


def _memberships(everybody: Iterable[Sequence[Bringing]], now: datetime) -> dict[UUID, list[Membership]]:
    found: dict[UUID, list[Membership]] = {}
    for one in places.days_of([_who(rows) for rows in everybody], now):
        found.setdefault(one.practitioner_id, []).append(one)
    return found


def _of_kind(everybody: Iterable[Sequence[Bringing]], kind: str) -> list[list[Bringing]]:
    kept = ([one for one in rows if not kind or one.kind == kind] for rows in everybody)
    return [rows for rows in kept if rows]


def _is_in(memberships: Iterable[Membership], team: str) -> bool:
    return not team or any(str(one.team_id) == team for one in memberships)


def _said_by(rows: Sequence[Bringing]) -> str:
    """Return what somebody is found by: what they bring, and who they are to a colleague."""
    one = rows[0].practitioner
    kinds = {_(BRINGS[Brings(row.kind)]) for row in rows if row.kind != Brings.ELSE}
    return " ".join([*(row.words for row in rows), *kinds, one.called, one.role, one.organisation.name])


def _colleague(rows: Sequence[Bringing], memberships: Iterable[Membership], away: object) -> Colleague:
    one = rows[0].practitioner
    return Colleague(
        id=one.pk,
        called=one.called,
        about=", ".join(part for part in (one.role, one.organisation.name) if part),
        brings=tuple(line_of(row) for row in rows),
        days=tuple(_days(membership) for membership in memberships),
        away_until=getattr(away, "until_on", None),
    )


def line_of(one: Bringing) -> Line:
    kind = _(BRINGS[Brings(one.kind)]) if one.kind != Brings.ELSE else ""
    return Line(kind, one.words, one.seen_by == SeenBy.TEAM)


def _days(one: Membership) -> str:
    days = ", ".join(str(WEEKDAYS[day]) for day in sorted(one.days)) or _("no days said")
    if sorted(one.days) == MONDAY_TO_FRIDAY:
        days = _("%(first)s to %(last)s") % {"first": WEEKDAYS[0], "last": WEEKDAYS[4]}
    return _("%(team)s: %(days)s") % {"team": one.team.name, "days": days}


@dataclass(frozen=True)
class Mine:
    """What one brings oneself, each with its key; and what was taken back and may be put back."""

    standing: tuple[tuple[UUID, Line], ...]
    taken_back: tuple[tuple[UUID, Line], ...]

    @classmethod
    def of(cls, practitioner_id: UUID) -> "Mine":
        rows = places.bringings_of(practitioner_id)
        return cls(
            standing=tuple((one.pk, line_of(one)) for one in rows if one.ended_at is None),
            taken_back=tuple((one.pk, line_of(one)) for one in rows if one.may_be_put_back),
        )
