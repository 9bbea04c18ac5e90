"""When somebody who works today and was not seen is asked after."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.hours import LONDON, Hours
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import HERE, nations
from livingwell.places.rules import MISSED_FROM, is_missed, read_pack

TUESDAY = date(2026, 12, 1)
HOURS = Hours({day: (time(9), time(17)) for day in range(5)}, frozenset({date(2026, 12, 25)}))
BRACKWELL = (HERE / "packs/brackwell.toml").read_text()


def missed(clock: str, *, on: date = TUESDAY, days: tuple[int, ...] = (1,), opens=None, shuts=None, **said) -> bool:
    now = datetime.combine(on, time.fromisoformat(clock), LONDON)
    return is_missed(now, works_on=days, opens=opens, shuts=shuts, hours=HOURS, **said)


@pytest.mark.parametrize(
    ("clock", "given", "is_so"),
    [
        ("10:29", {}, False),
        ("10:30", {}, True),
        ("16:59", {}, True),
        ("17:00", {}, False),
        ("11:00", {"missed_from": time(11, 30)}, False),
        ("11:30", {"missed_from": time(11, 30)}, True),
        ("13:59", {"opens": time(13)}, False),
        ("14:00", {"opens": time(13)}, True),
        ("13:00", {"shuts": time(13)}, False),
        ("11:00", {"days": (0, 2)}, False),
        ("11:00", {"days": ()}, False),
        ("11:00", {"on": date(2026, 12, 25), "days": (4,)}, False),
        ("11:00", {"on": date(2026, 12, 5), "days": (5,)}, False),
    ],
)
def test_from_mid_morning_on_a_day_they_work_until_their_hours_or_the_place_s_end(clock, given, is_so):
    assert missed(clock, **given) is is_so


@given(
    on=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    clock=st.times(),
    days=st.sets(st.integers(0, 6)),
    opens=st.none() | st.times(time(7), time(15)),
)
def test_nobody_is_missed_on_a_day_off_or_before_mid_morning_or_in_their_first_hour(on, clock, days, opens):
    now = datetime.combine(on, clock, LONDON)
    if is_missed(now, works_on=days, opens=opens, shuts=None, hours=HOURS):
        assert now.weekday() in days
        assert now.time() >= MISSED_FROM
        begins = datetime.combine(now.date(), opens or time(9), LONDON)
        assert now >= begins + timedelta(hours=1)


def test_a_place_says_its_own_time_and_one_that_is_no_time_is_refused():
    pack = read_pack("brackwell", BRACKWELL.replace("missed_from = 10:30:00", "missed_from = 11:15:00"), nations())
    assert pack.missed_from == time(11, 15)
    assert read_pack("brackwell", BRACKWELL.replace("missed_from = 10:30:00", ""), nations()).missed_from == MISSED_FROM
    with pytest.raises(NotPossible, match="missed_from"):
        read_pack("brackwell", BRACKWELL.replace("missed_from = 10:30:00", 'missed_from = "half ten"'), nations())
