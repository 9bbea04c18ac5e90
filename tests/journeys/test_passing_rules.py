"""Who is told next, through any day: people come on duty, go away and are refused while nobody takes it up."""

from datetime import timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from spec.telling import moment

from livingwell.journeys.rules import PASSED_ON_EVERY, Candidate, Turn, is_passed_on, who_is_told_next

BEGAN = moment("Tuesday 3 November 2026, 10:00")
WHO = st.integers(1, 6)
FACTS = ("is_away", "is_refused", "covers", "is_on_duty_elsewhere", "leads")


class NobodyHasIt(RuleBasedStateMachine):
    """The worker looks whenever it likes; the clock goes on, and now and then jumps."""

    @initialize(first=WHO, raised_by=WHO)
    def raised(self, first: int, raised_by: int) -> None:
        self.now, self.raised_by = BEGAN, UUID(int=raised_by)
        self.facts: dict[int, dict[str, object]] = {one: {} for one in range(1, 7)}
        self.told = [Turn(UUID(int=first), 1, BEGAN)]
        self.clock_jumped = False

    @rule(one=WHO, fact=st.sampled_from(FACTS), so=st.booleans())
    def something_changes(self, one: int, fact: str, so: bool) -> None:
        self.facts[one][fact] = so

    @rule(one=WHO, so=st.booleans())
    def duty_is_taken_or_ends(self, one: int, so: bool) -> None:
        self.facts[one]["duty_from"] = self.now - timedelta(hours=1) if so else None

    @rule(minutes=st.integers(1, 15))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(hours=st.sampled_from((-48, -1, 1, 48)))
    def the_clock_is_set(self, hours: int) -> None:
        self.now, self.clock_jumped = self.now + timedelta(hours=hours), True

    def everybody(self) -> list[Candidate]:
        return [Candidate(UUID(int=one), str(one), **facts) for one, facts in self.facts.items()]

    def could(self) -> set[UUID]:
        here = (one for one in self.everybody() if not one.is_away and not one.is_refused)
        return {one.id for one in here} - {self.raised_by}

    @rule(is_staffed=st.booleans())
    def the_worker_looks(self, is_staffed: bool) -> None:
        if not is_passed_on(self.told, self.now):
            return
        last, could = self.told[-1], self.could()
        known = {turn.id for turn in self.told if turn.lap == last.lap}
        chosen = who_is_told_next(
            self.everybody(), self.told, now=self.now, is_staffed=is_staffed, but_not=self.raised_by
        )
        if chosen is None:
            assert not could - known, "somebody who could be told was not"
            assert not could or not is_staffed
            return
        assert chosen.id in could
        if chosen.lap == last.lap:
            assert chosen.id not in known, "nobody is told twice before all were told"
        else:
            assert chosen.lap == last.lap + 1
            assert could <= known, "it begins again only when all were told"
        on_duty = {one.id for one in self.everybody() if one.id in could and one.is_on_duty(self.now)}
        waiting = on_duty - (known if chosen.lap == last.lap else set())
        assert not waiting or chosen.id in waiting, "whoever is on duty comes first"
        self.told.append(Turn(chosen.id, chosen.lap, self.now))
        assert not is_passed_on(self.told, self.now), "one at a time"

    @precondition(lambda self: not self.clock_jumped)
    @invariant()
    def never_sooner_than_it_says(self) -> None:
        between = [b.at - a.at for a, b in zip(self.told, self.told[1:], strict=False)]
        assert all(one >= PASSED_ON_EVERY for one in between)

    @invariant()
    def a_clock_set_wrong_keeps_nobody_waiting_twice_as_long(self) -> None:
        assert any(is_passed_on(self.told, self.now + wait * timedelta(minutes=10)) for wait in (0, 1, 2))


NobodyHasIt.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestNobodyHasIt = NobodyHasIt.TestCase
