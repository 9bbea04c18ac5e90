"""People come, are held, drawn in, refused, leave and come back, at random, through the actions, on a real PostgreSQL.

After every step the database is asked, past every policy, whether anybody has fallen; and as every viewer, on a
connection whose transaction has been open all along, whom they see. An account in plain Python says what it should be.
"""

import os
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import initialize, invariant, run_state_machine_as_test
from journeys.walks.around import Around
from journeys.walks.door import AtTheDoor
from journeys.walks.endings import Parting
from journeys.walks.steps import Stepping
from journeys.walks.teams import Teaming
from journeys.walks.town import NAMES

from livingwell.access.naming import named
from livingwell.journeys import queries as journeys
from livingwell.journeys.panels import alongside
from livingwell.people.models import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WALKS, STEPS = int(os.environ.get("LIVINGWELL_WALKS", "25")), 40  # 2500 walks are some 100,000 steps, and hours


class Walk(AtTheDoor, Stepping, Around, Parting, Teaming):
    """Anything that may happen to people here, in any order."""

    @initialize()
    def begin(self) -> None:
        self.gather()
        for number, team in enumerate(("north", "north", "south")):
            self.introduce(team=team, by_another=number == 1)

    @invariant()
    def nobody_has_fallen(self) -> None:
        type(self).walked += 1
        assert self.watchers.broken(self.ids.values()) == []
        assert not any(self.town.falls(person) for person in self.town.lives)
        stands = self.watchers.stands(self.ids.values())
        for person, life in self.town.lives.items():
            if not life.is_open:
                assert self.ids[person] not in stands
                continue
            holder, steps = stands[self.ids[person]]
            assert holder == (self.practitioners[life.holder].pk if life.holder else None)
            assert steps == {UUID(key) for key in life.steps}

    @invariant()
    def everybody_sees_whom_they_may_and_nobody_else(self) -> None:
        turn, everybody = type(self).walked, list(self.ids.values())
        for name in NAMES:
            should = {self.ids[person] for person in self.town.seen_by(name)}
            assert self.watchers.sees(name, everybody, turn) == should, name
        for person, life in self.town.lives.items():
            assert self.watchers.sees(f"receipt of {person}", everybody, turn) <= {self.ids[person]}
            if life.has_page:
                assert self.watchers.sees(person, everybody, turn) == {self.ids[person]}

    @invariant()
    def the_page_lists_exactly_who_can_see_it(self) -> None:
        """The parties it names, a team standing for those in it, are those whom the database lets."""
        person = self.person(type(self).walked)
        readers = sorted(name for name in NAMES if self.town.sees(name, person))
        if not readers:
            return
        people = {one.pk: {name} for name, one in self.practitioners.items()} | {self.ids[person]: set()}
        with named(self.viewer(readers[0])):
            listed = alongside(
                journeys.who_can_see(self.ids[person]), None, person=Person.objects.get(pk=self.ids[person])
            )
        teams = {team.pk: self.town.members[name] for name, team in self.teams.items()}
        said = {name for one in listed for name in (people | teams)[one.party] - set(one.but_not)}
        assert said == {name for name in NAMES if self.watchers.finds(name, self.ids[person])}
        assert any(one.party == self.ids[person] for one in listed) == self.town.lives[person].has_page

    @invariant()
    def a_list_and_a_look_agree(self) -> None:
        turn = type(self).walked
        name, person = NAMES[turn % len(NAMES)], self.person(turn)
        assert self.watchers.finds(name, self.ids[person]) == self.town.sees(name, person)


def test_no_walk_breaks_a_promise(lasting_place, figure):
    Walk.walked = Walk.let_by = 0
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if WALKS > 25 else [Phase.generate],
            print_blob=True,
        ),
    )
    figure("walks.steps", Walk.walked, "steps")
    figure("walks.actions_let_by", Walk.let_by, "actions")
