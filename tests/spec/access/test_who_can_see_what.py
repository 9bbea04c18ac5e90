"""Who can see what of a person, and write it.

Nobody sees anything of anybody without a reason that is written down, with its day, where the person can read it. What
each reason opens is here. The database reads these reasons itself: no page, and no mistake in one, can show more.
"""

import pytest

from livingwell.access.words import SEES, WRITES, Part

# Each part of what is kept, as it is spoken of below.
CALLED = {
    Part.WHO: "who they are",
    Part.CONTACT: "ways to reach them",
    Part.JOURNEY: "who holds, and what was tried",
    Part.STEPS: "next steps",
    Part.STREAM: "what happened",
    Part.WORDS: "what was said at the door",
    Part.CONFIDENCE: "what somebody else said in confidence",
    Part.CONVERSATIONS: "conversations and notes",
    Part.WORRIES: "worries",
    Part.HUDDLE: "the team's thinking together",
    Part.MESSAGES: "messages",
    Part.SAFEGUARDING: "a safeguarding concern",
    Part.TIES: "who can see this",
    Part.LOOKS: "who has looked",
    Part.PLAN: "their plan, goals and wheel",
    Part.SAFETY_PLAN: "their safety plan",
    Part.CHECK_INS: "their check-ins",
    Part.IDENTITY: "who they say they are",
}


@pytest.mark.parametrize(
    ("what_is_kept", "the_team_alongside", "somebody_drawn_in", "the_person", "an_introducer"),
    [
        ("who they are", "sees, writes", "sees, writes", "sees", "-"),
        ("ways to reach them", "sees, writes", "sees, writes", "sees", "-"),
        ("who holds, and what was tried", "sees, writes", "sees, writes", "sees", "-"),
        ("next steps", "sees, writes", "sees, writes", "sees, writes", "writes"),
        ("what happened", "sees, writes", "sees, writes", "sees, writes", "writes"),
        ("what was said at the door", "sees, writes", "sees, writes", "sees", "writes"),
        ("what somebody else said in confidence", "sees, writes", "-", "-", "-"),
        ("conversations and notes", "sees, writes", "sees, writes", "sees", "-"),
        ("worries", "sees, writes", "sees, writes", "writes", "-"),
        ("the team's thinking together", "sees, writes", "sees, writes", "-", "-"),
        ("messages", "sees, writes", "sees, writes", "sees", "-"),
        ("a safeguarding concern", "-", "-", "-", "-"),
        ("who can see this", "sees, writes", "sees", "sees", "-"),
        ("who has looked", "sees, writes", "sees, writes", "sees", "-"),
        ("their plan, goals and wheel", "sees, writes", "sees, writes", "sees, writes", "-"),
        ("their safety plan", "sees, writes", "sees, writes", "sees, writes", "-"),
        ("their check-ins", "sees, writes", "sees, writes", "sees, writes", "-"),
        ("who they say they are", "sees, writes", "-", "sees, writes", "-"),
    ],
)
def test_what_each_reason_opens(what_is_kept, the_team_alongside, somebody_drawn_in, the_person, an_introducer):
    """A tie may open less than this, and never more.

    An introducer adds to what they said, asks us to ring, or asks to take it back. They see their own introduction,
    and nothing of the person. What was said in confidence is shown to the person once somebody has reviewed it, or is
    withheld with a reason. A message is shown to them once it has gone. A safeguarding concern is opened by no tie:
    whoever raised it and its lead see it.
    """
    part = next(part for part, called in CALLED.items() if called == what_is_kept)
    said = [_opens(reason, part) for reason in ("holds", "drawn in", "themselves", "receipt")]
    assert said == [the_team_alongside, somebody_drawn_in, the_person, an_introducer]


def _opens(reason: str, part: Part) -> str:
    able = [word for word, opened in (("sees", SEES[reason]), ("writes", WRITES[reason])) if part in opened]
    return ", ".join(able) or "-"


def test_every_part_is_spoken_of():
    """Nothing is kept of anybody that is not in the table above."""
    assert set(CALLED) == set(Part)
