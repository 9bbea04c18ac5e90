"""Who is told that somebody is not back, and when: by example, and as states that hypothesis walks through."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from livingwell.conversations.rules import back_at, check_back_by, is_out, longer, rungs_due
from livingwell.conversations.rules.out import due_at
from livingwell.conversations.words import Rung
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Meeting

FOUR = datetime(2026, 12, 1, 16, tzinfo=LONDON)
MINUTE = timedelta(minutes=1)


def told_by(minutes: int, *, told=(), is_taken: bool = False) -> list[str]:
    return [str(one) for one in rungs_due(FOUR, set(told), is_taken=is_taken, now=FOUR + minutes * MINUTE)]


def test_a_few_minutes_late_is_a_last_word_on_the_doorstep():
    assert told_by(9) == []


def test_first_who_notices_then_duty_then_the_lead():
    assert told_by(10) == ["notices"]
    assert told_by(20, told=[Rung.NOTICES]) == ["duty"]
    assert told_by(30, told=[Rung.NOTICES, Rung.DUTY]) == ["lead"]


def test_each_is_told_once_and_nobody_more_once_somebody_has_it():
    assert told_by(25, told=[Rung.NOTICES, Rung.DUTY]) == []
    assert told_by(60, told=[Rung.NOTICES], is_taken=True) == []


def test_nothing_is_left_open_over_night_unseen_even_where_somebody_has_it():
    assert told_by(4 * 60 - 1, told=[Rung.NOTICES], is_taken=True) == []
    assert told_by(4 * 60, told=[Rung.NOTICES], is_taken=True) == ["evening"]


def test_out_in_the_evening_the_night_comes_an_hour_after_the_lead():
    assert due_at(Rung.EVENING, FOUR.replace(hour=21)) == FOUR.replace(hour=22, minute=30)


def test_a_worker_that_was_down_for_an_hour_tells_everybody_in_order():
    assert told_by(60) == ["notices", "duty", "lead"]


def test_half_an_hour_more_counts_from_the_time_said_or_from_now_when_that_has_passed():
    assert longer(FOUR, now=FOUR - 5 * MINUTE) == FOUR + 30 * MINUTE
    assert longer(FOUR, now=FOUR + 20 * MINUTE) == FOUR + 50 * MINUTE


def test_a_time_that_has_passed_or_is_tomorrow_is_refused():
    for wrong in (FOUR - MINUTE, FOUR, FOUR + timedelta(hours=13)):
        with pytest.raises(NotPossible):
            check_back_by(wrong, now=FOUR)
    with pytest.raises(NotPossible, match="has passed"):
        back_at(FOUR, time(15))
    assert back_at(FOUR, time(17)) == FOUR + timedelta(hours=1)


def test_a_phone_call_is_nowhere_to_go():
    assert [one for one in Meeting if not is_out(one)] == [Meeting.PHONE, Meeting.VIDEO, Meeting.OURS]


class SomebodyIsOut(RuleBasedStateMachine):
    """A minute passes, a worker looks or is down, somebody has it, it takes longer: whatever happens, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.now, self.back_by, self.is_taken = FOUR - timedelta(hours=1), FOUR, False
        self.told: dict[datetime, list[Rung]] = {FOUR: []}

    @rule(minutes=st.integers(1, 90))
    def time_passes(self, minutes):
        self.now += minutes * MINUTE

    @rule()
    def the_worker_looks(self):
        said = self.told[self.back_by]
        said += rungs_due(self.back_by, set(said), is_taken=self.is_taken, now=self.now)

    @precondition(lambda self: self.now > self.back_by)
    @rule()
    def somebody_has_it(self):
        self.is_taken = True

    @rule()
    def it_takes_longer(self):
        self.back_by, self.is_taken = longer(self.back_by, now=self.now), False
        self.told[self.back_by] = []

    @invariant()
    def nobody_is_told_twice_nor_out_of_order(self):
        for back_by, said in self.told.items():
            assert len(said) == len(set(said))
            order = [list(Rung).index(one) for one in said]
            assert order == sorted(order)
            assert not said or self.now >= back_by + 10 * MINUTE

    @invariant()
    def after_a_look_nobody_waits_who_should_know(self):
        said = set(self.told[self.back_by])
        due = rungs_due(self.back_by, said, is_taken=self.is_taken, now=self.now)
        assert not set(due) & said
        if self.is_taken:
            assert set(due) <= {Rung.EVENING}
        elif self.now >= self.back_by + 30 * MINUTE:
            assert {Rung.NOTICES, Rung.DUTY, Rung.LEAD} <= said | set(due)


SomebodyIsOut.TestCase.settings = settings(max_examples=60, stateful_step_count=25)
TestSomebodyIsOut = SomebodyIsOut.TestCase
