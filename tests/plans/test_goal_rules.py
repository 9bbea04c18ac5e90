"""Progress on goals, against a slow and obvious second telling of the same rule, on any scores there could be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.refusals import NotPossible
from livingwell.plans import rules
from livingwell.plans.rules import Scored, paired, progress
from livingwell.plans.words import RatedBy

BEGINNING = date(2026, 1, 1)
scores = st.lists(
    st.builds(
        Scored,
        st.integers(0, 5).map(lambda n: BEGINNING + timedelta(days=n)),
        st.none() | st.integers(-2, 12),
    ),
    max_size=8,
)
people = st.lists(st.lists(scores, max_size=3), max_size=6)


def slowly(goal: list[Scored]) -> int | None:
    """Say by how much a goal moved, day by day."""
    days = {}
    for one in goal:
        if one.value in range(11):
            days[one.on] = one.value
    if len(days) < 2:
        return None
    return days[max(days)] - days[min(days)]


@given(scores)
def test_a_goal_moved_by_what_the_slow_way_says(goal):
    pair = paired(goal)
    assert (pair.by if pair else None) == slowly(goal)


@given(people, st.integers(1, 3))
def test_a_figure_is_the_slow_one_and_leaves_nobody_out(them, least):
    counted = progress(them, on_at_least=least)
    moves = [[by for goal in goals if (by := slowly(goal)) is not None] for goals in them]
    known = [one for one in moves if len(one) >= least]
    assert (counted.made, counted.of) == (sum(sum(by >= 3 for by in one) >= least for one in known), len(known))
    assert counted.of + counted.missing == len(them)
    assert 0 <= counted.made <= counted.of


@given(people)
def test_whoever_moved_on_two_moved_on_one(them):
    one, two = (progress(them, on_at_least=least) for least in (1, 2))
    assert two.made <= one.made
    assert two.of <= one.of


@given(st.lists(st.sampled_from((1, 2, 3)), max_size=3, unique=True))
def test_a_place_is_free_once_and_never_taken_from_another(taken):
    if len(taken) == 3:
        with pytest.raises(NotPossible, match="keeps its place"):
            rules.free_slot(taken)
    else:
        assert rules.free_slot(taken) == min({1, 2, 3} - set(taken))


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.none() | st.integers(-3, 14), max_size=8))
def test_a_turn_is_taken_where_something_is_said_and_nothing_is_off_the_scale(values):
    fine = all(one is None or 0 <= one <= 10 for one in values.values()) and any(
        one is not None for one in values.values()
    )
    if fine:
        rules.check_turn(values)
    else:
        with pytest.raises(NotPossible):
            rules.check_turn(values)


def test_a_person_rates_on_their_page_and_a_practitioner_by_how_they_were_told():
    for how in RatedBy:
        for is_person in (True, False):
            if is_person == (how == RatedBy.OWN_PAGE):
                rules.check_channel(how, is_person=is_person)
            else:
                with pytest.raises(NotPossible):
                    rules.check_channel(how, is_person=is_person)
