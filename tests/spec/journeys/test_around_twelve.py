"""Where we are in the rhythm of about twelve conversations.

A place says how many conversations its rhythm has. It is shown, in words and in marks, to the person and to whoever
supports them, and nothing is ever refused because of it.
"""

import pytest

from livingwell.journeys.rules import in_rhythm


@pytest.mark.parametrize(
    ("conversations_held", "marks_that_have_been", "going_on_is_thought_about"),
    [(0, 0, False), (1, 1, False), (11, 11, False), (12, 12, False), (13, 12, True), (40, 12, True)],
)
def test_a_rhythm_and_never_a_wall(conversations_held, marks_that_have_been, going_on_is_thought_about):
    """Past twelve, no mark is added: it is said that going on is something the huddle thinks about with them."""
    here = in_rhythm(conversations_held, about=12)
    assert len(here.marks) == 12
    assert sum(here.marks) == marks_that_have_been
    assert here.is_past is going_on_is_thought_about


def test_before_the_first_conversation_nothing_is_counted():
    """Nobody reads that they have talked no times."""
    assert not in_rhythm(0, about=12).has_begun
