"""When somebody is asked how things are.

Gently, spaced, and never once they said no more. Help comes before questions: nobody is asked before the first
conversation.
"""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from measures.reading import of_life, ours
from spec.telling import day

from livingwell.lib.hours import Hours
from livingwell.lib.refusals import NotPossible
from livingwell.measures.rules import Asking, Lately, check_sent, when_asked
from livingwell.measures.words import By, Moment

TODAY = day("Tuesday 3 November 2026")
SPOKEN = Lately(first_spoken_on=TODAY - timedelta(days=200))
STARTED = replace(SPOKEN, asked=frozenset({Moment.START}))
WEEKDAYS = Hours({number: (time(9), time(17)) for number in range(5)})
EVERY_DAY = Hours({number: (time(9), time(17)) for number in range(7)})


def asked_days_ago(days: int, lately: Lately = STARTED) -> Lately:
    return replace(lately, last_on=TODAY - timedelta(days=days))


def stepped_out(days: int, *asked: Moment) -> Lately:
    return replace(STARTED, stepped_out_on=TODAY - timedelta(days=days), asked=frozenset(asked))


def test_nobody_is_asked_before_the_first_conversation():
    assert when_asked(Lately(), TODAY) is None
    assert when_asked(SPOKEN, TODAY) == Asking(Moment.START)


@pytest.mark.parametrize(("days", "is_asked"), [(27, False), (83, False), (84, True)])
def test_along_the_way_it_is_every_twelve_weeks_at_most(days, is_asked):
    """Whatever it was that they were asked last, and whoever asked."""
    found = when_asked(asked_days_ago(days), TODAY)
    assert found == (Asking(Moment.ALONG) if is_asked else None)


@pytest.mark.parametrize(
    "how",
    [
        {"has_stopped": True},
        {"is_paused": True},
        {"has_died": True},
        {"waits": True},
    ],
)
def test_nobody_is_asked_who_said_no_more_or_is_in_a_pause_or_has_died_or_was_asked_and_has_not_answered(how):
    assert when_asked(replace(SPOKEN, **how), TODAY) is None


def test_at_the_end_once_and_half_a_year_later_once_and_never_again():
    assert when_asked(stepped_out(1, Moment.START), TODAY) == Asking(Moment.END)
    assert when_asked(stepped_out(1, Moment.START, Moment.END), TODAY) is None
    assert when_asked(stepped_out(100, Moment.START), TODAY) is None
    assert when_asked(stepped_out(182, Moment.END), TODAY) == Asking(Moment.LATER)
    assert when_asked(stepped_out(182, Moment.END, Moment.LATER), TODAY) is None
    assert when_asked(stepped_out(400, Moment.END), TODAY) is None


@pytest.mark.parametrize("by", [By.LINK, By.POST, By.PAPER, By.OWN_PAGE])
def test_what_asks_whether_life_is_worth_living_is_not_asked_from_a_distance_where_nobody_is_there_every_day(by):
    """Somebody must read that answer on the day it is given. Side by side, or by phone, somebody is there."""
    with pytest.raises(NotPossible) as refused:
        check_sent(of_life(), by, WEEKDAYS)
    assert str(refused.value) == (
        "It asks whether life is worth living, and nobody is there every day here to read the answer. "
        "Ask it side by side or by phone."
    )
    check_sent(of_life(), by, EVERY_DAY)


@pytest.mark.parametrize("by", [By.TABLET, By.PHONE])
def test_side_by_side_and_by_phone_it_is_asked_anywhere(by):
    check_sent(of_life(), by, WEEKDAYS)


def test_what_has_no_words_here_yet_is_not_asked_at_all():
    with pytest.raises(NotPossible) as refused:
        check_sent(ours("reqol-10"), By.TABLET, EVERY_DAY)
    assert str(refused.value) == (
        "Its words are not loaded here yet. Whoever looks after this place loads them from a licensed copy."
    )
