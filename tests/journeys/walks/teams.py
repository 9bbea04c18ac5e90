"""Teams: leaving them, joining them, being away."""

import hypothesis.strategies as st
from django.db import connection
from django.utils import timezone
from hypothesis.stateful import rule
from journeys.walks.town import NAMES, InTown, a_team, somebody

from livingwell.journeys import actions as journeys
from livingwell.places import actions as places
from livingwell.places.models import Membership
from livingwell.website.database.engine.base import owning


class Teaming(InTown):
    """Teams: leaving them, joining them, being away."""

    @rule(by=st.sampled_from(["themselves", "the lead", *NAMES]), who=somebody, team=a_team)
    def leave_team(self, by: str, who: str, team: str) -> None:
        name = {"themselves": who, "the lead": self.town.leads[team]}.get(by, by)
        may = who in self.town.members[team] and (name == who or self.leads(name, team))
        held = [person for person, life in self.town.lives.items() if life.team == team]
        may = may and all(self.town.somebody_sees_them(person, without=who) for person in held)
        one, where = self.practitioners[who], self.teams[team]
        if self.act(
            self.viewer(name),
            lambda: journeys.leave_team(practitioner=one, team=where, by=self.viewer(name)),
            may=may,
        ):
            self.town.members[team].discard(who)
            gone = not self.town.teams_of(who)  # with their last team they leave the place, and are drawn in nowhere
            for person, life in self.town.lives.items():
                if life.team == team or gone:
                    life.holder = "" if life.holder == who else life.holder
                    life.drawn_in -= {who} if gone else set()
                    self.read_steps(person)

    def leads(self, name: str, team: str) -> bool:
        return self.town.leads[team] == name and name in self.town.members[team]

    @rule(who=somebody, team=a_team)
    def join_team(self, who: str, team: str) -> None:
        if who in self.town.members[team]:
            return
        with owning(connection):
            leads = self.town.leads[team] == who
            Membership.objects.create(practitioner=self.practitioners[who], team=self.teams[team], leads=leads)
        self.town.members[team].add(who)

    @rule(name=somebody, cover=somebody)
    def be_away(self, name: str, cover: str) -> None:
        one, other = self.practitioners[name], self.practitioners[cover]
        today = timezone.localdate()
        if self.act(
            self.viewer(name),
            lambda: places.be_away(practitioner=one, cover=other, from_on=today, until_on=today),
            may=self.may_be_away(name, cover),
        ):
            self.town.away.add(name)

    def may_be_away(self, name: str, cover: str) -> bool:
        """Today, once; covered by a teammate who is there."""
        together = any({name, cover} <= members for members in self.town.members.values())
        return name != cover and together and not {name, cover} & self.town.away
