"""Staffed hours, against a slow and obvious account: look at every quarter of an hour until somebody is there."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from livingwell.lib.hours import LONDON, Hours

QUARTER = timedelta(minutes=15)
quarters = st.integers(min_value=0, max_value=95).map(lambda n: time(n // 4, n % 4 * 15))
openings = st.tuples(quarters, quarters).filter(lambda pair: pair[0] < pair[1])
weeks = st.dictionaries(st.integers(0, 6), openings, min_size=1)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))
moments = st.tuples(days, quarters).map(lambda pair: datetime.combine(*pair, tzinfo=LONDON))


def first_found(hours: Hours, at: datetime) -> datetime:
    """Walk on, a quarter of an hour of real time after another, until somebody is there."""
    moment = at.timestamp()
    while not hours.is_staffed(datetime.fromtimestamp(moment, LONDON)):
        moment += QUARTER.total_seconds()
    return datetime.fromtimestamp(moment, LONDON)


@settings(max_examples=150)
@given(weeks, st.frozensets(days, max_size=4), moments)
def test_the_next_staffed_moment_is_the_first_one_anybody_would_find(week, closed_on, at):
    hours = Hours(week, closed_on)
    assert hours.next_staffed(at).timestamp() == first_found(hours, at).timestamp()


@given(weeks, st.frozensets(days, max_size=6), days, st.integers(0, 20))
def test_so_many_working_days_on_is_a_working_day_with_so_many_between(week, closed_on, start, count):
    hours = Hours(week, closed_on)
    found = hours.working_day_after(start, count)
    assert hours.on(found) is not None
    passed = [start + timedelta(days=n) for n in range(1, (found - start).days + 1)]
    staffed = sum(hours.on(day) is not None for day in passed)
    assert staffed == (count if hours.on(start) is not None else count + 1)


def test_a_place_that_is_never_staffed_promises_nothing_and_says_so():
    with pytest.raises(ValueError, match="never staffed"):
        Hours({}).next_staffed(datetime(2026, 11, 22, tzinfo=LONDON))
    with pytest.raises(ValueError, match="never staffed"):
        Hours({}).working_day_after(date(2026, 11, 22), 2)


def test_the_last_minute_is_staffed_and_the_closing_one_is_not():
    hours = Hours({0: (time(9), time(17))})
    monday = datetime(2026, 11, 23, 16, 59, 59, tzinfo=LONDON)
    assert hours.is_staffed(monday)
    assert not hours.is_staffed(monday + timedelta(seconds=1))


def test_hours_end_for_whoever_is_in_them_and_for_nobody_else():
    week = Hours({0: (time(9), time(17))})
    monday = datetime(2026, 11, 23, 9, tzinfo=LONDON)
    assert week.open_until(monday) == datetime(2026, 11, 23, 17, tzinfo=LONDON)
    assert week.open_until(monday - timedelta(minutes=1)) is None
    assert week.open_until(monday.replace(hour=17)) is None
    assert week.open_until(monday + timedelta(days=1)) is None
