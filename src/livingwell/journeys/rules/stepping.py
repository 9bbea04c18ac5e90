"""What a next step needs, and what follows when somebody is reached."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import HORIZON_DAYS, StepBy, StepKind

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Doer:
    """Who does a next step: the person, a practitioner, both together, or a team until somebody is named."""

    by: StepBy
    practitioner_id: UUID | None = None
    team_id: UUID | None = None


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
