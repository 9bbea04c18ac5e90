"""When somebody of us is not back at the time they said.

Before a visit or a walk we say when we are back, and who notices. Ten minutes late is a last word on the doorstep.
After that one colleague after another is told, until somebody says "I have this".
"""

from datetime import datetime, time, timedelta

from livingwell.conversations.rules import longer, rungs_due
from livingwell.conversations.words import RUNGS, Rung
from livingwell.lib.hours import LONDON

FOUR = datetime(2026, 12, 1, 16, tzinfo=LONDON)  # Tom said that he is back at four


def told(clock: str, *, so_far: tuple[str, ...] = (), somebody_has_it: bool = False) -> list[str]:
    """Return who is told at a time, where others were told already."""
    now = datetime.combine(FOUR.date(), time.fromisoformat(clock), LONDON)
    known = {rung for rung in Rung if RUNGS[rung] in so_far}
    return [RUNGS[rung] for rung in rungs_due(FOUR, known, is_taken=somebody_has_it, now=now)]


def test_at_five_past_nobody_is_told():
    """He may be saying goodbye."""
    assert told("16:05") == []


def test_ten_minutes_late_whoever_notices_is_told():
    """The colleague he named. They ring him."""
    assert told("16:10") == ["who notices"]


def test_ten_minutes_on_it_is_whoever_is_on_duty_and_then_whoever_leads():
    """Nobody is told twice for the same time."""
    assert told("16:20", so_far=("who notices",)) == ["on duty"]
    assert told("16:30", so_far=("who notices", "on duty")) == ["leads"]
    assert told("16:40", so_far=("who notices", "on duty", "leads")) == []


def test_once_somebody_has_it_nobody_more_is_told():
    """They look for him until he is back."""
    assert told("16:30", so_far=("who notices",), somebody_has_it=True) == []


def test_before_the_night_whoever_leads_is_told_once_more():
    """At eight, if nobody has said that he is back, even where somebody has it: nothing is open over night unseen."""
    assert told("20:00", so_far=("who notices",), somebody_has_it=True) == ["before the night"]


def test_when_the_machine_was_down_everybody_is_told_as_soon_as_it_is_up():
    """In the same order; for an hour nobody was."""
    assert told("17:00") == ["who notices", "on duty", "leads"]


def test_half_an_hour_more_is_one_tap():
    """From the time he said, or from now. Whoever was told is told again only if that passes too."""
    assert longer(FOUR, now=FOUR - timedelta(minutes=10)) == FOUR + timedelta(minutes=30)
    assert longer(FOUR, now=FOUR + timedelta(minutes=20)) == FOUR + timedelta(minutes=50)
