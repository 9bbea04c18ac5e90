"""Whom what cannot wait reaches, and who is told next while nobody has it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from livingwell.lib.hours import LONDON

# As for a colleague who is not back: long enough to ring from where one is, and six are asked within the hour.
PASSED_ON_EVERY = timedelta(minutes=10)


@dataclass(frozen=True)
class Candidate:
    """Somebody in a team, as choosing whom something reaches needs them.

    days: the weekdays they work, 0 being Monday.
    duty_from: when the duty they are on began, or their next one begins; None when they are down for none.
    covers: whether they cover today for somebody who was told, or who holds.
    in_team: whether they are in the team alongside; somebody of another team, or drawn in, is not.
    """

    id: UUID
    called: str
    leads: bool = False
    safeguards: bool = False
    days: tuple[int, ...] = ()
    is_away: bool = False
    is_refused: bool = False
    duty_from: datetime | None = None
    covers: bool = False
    in_team: bool = True
    is_on_duty_elsewhere: bool = False

    def is_on_duty(self, now: datetime) -> bool:
        return self.duty_from is not None and self.duty_from <= now


@dataclass(frozen=True)
class Chosen:
    """Whom something reaches, and whether they are on duty now; `from_at` where only a duty to come names them."""

    id: UUID
    is_on_duty: bool = False
    from_at: datetime | None = None


Fits = Callable[[Candidate, int], bool]
# Who comes before whom, when nobody is on duty: each with the weekday it is.
LEADS_FIRST: tuple[Fits, ...] = (
    lambda one, weekday: one.leads,
    lambda one, weekday: weekday in one.days,
    lambda one, weekday: True,
)
SAFEGUARDS_FIRST: tuple[Fits, ...] = (lambda one, weekday: one.safeguards, lambda one, weekday: one.leads)


def whom_to_reach(team: Iterable[Candidate], *, now: datetime, but_not: Collection[UUID | None] = ()) -> Chosen | None:
    """Return whom what cannot wait reaches in a team, or None when there is nobody left to ask.

    Whoever is on duty now; else the lead; else somebody whose working day it is; else anybody; and when the whole team
    is away, whoever is on duty next. Never whoever asks (`but_not`), nor anybody the person refused.
    """
    could = [one for one in _by_name(team) if one.id not in but_not and not one.is_refused]
    here = [one for one in could if not one.is_away]
    on_duty = [one for one in here if one.is_on_duty(now)]
    if on_duty:
        return Chosen(max(on_duty, key=lambda one: one.duty_from or now).id, is_on_duty=True)
    found = _first(here, LEADS_FIRST, now)
    if found is not None:
        return Chosen(found.id)
    to_come = [one for one in could if one.duty_from is not None and one.duty_from > now]
    soonest = min(to_come, key=lambda one: one.duty_from or now, default=None)
    return Chosen(soonest.id, from_at=soonest.duty_from) if soonest else None


def who_leads_on_safeguarding(
    team: Iterable[Candidate], *, now: datetime, raised_by: UUID | None = None
) -> Chosen | None:
    """Return who leads on a safeguarding concern in a team, or None when there is nobody left to ask.

    Whoever leads on safeguarding; else the team's lead, each even of what they raised themselves; else as for what
    cannot wait, and then somebody other than whoever raised it. Never anybody the person refused.

    This is for a concern as it is raised, by somebody who sees the team. When its lead leaves, or is refused, whoever
    says so may read none of it, so the database chooses (`gate.next_lead`), by the same order but for two things: it
    does not ask who is on duty, for nothing is new; and it looks past the team, and at last takes somebody who is away,
    for it has nobody to tell that there is nobody.
    """
    team = list(team)
    here = [one for one in _by_name(team) if not one.is_refused and not one.is_away]
    found = _first(here, SAFEGUARDS_FIRST, now)
    return Chosen(found.id) if found else whom_to_reach(team, now=now, but_not={raised_by})


@dataclass(frozen=True)
class Turn:
    """That somebody was told: in which lap through whoever can be told, from 1, and when."""

    id: UUID
    lap: int
    at: datetime


@dataclass(frozen=True)
class Next:
    """Who is told next, and in which lap."""

    id: UUID
    lap: int


def is_passed_on(told: Sequence[Turn], now: datetime) -> bool:
    """Return whether it is time to tell somebody else, where nobody has it yet. `told` is in order, and not empty.

    Ten minutes before or after: where a clock was set back, nobody waits for an hour that comes twice.
    """
    return abs(now - told[-1].at) >= PASSED_ON_EVERY


def who_is_told_next(
    everybody: Iterable[Candidate],
    told: Sequence[Turn],
    *,
    now: datetime,
    is_staffed: bool,
    but_not: UUID | None = None,
) -> Next | None:
    """Return who is told next of what nobody has taken up: the nearest who was not told in this lap, or None.

    `everybody` are those who can see the person. One at a time, even after the machine was down: of six who are told at
    once each thinks that another has it. When all have been told it begins again with whoever is on duty: while
    somebody is expected here, or is on duty. Never whoever raised it (`but_not`), nor anybody the person refused.
    """
    here = [one for one in _by_name(everybody) if one.id != but_not and not one.is_refused and not one.is_away]
    nearest = sorted(here, key=lambda one: _distance(one, now))
    lap = told[-1].lap
    known = {turn.id for turn in told if turn.lap == lap}
    fresh = next((one for one in nearest if one.id not in known), None)
    if fresh is not None:
        return Next(fresh.id, lap)
    somebody_is_there = is_staffed or any(one.is_on_duty(now) or one.is_on_duty_elsewhere for one in here)
    return Next(nearest[0].id, lap + 1) if nearest and somebody_is_there else None


def _distance(one: Candidate, now: datetime) -> int:
    """Return how far somebody is from what cannot wait: on duty nearest, and last whoever is of no team alongside."""
    weekday = now.astimezone(LONDON).weekday()
    near = (
        one.is_on_duty(now),
        one.covers,
        one.is_on_duty_elsewhere,
        one.leads,
        one.in_team and weekday in one.days,
        one.in_team,
        True,
    )
    return near.index(True)


def _by_name(team: Iterable[Candidate]) -> list[Candidate]:
    return sorted(team, key=lambda one: one.called)


def _first(candidates: Sequence[Candidate], ranks: Iterable[Fits], now: datetime) -> Candidate | None:
    """Return the first whom the first of `ranks` fits that fits anybody."""
    weekday = now.astimezone(LONDON).weekday()
    return next((one for fits in ranks for one in candidates if fits(one, weekday)), None)
