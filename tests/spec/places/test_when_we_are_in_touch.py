"""When somebody will be in touch.

Whoever comes to the door is told a day, and it is only ever a day on which somebody is there to keep the promise. In
Brackwell somebody is there from Monday to Friday, 9 to 5 (7 on Wednesdays, half past 4 on Fridays), and not on bank
holidays. Within two such days after the door is read, somebody is in touch.
"""

import pytest
from spec.telling import moment, say, say_day

from livingwell.places.queries import packs


def in_brackwell(introduced: str) -> tuple[str, str]:
    """Return when the door is next read, and the day somebody is in touch by."""
    pack = packs()["brackwell"]
    came = moment(introduced)
    read = pack.next_read(came)
    return ("at once" if read == came else say(read)), say_day(pack.reach_by(came))


@pytest.mark.parametrize(
    ("somebody_comes", "the_door_is_read", "somebody_is_in_touch_by"),
    [
        ("Tuesday 3 November 2026, 10:00", "at once", "Thursday 5 November 2026"),
        ("Tuesday 3 November 2026, 16:59", "at once", "Thursday 5 November 2026"),
        ("Wednesday 4 November 2026, 18:30", "at once", "Friday 6 November 2026"),
    ],
)
def test_while_somebody_is_there(somebody_comes, the_door_is_read, somebody_is_in_touch_by):
    """The two days begin on the day it is read."""
    assert in_brackwell(somebody_comes) == (the_door_is_read, somebody_is_in_touch_by)


@pytest.mark.parametrize(
    ("somebody_comes", "the_door_is_read", "somebody_is_in_touch_by"),
    [
        ("Tuesday 3 November 2026, 00:00", "Tuesday 3 November 2026, 09:00", "Thursday 5 November 2026"),
        ("Tuesday 3 November 2026, 17:00", "Wednesday 4 November 2026, 09:00", "Friday 6 November 2026"),
        ("Tuesday 3 November 2026, 23:59", "Wednesday 4 November 2026, 09:00", "Friday 6 November 2026"),
    ],
)
def test_at_night(somebody_comes, the_door_is_read, somebody_is_in_touch_by):
    """At midnight as at noon the door takes in what is said. It is read when it next opens, and we say when that is."""
    assert in_brackwell(somebody_comes) == (the_door_is_read, somebody_is_in_touch_by)


@pytest.mark.parametrize(
    ("somebody_comes", "the_door_is_read", "somebody_is_in_touch_by"),
    [
        ("Friday 6 November 2026, 16:30", "Monday 9 November 2026, 09:00", "Wednesday 11 November 2026"),
        ("Sunday 8 November 2026, 03:00", "Monday 9 November 2026, 09:00", "Wednesday 11 November 2026"),
        ("Thursday 5 November 2026, 12:00", "at once", "Monday 9 November 2026"),
    ],
)
def test_over_a_weekend(somebody_comes, the_door_is_read, somebody_is_in_touch_by):
    """Days on which nobody is there are not counted."""
    assert in_brackwell(somebody_comes) == (the_door_is_read, somebody_is_in_touch_by)


@pytest.mark.parametrize(
    ("somebody_comes", "the_door_is_read", "somebody_is_in_touch_by"),
    [
        ("Thursday 24 December 2026, 12:00", "at once", "Wednesday 30 December 2026"),
        ("Thursday 24 December 2026, 20:00", "Tuesday 29 December 2026, 09:00", "Thursday 31 December 2026"),
        ("Thursday 31 December 2026, 17:30", "Monday 4 January 2027, 09:00", "Wednesday 6 January 2027"),
        ("Thursday 25 March 2027, 17:00", "Tuesday 30 March 2027, 09:00", "Thursday 1 April 2027"),
    ],
)
def test_over_bank_holidays(somebody_comes, the_door_is_read, somebody_is_in_touch_by):
    """Bank holidays are days on which nobody is there. The page says so, and who to ring meanwhile."""
    assert in_brackwell(somebody_comes) == (the_door_is_read, somebody_is_in_touch_by)


@pytest.mark.parametrize(
    ("somebody_comes", "the_door_is_read", "somebody_is_in_touch_by"),
    [
        ("Sunday 25 October 2026, 00:30", "Monday 26 October 2026, 09:00", "Wednesday 28 October 2026"),
        ("Sunday 25 October 2026, 01:30", "Monday 26 October 2026, 09:00", "Wednesday 28 October 2026"),
        ("Sunday 28 March 2027, 00:59", "Tuesday 30 March 2027, 09:00", "Thursday 1 April 2027"),
        ("Sunday 28 March 2027, 02:00", "Tuesday 30 March 2027, 09:00", "Thursday 1 April 2027"),
    ],
)
def test_when_the_clocks_change(somebody_comes, the_door_is_read, somebody_is_in_touch_by):
    """Nine o'clock is nine o'clock on the wall, in the week the clocks go back and in the week they go forward.

    (Monday 29 March 2027 is a bank holiday as well.)
    """
    assert in_brackwell(somebody_comes) == (the_door_is_read, somebody_is_in_touch_by)
