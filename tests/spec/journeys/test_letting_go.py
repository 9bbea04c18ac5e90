"""Letting go of somebody we could not reach.

It is nobody's fault not to answer a phone. Before a team lets go it has tried at least three times, on different days,
at different times of day and in more than one way; two practitioners put their names to it, with a reason; and the
way back stays open.
"""

from datetime import datetime
from uuid import UUID

import pytest
from spec.telling import moment

from livingwell.journeys.rules import TryMade, check_ending
from livingwell.journeys.words import Ending, TryOutcome
from livingwell.lib.refusals import NotPossible

TOM, SHANICE = UUID(int=1), UUID(int=2)
ENOUGH = (
    "a call on Monday 2 November 2026, 10:00",
    "a call on Tuesday 3 November 2026, 18:00",
    "a letter on Wednesday 4 November 2026, 10:00",
)


def tried(*tries: str, outcome: TryOutcome = TryOutcome.NO_ANSWER) -> list[TryMade]:
    """Read tries as they are told: "a call on Monday 2 November 2026, 10:00"."""
    told = [one.split(" on ", 1) for one in tries]
    return [TryMade(how, moment(at), outcome) for how, at in told]


def let_go(
    tries: list[TryMade],
    *,
    words: str = "We wrote to say the door is open",
    second: UUID | None = SHANICE,
    spoken_at: datetime | None = None,
) -> str:
    """Return "let go", or the sentence that says why not yet."""
    try:
        check_ending(Ending.NOT_REACHED, words=words, by_id=TOM, second_id=second, tries=tries, spoken_at=spoken_at)
    except NotPossible as refusal:
        return str(refusal)
    return "let go"


def test_three_tries_on_different_days_at_different_times_and_in_two_ways():
    """Two calls, one in the morning and one after work, and a letter. Tom and Shanice put their names to it."""
    assert let_go(tried(*ENOUGH)) == "let go"


@pytest.mark.parametrize(
    ("what_was_tried", "what_is_said"),
    [
        ("nothing", "Try at least three times, on different days, before letting go."),
        (
            "a call on Monday 2 November 2026, 10:00; a call on Tuesday 3 November 2026, 18:00",
            "Try at least three times, on different days, before letting go.",
        ),
        (
            "a call on Monday 2 November 2026, 10:00; a text on Monday 2 November 2026, 13:00; "
            "a letter on Monday 2 November 2026, 18:00",
            "Try at least three times, on different days, before letting go.",
        ),
        (
            "a call on Monday 2 November 2026, 10:00; a call on Tuesday 3 November 2026, 13:00; "
            "a call on Wednesday 4 November 2026, 18:00",
            "Try in at least two ways, a call and a letter perhaps, before letting go.",
        ),
        (
            "a call on Monday 2 November 2026, 10:00; a text on Tuesday 3 November 2026, 09:30; "
            "a letter on Wednesday 4 November 2026, 11:59",
            "Try at another time of day before letting go.",
        ),
    ],
)
def test_not_enough_has_been_tried(what_was_tried, what_is_said):
    """Somebody who sleeps in the morning, or whose phone is at the shop, is not somebody who does not want us."""
    tries = [] if what_was_tried == "nothing" else tried(*what_was_tried.split("; "))
    assert let_go(tries) == what_is_said


def test_one_name_is_not_enough():
    """Nobody lets go of anybody alone, and signing twice is still alone."""
    assert let_go(tried(*ENOUGH), second=None) == "Letting go takes two practitioners. Name a second one."
    assert let_go(tried(*ENOUGH), second=TOM) == "Letting go takes two practitioners. Name a second one."


def test_without_a_reason():
    """The reason is read by whoever looks at this next, the person among them."""
    assert let_go(tried(*ENOUGH), words="  ") == "Say in a few words why."


@pytest.mark.parametrize(
    ("when_we_last_spoke", "what_is_said"),
    [
        ("Sunday 1 November 2026, 10:00", "let go"),
        (
            "Tuesday 3 November 2026, 09:00",
            "You have spoken with them. Try at least three times since then, on different days, before letting go.",
        ),
        (
            "Thursday 5 November 2026, 10:00",
            "You have spoken with them. Try at least three times since then, on different days, before letting go.",
        ),
    ],
)
def test_somebody_who_was_reached_and_has_been_silent_since(when_we_last_spoke, what_is_said):
    """Having answered once keeps nobody from being let go of. Only what was tried since counts: two calls and a letter,
    from Monday to Wednesday."""
    assert let_go(tried(*ENOUGH), spoken_at=moment(when_we_last_spoke)) == what_is_said


def test_a_try_that_reached_them_counts_as_speaking():
    """The letter was answered: they are somebody to talk with. They may say "not now"; we may not say it for them."""
    tries = tried(*ENOUGH[:2]) + tried(ENOUGH[2], outcome=TryOutcome.REACHED)
    assert let_go(tries) == (
        "You have spoken with them. Try at least three times since then, on different days, before letting go."
    )
