"""What happens next: steps made, kept, put aside, ticked off by the person, and tries to reach them."""

from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

import hypothesis.strategies as st
import neighbourhood
from django.utils import timezone
from hypothesis.stateful import precondition, rule
from journeys.oracle import Step
from journeys.walks.town import InTown, done_by, due, pick

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import NextStep
from livingwell.journeys.words import TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible


class Stepping(InTown):
    """What happens next: steps made, kept, put aside, ticked off by the person, and tries to reach them."""

    @rule(acting=pick, number=pick, by=done_by, days=due)
    def make_step(self, acting: int, number: int, by: str, days: int) -> None:
        person, key = self.person(number), uuid4()
        name, life = self.actor(acting, person), self.town.lives[person]
        steps = {**life.steps, str(key): Step(by, days)}
        may = (
            self.town.sees(name, person) and life.is_open and 0 <= days <= 28 and self.would_stand(person, steps=steps)
        )
        journey = self.journey(person)

        def do() -> None:
            journeys.make_step(
                journey=journey,
                what="Ring",
                doer=self.doer(by),
                due_on=neighbourhood.in_days(days),
                by=self.viewer(name),
            )

        if self.act(self.viewer(name), do, may=may):
            self.read_steps(person)

    @precondition(lambda self: any(life.steps for life in self.town.lives.values()))
    @rule(acting=pick, number=pick, which=pick, aside=st.booleans())
    def end_step(self, acting: int, number: int, which: int, aside: bool) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        name = self.actor(acting, person)
        steps = sorted(self.town.lives[person].steps)
        if not steps:
            return
        key = steps[which % len(steps)]
        may = self.town.sees(name, person) and self.would_stand(person, steps=self.without_step(person, key))
        step = NextStep(pk=UUID(key), person_id=self.ids[person], journey=self.journey(person), what="Ring")
        end = journeys.put_step_aside if aside else journeys.keep_step
        if self.act(self.viewer(name), lambda: end(step=step, words="Done", by=self.viewer(name)), may=may):
            self.town.lives[person].steps.pop(key)

    @rule(acting=pick, number=pick, outcome=st.sampled_from(TryOutcome))
    def try_to_reach(self, acting: int, number: int, outcome: TryOutcome) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        journey = self.journey(person)
        before = timezone.now() - timedelta(minutes=5)
        with suppress(NotPossible), named(self.viewer(name)) as by:
            journeys.record_try(journey=journey, how=TriedBy.CALL, outcome=outcome, at=before, by=by)
            assert self.town.sees(name, person)
            self.town.lives[person].was_spoken_with |= outcome == TryOutcome.REACHED
        self.read_steps(person)

    @precondition(lambda self: any(life.has_page and life.steps for life in self.town.lives.values()))
    @rule(number=pick, which=pick)
    def tick_off_oneself(self, number: int, which: int) -> None:
        person = self.person(number)
        life = self.town.lives[person]
        if not (life.has_page and life.steps):
            return
        key = sorted(life.steps)[which % len(life.steps)]
        by = Viewer(Kind.PERSON, self.ids[person], called=person)
        step = NextStep(pk=UUID(key), person_id=self.ids[person], journey=self.journey(person), what="Ring")
        if self.act(by, lambda: journeys.keep_step(step=step, by=by), may=life.steps[key].by == "person"):
            life.steps.pop(key)
