"""When an answer is due, until when a record is kept, and what an answer needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import nations
from livingwell.places.words import Retention
from livingwell.rights import rules
from livingwell.rights.words import RIGHTS, Outcome, Right

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(right=st.sampled_from(Right), asked_on=DAYS, horizon=st.integers(1, 28))
def test_an_answer_is_due_within_a_month_and_within_the_places_horizon(right, asked_on, horizon):
    due = rules.due_on(right, asked_on, horizon)
    assert asked_on < due <= asked_on + timedelta(days=min(28, horizon))


@given(last_on=DAYS, died_on=st.none() | DAYS, last=st.integers(1, 30), death=st.integers(1, 30))
def test_a_record_is_kept_for_whole_years_and_never_a_day_less(last_on, died_on, last, death):
    until = rules.kept_until(Retention(last, death, "a code"), last_on=last_on, died_on=died_on).on
    begins, years = (died_on, death) if died_on else (last_on, last)
    assert until.year - begins.year == years
    assert (until.month, until.day) >= (begins.month, begins.day)
    assert until - date(begins.year + years, begins.month, min(begins.day, 28)) <= timedelta(days=3)


def test_a_leap_day_goes_to_the_day_after_where_the_year_has_none():
    assert rules.years_on(date(2024, 2, 29), 10) == date(2034, 3, 1)
    assert rules.years_on(date(2024, 2, 29), 20) == date(2044, 2, 29)


def test_every_nation_says_how_long_by_which_code_and_to_whom_one_complains():
    for nation in nations().values():
        assert nation.retention.years_after_last >= 8
        assert nation.retention.source
        assert nation.complaints.number


def test_what_needs_words_is_not_asked_without_and_a_copy_is():
    rules.check_asked(Right.COPY, "")
    with pytest.raises(NotPossible):
        rules.check_asked(Right.PUT_RIGHT, "  ")
    with pytest.raises(NotPossible):
        rules.check_asked(Right.DIED, "Words")
    assert not RIGHTS[Right.DIED].asked_by_them


def test_an_answer_says_what_was_done():
    rules.check_answer(Outcome.DONE, "It says Ama now.")
    with pytest.raises(NotPossible):
        rules.check_answer(Outcome.NOT_DONE, " ")
