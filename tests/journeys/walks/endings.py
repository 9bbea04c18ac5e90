"""Pausing, ending, coming back, and being given one’s own page."""

import hypothesis.strategies as st
import neighbourhood
from django.utils import timezone
from hypothesis.stateful import precondition, rule
from journeys.walks.town import InTown, due, pick, somebody, words

from livingwell.access import actions as access
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.words import Ending
from livingwell.places.queries import packs


class Parting(InTown):
    """Pausing, ending, coming back, and being given one’s own page."""

    @rule(acting=pick, number=pick, days=due)
    def pause(self, acting: int, number: int, days: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        may = self.town.sees(name, person) and self.town.lives[person].is_open and 0 <= days <= 28
        journey, until = self.journey(person), neighbourhood.in_days(days)
        if self.act(
            self.viewer(name),
            lambda: journeys.pause(journey=journey, until=until, words="", by=self.viewer(name)),
            may=may,
        ):
            self.town.lives[person].is_paused = True
            self.read_steps(person)

    @precondition(lambda self: any(life.is_paused for life in self.town.lives.values()))
    @rule(acting=pick, number=pick)
    def resume(self, acting: int, number: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        may = self.town.sees(name, person) and life.is_open and life.is_paused
        journey = self.journey(person)
        if self.act(self.viewer(name), lambda: journeys.resume(journey=journey, by=self.viewer(name)), may=may):
            life.is_paused = False

    @rule(acting=pick, number=pick, ending=st.sampled_from(Ending), said=words, second=somebody)
    def end(self, acting: int, number: int, ending: Ending, said: str, second: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        needs_words = ending not in {Ending.STEPPED_OUT, Ending.DIED}
        may = self.town.sees(name, person) and life.is_open and bool(said or not needs_words)
        may = may and ending != Ending.NOT_REACHED  # never tried enough here: letting go is told in test_letting_go.py
        may = may and (life.was_spoken_with or ending == Ending.DIED)
        may = may and (not life.has_untaken or ending == Ending.DIED)
        journey, two = self.journey(person), self.practitioners[second].pk
        if self.act(
            self.viewer(name),
            lambda: journeys.end(journey=journey, ending=ending, words=said, second_id=two, by=self.viewer(name)),
            may=may,
        ):
            life.last_holder, life.holder, life.is_open, life.is_paused = life.holder, "", False, False
            life.has_died, life.steps, life.drawn_in = ending == Ending.DIED, {}, set()
            life.has_untaken = False

    @precondition(lambda self: any(not life.is_open for life in self.town.lives.values()))
    @rule(own=st.booleans(), acting=pick, number=pick)
    def come_back(self, own: bool, acting: int, number: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        own = own and life.has_page
        by = Viewer(Kind.PERSON, self.ids[person], called=person) if own else self.viewer(name)
        may = not life.is_open and ((own and not life.has_died) or (not own and self.town.sees(name, person)))
        last = self.journey(person)
        if self.act(
            by,
            lambda: journeys.return_(last=last, pack=packs()["brackwell"], now=timezone.now(), by=by),
            may=may,
        ):
            life.is_open, life.has_died, life.was_spoken_with = True, False, False
            may_again = life.team in self.town.teams_of(life.last_holder) and life.last_holder not in life.refused
            life.holder = life.last_holder if may_again else ""
            self.read_steps(person)

    @rule(acting=pick, number=pick)
    def give_page(self, acting: int, number: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        may = self.town.hands_out_ties(name, person)
        who = self.ids[person]
        if self.act(self.viewer(name), lambda: access.give_page(person_id=who, by=self.viewer(name)), may=may):
            if not life.has_page:
                self.watchers.add(person, "person", who)
            life.has_page = True
