"""Deciding about journeys: pure, with today passed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.people.words import Channel

from .words import ENDINGS, HORIZON_DAYS, Ending, StepBy, TriedBy, TryOutcome


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


@dataclass(frozen=True)
class WayInUse:
    """A way to reach somebody, as the rule for leaving a message needs it."""

    channel: Channel
    may_message: bool
    may_be_left: bool


# Which ways a try goes on: a text's number can be rung, and what a visit leaves lies on the mat like a letter.
TRIED_ON: dict[TriedBy, frozenset[Channel]] = {
    TriedBy.CALL: frozenset({Channel.CALL, Channel.TEXT}),
    TriedBy.TEXT: frozenset({Channel.TEXT}),
    TriedBy.EMAIL: frozenset({Channel.EMAIL}),
    TriedBy.LETTER: frozenset({Channel.LETTER}),
    TriedBy.VISIT: frozenset({Channel.LETTER}),
    TriedBy.THROUGH: frozenset({Channel.THROUGH}),
}


def check_left_message(how: TriedBy, ways: Sequence[WayInUse]) -> None:
    """Raise NotPossible unless the person said that a message is safe there.

    Where no way of that sort is known, any way that they said is safe will do. What is safe on a way that only somebody
    else gave, nobody has said yet.
    """
    there = [way for way in ways if way.channel in TRIED_ON[how]] or ways
    if not any(way.may_be_left or (way.may_message and how != TriedBy.CALL) for way in there):
        raise NotPossible(
            N_(
                "They have not said that a message is safe there, so nothing may be left. If one was, say so in words "
                "below, and choose “No answer”."
            ),
            field="outcome",
        )


def part_of_day(hour: int) -> str:
    """Return which part of the day an hour (0 to 23) is in."""
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def days_quiet(last_spoken: date, today: date) -> int:
    """Return how many days nobody has spoken with somebody."""
    return max(0, (today - last_spoken).days)
