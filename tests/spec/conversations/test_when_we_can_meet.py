"""When a conversation can be.

Soon enough that nobody waits without hearing, and never in the past, unless it has been had and is now written down.
"""

import pytest
from spec.telling import moment

from livingwell.conversations.rules import check_at, check_place, on_the_clock
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Meeting

NOW = moment("Tuesday 24 November 2026, 10:00")


def meet(at: str, *, talked_already: bool = False) -> str:
    """Return "arranged", or the sentence that says why not."""
    try:
        check_at(moment(at), now=NOW, talked_already=talked_already, horizon_days=28)
    except NotPossible as reason:
        return str(reason)
    return "it is kept"


@pytest.mark.parametrize(
    ("on", "what_is_said"),
    [
        ("Tuesday 24 November 2026, 16:00", "it is kept"),
        ("Tuesday 22 December 2026, 16:00", "it is kept"),
        ("Wednesday 23 December 2026, 09:00", "Choose a day within 28 days, so that nobody waits without hearing."),
        (
            "Monday 23 November 2026, 16:00",
            "That has been already. Choose a time to come, or say that you have talked.",
        ),
        ("Wednesday 24 November 3030, 10:00", "Choose a day within 28 days, so that nobody waits without hearing."),
    ],
)
def test_arranging_one_on_a_tuesday_morning(on, what_is_said):
    """It is ten o'clock on Tuesday 24 November 2026."""
    assert meet(on) == what_is_said


@pytest.mark.parametrize(
    ("on", "what_is_said"),
    [
        ("Tuesday 24 November 2026, 09:00", "it is kept"),
        ("Monday 2 November 2026, 16:00", "it is kept"),
        ("Tuesday 24 November 2026, 16:00", "You have talked already, so choose a time that has been."),
        ("Monday 5 October 2026, 16:00", "That is more than 28 days ago. Look at the day again."),
    ],
)
def test_writing_down_one_that_has_been_had(on, what_is_said):
    """The note of yesterday's walk, written this morning."""
    assert meet(on, talked_already=True) == what_is_said


def test_the_night_the_clocks_go_forward():
    """Half past one on the last Sunday of March is on no clock."""
    night = moment("Sunday 28 March 2027, 12:00")
    with pytest.raises(NotPossible) as reason:
        on_the_clock(night.date(), moment("Sunday 28 March 2027, 12:00").replace(hour=1, minute=30).time())
    assert str(reason.value) == "There is no such time that night: the clocks go forward."


def test_somewhere_they_choose():
    """A place of their own is said by name, so that everybody turns up at the same bench."""
    with pytest.raises(NotPossible) as reason:
        check_place(Meeting.CHOSEN, "")
    assert str(reason.value) == "Say where they chose."
