"""Deciding about journeys: pure, with today passed in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .words import ENDINGS, HORIZON_DAYS, Ending, StepBy, StepKind, TryOutcome

A_WEEK = timedelta(days=7)
NOT_HEARD = N_(
    "Nobody has spoken with them yet, so nobody can say this for them. "
    "If you have, write that down first. If they cannot be reached, say so, with a second name."
)
TRY_MORE = N_("Try at least three times, on different days, before letting go.")
TRY_MORE_SINCE = N_(
    "You have spoken with them. Try at least three times since then, on different days, before letting go."
)


@dataclass(frozen=True)
class Doer:
    """Who does a next step: the person, a practitioner, both together, or a team until somebody is named."""

    by: StepBy
    practitioner_id: UUID | None = None
    team_id: UUID | None = None


@dataclass(frozen=True)
class TryMade:
    """One try to reach somebody, as the rule for letting go needs it; `at` is on the clock on the wall."""

    how: str
    at: datetime
    outcome: TryOutcome


def latest_due(today: date, horizon_days: int) -> date:
    """Return the last day a next step may be due, in a place with this horizon."""
    return today + timedelta(days=min(horizon_days, HORIZON_DAYS))


def check_due(due_on: date, today: date, horizon_days: int) -> None:
    """Raise NotPossible unless a next step is due from today to the place's horizon."""
    if due_on < today:
        raise NotPossible(N_("Choose today or a day after it."), field="due_on")
    if due_on > latest_due(today, horizon_days):
        raise NotPossible(
            N_("Choose a day within %(days)s days, so that nobody waits without hearing."),
            field="due_on",
            days=min(horizon_days, HORIZON_DAYS),
        )


@dataclass(frozen=True)
class Following:
    """What is to happen once somebody has been reached."""

    kind: StepKind
    due_on: date


def after_reaching(
    standing: Collection[tuple[StepKind, StepBy]], *, promised: date | None, has_talked: bool, today: date, latest: date
) -> Following | None:
    """Return what follows once somebody is reached, beside the open steps that stay; None where nothing more is due.

    Until they have had their first conversation, it follows, on the day promised where that can still be kept.
    Afterwards somebody is in touch again, unless a step of ours already says so.
    """
    if not has_talked:
        if any(kind == StepKind.FIRST_CONVERSATION for kind, _by in standing):
            return None
        return Following(StepKind.FIRST_CONVERSATION, min(max(promised or latest, today), latest))
    if any(by != StepBy.PERSON for _kind, by in standing):
        return None
    return Following(StepKind.BE_IN_TOUCH, min(today + A_WEEK, latest))


def check_step(what: str, doer: Doer) -> None:
    """Raise NotPossible unless a next step says what, and whose it is."""
    if not what.strip():
        raise NotPossible(N_("Say what happens next."), field="what")
    if doer.by in {StepBy.PRACTITIONER, StepBy.TOGETHER} and doer.practitioner_id is None:
        raise NotPossible(N_("Say who in the team does this."), field="practitioner")


def check_ending(
    ending: Ending,
    *,
    words: str,
    by_id: UUID | None,
    second_id: UUID | None,
    tries: Sequence[TryMade],
    spoken_at: datetime | None,
) -> None:
    """Raise NotPossible unless a journey may end so. `spoken_at` is when somebody last spoke with them on it.

    An ending that is the person's own word has been heard from them. Not reaching somebody, or not any more, takes a
    reason, two practitioners named, and tries at different times by different means (promise 2).
    """
    rule = ENDINGS[ending]
    if rule.is_their_own_word and spoken_at is None:
        raise NotPossible(NOT_HEARD, field="ending")
    if rule.needs_words and not words.strip():
        raise NotPossible(N_("Say in a few words why."), field="words")
    if not rule.needs_second_practitioner:
        return
    if second_id is None or by_id is None or second_id == by_id:
        raise NotPossible(N_("Letting go takes two practitioners. Name a second one."), field="second")
    check_tried_enough(tries, spoken_at)


def check_tried_enough(tries: Sequence[TryMade], spoken_at: datetime | None) -> None:
    """Raise NotPossible unless somebody was tried three times, on different days, at different times, in two ways.

    Only tries since somebody last spoke with them count: having been reached once keeps nobody from being let go of.
    """
    spoken = [one.at for one in tries if one.outcome == TryOutcome.REACHED] + ([spoken_at] if spoken_at else [])
    since = [one for one in tries if not spoken or one.at > max(spoken)]
    if len(since) < 3 or len({one.at.date() for one in since}) < 2:
        raise NotPossible(TRY_MORE_SINCE if spoken else TRY_MORE, field="ending")
    if len({one.how for one in since}) < 2:
        raise NotPossible(
            N_("Try in at least two ways, a call and a letter perhaps, before letting go."), field="ending"
        )
    if len({part_of_day(one.at.hour) for one in since}) < 2:
        raise NotPossible(N_("Try at another time of day before letting go."), field="ending")


def part_of_day(hour: int) -> str:
    """Return which part of the day an hour (0 to 23) is in."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def days_quiet(last_spoken: date, today: date) -> int:
    """Return how many days nobody has spoken with somebody."""
    return max(0, (today - last_spoken).days)
