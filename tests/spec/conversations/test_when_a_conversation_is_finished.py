"""When a conversation is finished.

It is finished by reading it back together, and then only when somebody who works here does at least one thing next: a
person is never left with only their own list.
"""

import pytest

from livingwell.conversations.rules import (
    check_may_finish,
    check_read_back,
    is_kept_by_talking,
    reading_mark,
)
from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.refusals import NotPossible

WHO = {"Ama": StepBy.PERSON, "Shanice": StepBy.PRACTITIONER, "the team": StepBy.TEAM, "both": StepBy.TOGETHER}


def finish(*who: str) -> str:
    """Return "finished", or the sentence that says what is missing."""
    try:
        check_may_finish([WHO[one] for one in who])
    except NotPossible as reason:
        return str(reason)
    return "finished together"


@pytest.mark.parametrize(
    ("whose_next_steps", "what_comes_of_it"),
    [
        ("Shanice", "finished together"),
        ("both", "finished together"),
        ("the team", "finished together"),
        ("Ama, Shanice", "finished together"),
        ("Ama", "Write one next step for you, or for both of you, first: so that nobody is left waiting."),
        ("", "Write one next step for you, or for both of you, first: so that nobody is left waiting."),
    ],
)
def test_somebody_here_has_something_to_do(whose_next_steps, what_comes_of_it):
    """The same sentence stands beside the button while it is off."""
    assert finish(*filter(None, whose_next_steps.split(", "))) == what_comes_of_it


def test_something_was_written_after_it_was_read():
    """Tom added a line from his desk while Shanice was reading out. It is read once more, with his line in it."""
    with pytest.raises(NotPossible) as reason:
        check_read_back(reading_mark(3, []), reading_mark(4, []))
    assert str(reason.value) == "Something was written after you read it. Read it once more together."


@pytest.mark.parametrize(
    ("a_step_that_was_open", "is_done_by_having_talked"),
    [
        ("reach", "yes"),
        ("first conversation", "yes"),
        ("be in touch", "no"),
        ("young lead", "no"),
        ("check with person", "no"),
    ],
)
def test_what_having_talked_ticks_off(a_step_that_was_open, is_done_by_having_talked):
    """To reach somebody, and the first conversation that was promised. Everything else stays until it is done."""
    kept = is_kept_by_talking(StepKind(a_step_that_was_open), from_this=False)
    assert ("yes" if kept else "no") == is_done_by_having_talked
