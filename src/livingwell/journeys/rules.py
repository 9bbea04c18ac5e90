"""Deciding about journeys: pure, with today passed in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .words import ENDINGS, HORIZON_DAYS, Ending, StepBy, TryOutcome


@dataclass(frozen=True)
class Doer:
    """Who does a next step: the person, a practitioner, both together, or a team until somebody is named."""

    by: StepBy
    practitioner_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class TryMade:
    """One try to reach somebody, as the rule for letting go needs it."""

    how: str
    hour: int
    on: date
    outcome: TryOutcome


def latest_due(today: date, horizon_days: int = HORIZON_DAYS) -> date:
    """Return the last day a next step may be due."""
    return today + timedelta(days=min(horizon_days, HORIZON_DAYS))


def check_due(due_on: date, today: date, horizon_days: int = HORIZON_DAYS) -> None:
    """Raise NotPossible unless a next step is due from today to the horizon."""
    if due_on < today:
        raise NotPossible(N_("Choose today or a day after it."), field="due_on")
    if due_on > latest_due(today, horizon_days):
        raise NotPossible(
            N_("Choose a day within %(days)s days, so that nobody waits without hearing."),
            field="due_on",
            days=min(horizon_days, HORIZON_DAYS),
        )


def check_step(what: str, doer: Doer) -> None:
    """Raise NotPossible unless a next step says what, and whose it is."""
    if not what.strip():
        raise NotPossible(N_("Say what happens next."), field="what")
    if doer.by in {StepBy.PRACTITIONER, StepBy.TOGETHER} and doer.practitioner_id is None:
        raise NotPossible(N_("Say who in the team does this."), field="practitioner")


def check_ending(
    ending: Ending, *, words: str, by_id: UUID | None, second_id: UUID | None, tries: Sequence[TryMade]
) -> None:
    """Raise NotPossible unless a journey may end so.

    Not having reached somebody takes a reason, two practitioners named, and tries at different times by different
    means (promise 2). Every other ending is the person's own, or a fact.
    """
    rule = ENDINGS[ending]
    if rule.needs_words and not words.strip():
        raise NotPossible(N_("Say in a few words why."), field="words")
    if not rule.needs_second_practitioner:
        return
    if second_id is None or by_id is None or second_id == by_id:
        raise NotPossible(N_("Letting go takes two practitioners. Name a second one."), field="second")
    check_tried_enough(tries)


def check_tried_enough(tries: Sequence[TryMade]) -> None:
    """Raise NotPossible unless somebody was tried three times, on different days, at different times, in two ways."""
    if any(one.outcome == TryOutcome.REACHED for one in tries):
        raise NotPossible(N_("They have been reached, so they cannot be let go of as not reached."), field="ending")
    if len(tries) < 3 or len({one.on for one in tries}) < 2:
        raise NotPossible(N_("Try at least three times, on different days, before letting go."), field="ending")
    if len({one.how for one in tries}) < 2:
        raise NotPossible(
            N_("Try in at least two ways, a call and a letter perhaps, before letting go."), field="ending"
        )
    if len({part_of_day(one.hour) for one in tries}) < 2:
        raise NotPossible(N_("Try at another time of day before letting go."), field="ending")


def part_of_day(hour: int) -> str:
    """Return which part of the day an hour (0 to 23) is in."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def days_quiet(last_spoken: date, today: date) -> int:
    """Return how many days nobody has spoken with somebody."""
    return max(0, (today - last_spoken).days)


@dataclass(frozen=True)
class Candidate:
    """Somebody in a team, as choosing whom something reaches needs them.

    days: the weekdays they work, 0 being Monday.
    duty_from: when the duty they are on began, or their next one begins; None when they are down for none.
    """

    id: UUID
    called: str
    leads: bool = False
    safeguards: bool = False
    days: tuple[int, ...] = ()
    is_away: bool = False
    is_refused: bool = False
    duty_from: datetime | None = None

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


def whom_to_reach(team: Iterable[Candidate], *, now: datetime, but_not: UUID | None = None) -> Chosen | None:
    """Return whom what cannot wait reaches in a team, or None when there is nobody left to ask.

    Whoever is on duty now; else the lead; else somebody whose working day it is; else anybody; and when the whole team
    is away, whoever is on duty next. Never whoever asks (`but_not`), nor anybody the person refused.
    """
    could = [one for one in _by_name(team) if one.id != but_not and not one.is_refused]
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
    """
    team = list(team)
    here = [one for one in _by_name(team) if not one.is_refused and not one.is_away]
    found = _first(here, SAFEGUARDS_FIRST, now)
    return Chosen(found.id) if found else whom_to_reach(team, now=now, but_not=raised_by)


def _by_name(team: Iterable[Candidate]) -> list[Candidate]:
    return sorted(team, key=lambda one: one.called)


def _first(candidates: Sequence[Candidate], ranks: Iterable[Fits], now: datetime) -> Candidate | None:
    """Return the first whom the first of `ranks` fits that fits anybody."""
    weekday = now.astimezone(LONDON).weekday()
    return next((one for fits in ranks for one in candidates if fits(one, weekday)), None)
