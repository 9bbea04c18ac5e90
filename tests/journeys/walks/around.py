"""Who is around somebody: who holds, who is drawn in, who is refused, whom a worry reaches."""

import hypothesis.strategies as st
from hypothesis.stateful import precondition, rule
from journeys.walks.town import NAMES, InTown, pick, somebody

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn


class Around(InTown):
    """Who is around somebody: who holds, who is drawn in, who is refused, whom a worry reaches."""

    @rule(acting=pick, number=pick, holder=st.sampled_from(["", *NAMES]))
    def hold(self, acting: int, number: int, holder: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        may = self.town.sees(name, person) and life.is_open and self.would_stand(person, holder=holder)
        journey, who = self.journey(person), self.practitioners.get(holder)
        if self.act(
            self.viewer(name), lambda: journeys.hold(journey=journey, practitioner=who, by=self.viewer(name)), may=may
        ):
            life.holder = holder

    @rule(acting=pick, number=pick, who=somebody)
    def draw_in(self, acting: int, number: int, who: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        may = self.town.hands_out_ties(name, person) and who not in life.drawn_in and who != name and life.is_open
        journey, drawn = self.journey(person), self.practitioners[who]
        if self.act(
            self.viewer(name),
            lambda: journeys.draw_in(journey=journey, practitioner=drawn, why="Rent", by=self.viewer(name)),
            may=may,
        ):
            life.drawn_in.add(who)

    @precondition(lambda self: any(life.drawn_in for life in self.town.lives.values()))
    @rule(acting=pick, number=pick, which=pick)
    def draw_out(self, acting: int, number: int, which: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        if not life.drawn_in:
            return
        who = sorted(life.drawn_in)[which % len(life.drawn_in)]
        may = self.town.hands_out_ties(name, person) or (name == who and self.town.sees(name, person))
        drawn = self._drawn(person, who)
        if self.act(self.viewer(name), lambda: journeys.draw_out(drawn=drawn, by=self.viewer(name)), may=may):
            life.drawn_in.discard(who)
            life.holder = "" if life.holder == who else life.holder
            self.read_steps(person)

    def _drawn(self, person: str, who: str) -> DrawnIn:
        asked = "select id from journeys_drawnin where person_id = %s and practitioner_id = %s and until is null"
        found = self.watchers.owner.execute(asked, [self.ids[person], self.practitioners[who].pk]).fetchone()
        return DrawnIn(
            pk=found[0], person_id=self.ids[person], journey=self.journey(person), practitioner=self.practitioners[who]
        )

    @rule(acting=pick, number=pick, who=somebody)
    def refuse(self, acting: int, number: int, who: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        life = self.town.lives[person]
        may = self.town.hands_out_ties(name, person) and self.town.somebody_sees_them(person, without=who)
        journey, refused = self.journey(person), self.practitioners[who]
        if self.act(
            self.viewer(name),
            lambda: journeys.refuse_practitioner(journey=journey, practitioner=refused, by=self.viewer(name)),
            may=may,
        ):
            life.refused.add(who)
            life.holder = "" if life.holder == who else life.holder
            self.read_steps(person)

    @rule(acting=pick, number=pick, reaches=st.sampled_from(["", *NAMES]))
    def worry(self, acting: int, number: int, reaches: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        may = self.town.sees(name, person) and (not reaches or self.town.sees(reaches, person))
        journey, who, life = self.journey(person), self.practitioners.get(reaches), self.town.lives[person]
        if self.act(
            self.viewer(name),
            lambda: journeys.raise_worry(
                journey=journey, words="Pills", cannot_wait=bool(reaches), reaches=who, by=self.viewer(name)
            ),
            may=may,
        ):
            life.has_untaken |= bool(reaches) and life.is_open
