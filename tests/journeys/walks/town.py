"""One town, made anew for each walk, in a database that keeps every walk before it."""

from contextlib import suppress
from uuid import UUID, uuid4

import hypothesis.strategies as st
from django.db import connection
from hypothesis.stateful import RuleBasedStateMachine
from journeys.oracle import Step, Town
from journeys.watching import Watchers

from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places.models import Membership, Organisation, Practitioner, Site, Team
from livingwell.website.database.engine.base import owning

NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")
TEAMS = {"north": {"Ada", "Bo", "Cy", "Di"}, "south": {"Di", "Ed"}}
LEADS = {"north": "Ada", "south": "Ed"}
somebody = st.sampled_from(NAMES)
a_team = st.sampled_from(sorted(TEAMS))
pick = st.integers(min_value=0, max_value=10_000)
due = st.sampled_from([0, 1, 7, 28, 29, 60, -1])
words = st.sampled_from(["", "They said so"])
done_by = st.sampled_from(["person", "team north", "team south", *NAMES])


class InTown(RuleBasedStateMachine):
    """Who is there, who looks on, and how anything is done."""

    walked = 0
    let_by = 0

    def gather(self) -> None:
        self.town = Town({team: set(names) for team, names in TEAMS.items()}, dict(LEADS))
        self.ids: dict[str, UUID] = {}
        self.keys: dict[str, UUID] = {}
        self.introduced_as: dict[str, UUID] = {}
        site = Site.objects.get(slug="brackwell")
        organisation = Organisation.objects.filter(site=site).first()
        with owning(connection):
            self.teams = {one: Team.objects.create(site=site, slug=uuid4().hex, name=one) for one in TEAMS}
            self.practitioners = {name: self._join(site, organisation, name) for name in NAMES}
        self.watchers = Watchers()
        for name, one in self.practitioners.items():
            self.watchers.add(name, "practitioner", one.pk)

    def _join(self, site: Site, organisation: Organisation | None, name: str) -> Practitioner:
        one = places.join(site=site, organisation=organisation, called=name, full_name=name, role="peer worker")
        for team in TEAMS:
            if name in TEAMS[team]:
                Membership.objects.create(practitioner=one, team=self.teams[team], leads=LEADS[team] == name)
        return one

    def teardown(self) -> None:
        if hasattr(self, "watchers"):
            self.watchers.close()

    def person(self, number: int) -> str:
        return sorted(self.town.lives)[number % len(self.town.lives)]

    def actor(self, number: int, person: str) -> str:
        """Return who acts: three times in four somebody who sees the person, otherwise anybody at all."""
        seeing = [name for name in NAMES if self.town.sees(name, person)]
        among = seeing if seeing and number % 4 else list(NAMES)
        return among[number % len(among)]

    def viewer(self, name: str) -> Viewer:
        return Viewer(Kind.PRACTITIONER, self.practitioners[name].pk, called=name)

    def journey(self, person: str) -> Journey:
        """The newest journey, as a practitioner's page would have held it a moment ago."""
        found = self.watchers.owner.execute(
            "select id, team_id, site_id, ended_at from journeys_journey where person_id = %s"
            " order by ended_at is null desc, opened_at desc limit 1",
            [self.ids[person]],
        ).fetchone()
        made = Journey(pk=found[0], person_id=self.ids[person], site_id=found[2], ended_at=found[3])
        made.team = Team.objects.select_related("site").get(pk=found[1])
        return made

    def act(self, by: Viewer, do, *, may: bool) -> bool:
        """Do something as somebody. It happens when and only when `may` says; otherwise it is refused in a sentence."""
        with suppress(NotPossible), named(by):
            do()
            type(self).let_by += 1
            assert may, f"{by.called or by.kind} did what they may not"
            return True
        assert not may, f"{by.called or by.kind} was refused what they may do"
        return False

    def would_stand(self, person: str, **changes: object) -> bool:
        """Return whether promise 1 would still be kept for somebody after some changes to their life."""
        life, before = self.town.lives[person], vars(self.town.lives[person]).copy()
        vars(life).update(changes)
        stands = not self.town.falls(person)
        vars(life).update(before)
        return stands

    def without_step(self, person: str, key: str) -> dict[str, Step]:
        return {one: step for one, step in self.town.lives[person].steps.items() if one != key}

    def read_steps(self, person: str) -> None:
        """Take into the account the steps that an action has made, as the owner of the tables sees them."""
        rows = self.watchers.owner.execute(
            "select n.id, n.done_by, n.practitioner_id, n.team_id,"
            " n.due_on - (now() at time zone 'Europe/London')::date from journeys_nextstep n"
            " where n.person_id = %s and n.kept_at is null and n.put_aside_at is null",
            [self.ids[person]],
        ).fetchall()
        called = {one.pk: name for name, one in self.practitioners.items()}
        called |= {team.pk: f"team {name}" for name, team in self.teams.items()}
        self.town.lives[person].steps = {
            str(key): Step("person" if by == "person" else called[practitioner or team], days)
            for key, by, practitioner, team, days in rows
        }

    def doer(self, by: str) -> Doer:
        if by == "person":
            return Doer(StepBy.PERSON)
        if by.startswith("team "):
            return Doer(StepBy.TEAM, team_id=self.teams[by.removeprefix("team ")].pk)
        return Doer(StepBy.PRACTITIONER, practitioner_id=self.practitioners[by].pk)
