"""How far somebody came.

A goal is a person's own. They say how near it is, from 0 to 10, when they like. Up to three goals of a journey are
counted, and each keeps its place, so that its first score and its latest are of one and the same goal
(Law and Jacob 2015: goal-based outcomes; up to three goals, 0 to 10).

The first score is where it began. The latest score of a later day is where it is. A change of **3 or more** is
progress: that is the threshold of NHS England's community mental health outcomes dashboard for goal-based outcomes,
which pairs the first valid score with the latest later one (CMH PROMs Dashboard, looked up 2026-11). None of it is a
threshold for help: nothing is ever refused because a goal did not move, or was not rated.
"""

import pytest
from spec.telling import day

from livingwell.plans.rules import PROGRESS, Counted, Scored, paired, progress

DAYS = ("Monday 2 November 2026", "Monday 16 November 2026", "Monday 30 November 2026", "Monday 14 December 2026")


def scored(told: str) -> list[Scored]:
    """Read "2, -, 5" as scores two weeks apart; "-" is not answered."""
    numbers = [None if one.strip() == "-" else int(one) for one in told.split(",") if one.strip()]
    return [Scored(day(on), number) for on, number in zip(DAYS, numbers, strict=False)]


def of_one(told: str) -> str:
    pair = paired(scored(told))
    return "nothing can be said yet" if pair is None else f"from {pair.first} to {pair.latest}: {pair.change}"


@pytest.mark.parametrize(
    ("two_weeks_apart_they_say", "what_that_is"),
    [
        ("2, 5", "from 2 to 5: progress"),
        ("2, 4", "from 2 to 4: no change"),
        ("0, 10", "from 0 to 10: progress"),
        ("2, 9, 3", "from 2 to 3: no change"),
        ("2, 3, 4, 6", "from 2 to 6: progress"),
        ("6, 3", "from 6 to 3: further off"),
        ("6, 4", "from 6 to 4: no change"),
    ],
)
def test_from_the_first_to_the_latest(two_weeks_apart_they_say, what_that_is):
    """What lay between does not count: it is on the ladder, for whoever climbs it."""
    assert of_one(two_weeks_apart_they_say) == what_that_is


def test_three_is_the_threshold():
    """A change of 3, as the NHS dashboard has it. Another would be another source, and another line here."""
    assert PROGRESS == 3


@pytest.mark.parametrize(
    ("two_weeks_apart_they_say", "what_that_is"),
    [
        ("4", "nothing can be said yet"),
        ("-, 4", "nothing can be said yet"),
        ("-, -, -", "nothing can be said yet"),
        ("-, 4, -, 7", "from 4 to 7: progress"),
        ("11, 4, 7", "from 4 to 7: progress"),
        ("4, 11", "nothing can be said yet"),
    ],
)
def test_what_was_not_said_is_not_a_nought(two_weeks_apart_they_say, what_that_is):
    """Not answered stays so, and a number off the scale is no answer. The first valid one is the beginning."""
    assert of_one(two_weeks_apart_they_say) == what_that_is


def test_two_on_one_day():
    """Somebody types 1, meant 7, and puts it right a minute later: that is no progress. The last of a day stands."""
    first = day("Monday 2 November 2026")
    assert paired([Scored(first, 1), Scored(first, 7)]) is None
    assert paired([Scored(first, 1), Scored(first, 7), Scored(day("Monday 16 November 2026"), 8)]).by == 1


ANA, BEN, CAS, DEE = ("2, 5 | 1, 6 | 4, 4", "3, 6 | 5, 5", "3, 7", "4")


@pytest.mark.parametrize(
    ("people_and_their_goals", "on_at_least", "made_progress", "of", "and_it_cannot_be_said_of"),
    [
        ((ANA, BEN, CAS, DEE), 1, 3, 3, 1),
        ((ANA, BEN, CAS, DEE), 2, 1, 2, 2),
        ((ANA,), 2, 1, 1, 0),
        ((DEE,), 1, 0, 0, 1),
        ((), 1, 0, 0, 0),
    ],
)
def test_of_how_many(people_and_their_goals, on_at_least, made_progress, of, and_it_cannot_be_said_of):
    """Goals are written apart by a bar. A person counts where as many of their goals as are asked for have a first and
    a later score. The others are said beside the figure, and are neither progress nor none."""
    people = [[scored(goal) for goal in one.split("|")] for one in people_and_their_goals]
    assert progress(people, on_at_least=on_at_least) == Counted(made_progress, of, and_it_cannot_be_said_of)
