"""People come, are held, drawn in, refused, leave and come back, at random, through the actions, on a real PostgreSQL.

After every step the database is asked, past every policy, whether anybody has fallen; and as every viewer, on a
connection whose transaction has been open all along, whom they see. An account in plain Python says what it should be.
"""

import os
from contextlib import suppress
from datetime import timedelta
from uuid import UUID, uuid4

import hypothesis.strategies as st
import neighbourhood
import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from journeys.oracle import Life, Step, Town
from journeys.watching import Watchers

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn, Journey, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy, TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Channel
from livingwell.places import actions as places
from livingwell.places.models import Membership, Organisation, Practitioner, Site, Team
from livingwell.places.queries import packs
from livingwell.website.database.engine.base import owning

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
LONG = os.environ.get("LIVINGWELL_WALKS") == "long"
WALKS, STEPS = (1500, 60) if LONG else (25, 40)

NAMES = ("Ada", "Bo", "Cy", "Di", "Ed", "Flo")
TEAMS = {"north": {"Ada", "Bo", "Cy", "Di"}, "south": {"Di", "Ed"}}
LEADS = {"north": "Ada", "south": "Ed"}
somebody = st.sampled_from(NAMES)
a_team = st.sampled_from(sorted(TEAMS))
pick = st.integers(min_value=0, max_value=10_000)
due = st.sampled_from([0, 1, 7, 28, 29, 60, -1])
words = st.sampled_from(["", "They said so"])
done_by = st.sampled_from(["person", "team north", "team south", *NAMES])


class Walk(RuleBasedStateMachine):
    """One town, made anew for each walk, in a database that keeps every walk before it."""

    walked = 0
    let_by = 0

    @initialize()
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
        for number, team in enumerate(("north", "north", "south")):
            self.introduce(team=team, by_another=number == 1)

    def _join(self, site: Site, organisation: Organisation | None, name: str) -> Practitioner:
        one = places.join(site=site, organisation=organisation, called=name, full_name=name, role="peer worker")
        for team in TEAMS:
            if name in TEAMS[team]:
                Membership.objects.create(practitioner=one, team=self.teams[team], leads=LEADS[team] == name)
        return one

    def teardown(self) -> None:
        if hasattr(self, "watchers"):
            self.watchers.close()

    # -- how a walk is walked

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
            " n.due_on - (now() at time zone 'Europe/London')::date from journeys_nextstep n where n.person_id = %s and n.kept_at is null and n.put_aside_at is null",
            [self.ids[person]],
        ).fetchall()
        called = {one.pk: name for name, one in self.practitioners.items()}
        called |= {team.pk: f"team {name}" for name, team in self.teams.items()}
        self.town.lives[person].steps = {
            str(key): Step("person" if by == "person" else called[practitioner or team], days)
            for key, by, practitioner, team, days in rows
        }

    # -- coming in

    @rule(team=a_team, by_another=st.booleans())
    def introduce(self, team: str, by_another: bool) -> None:
        person = f"person {len(self.town.lives):03}"
        self.keys[person] = uuid4()
        self._introduce(person, team, by_another)

    def _introduce(self, person: str, team: str, by_another: bool) -> None:
        introducer = Introducer("Piotr", they_agreed=True) if by_another else None
        made = introductions.introduce
        with named(NOBODY):
            arrived = made(
                key=self.keys[person],
                said=Introducing(
                    ForWhom.SOMEONE if by_another else ForWhom.ME,
                    person,
                    (Way(Channel.CALL, "01632 960001"),),
                    going_on="I can’t sleep.",
                    introducer=introducer,
                ),
                team=self.teams[team],
                door="front",
                pack=packs()["brackwell"],
                now=timezone.now(),
                by=Viewer(Kind.VISITOR, called=person),
            )
        if person not in self.town.lives:
            self.town.lives[person] = Life(team)
            self.ids[person], self.introduced_as[person] = arrived.person_id, arrived.introduction_id
            self.watchers.add(f"receipt of {person}", "receipt", arrived.introduction_id)
            self.read_steps(person)
        assert arrived.person_id == self.ids[person]

    @rule(number=pick, by_another=st.booleans())
    def send_the_same_form_again(self, number: int, by_another: bool) -> None:
        person = self.person(number)
        self._introduce(person, self.town.lives[person].team, by_another)

    @rule(acting=pick, number=pick)
    def read(self, acting: int, number: int) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        with suppress(NotPossible, Introduction.DoesNotExist), named(self.viewer(name)) as by:
            introduction = Introduction.objects.get(pk=self.introduced_as[person])
            assert self.town.sees(name, person)
            introductions.read(introduction=introduction, by=by)

    @rule(number=pick, ring=st.booleans())
    def add_by_receipt(self, number: int, ring: bool) -> None:
        person = self.person(number)
        with named(Viewer(Kind.RECEIPT, self.introduced_as[person], called=person)) as by:
            introduction = Introduction.objects.get(pk=self.introduced_as[person])
            assert [one.pk for one in Introduction.objects.all()] == [introduction.pk]
            by_introducer = introduction.for_whom != ForWhom.ME
            if ring:
                introductions.ask_to_ring(
                    introduction=introduction, due_on=neighbourhood.in_days(1), by_introducer=by_introducer, by=by
                )
            else:
                introductions.add_words(introduction=introduction, words="More", by_introducer=by_introducer, by=by)
        self.read_steps(person)

    # -- what happens next

    @rule(acting=pick, number=pick, by=done_by, days=due)
    def make_step(self, acting: int, number: int, by: str, days: int) -> None:
        person, key = self.person(number), uuid4()
        life = self.town.lives[person]
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

    def doer(self, by: str) -> Doer:
        if by == "person":
            return Doer(StepBy.PERSON)
        if by.startswith("team "):
            return Doer(StepBy.TEAM, team_id=self.teams[by.removeprefix("team ")].pk)
        return Doer(StepBy.PRACTITIONER, practitioner_id=self.practitioners[by].pk)

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
            self.town.lives[person].was_reached |= outcome == TryOutcome.REACHED
        self.read_steps(person)

    # -- who holds, who is drawn in, who is refused

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
        may = self.town.hands_out_ties(name, person) and who not in life.drawn_in and who != name
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
        may = self.town.hands_out_ties(name, person)
        journey, refused = self.journey(person), self.practitioners[who]
        if self.act(
            self.viewer(name),
            lambda: journeys.refuse_practitioner(journey=journey, practitioner=refused, by=self.viewer(name)),
            may=may,
        ):
            life.refused.add(who)
            life.holder = "" if life.holder == who else life.holder
            self.read_steps(person)

    # -- worries

    @rule(acting=pick, number=pick, reaches=st.sampled_from(["", *NAMES]))
    def worry(self, acting: int, number: int, reaches: str) -> None:
        person = self.person(number)
        name = self.actor(acting, person)
        may = self.town.sees(name, person) and (not reaches or self.town.sees(reaches, person))
        journey, who = self.journey(person), self.practitioners.get(reaches)
        self.act(
            self.viewer(name),
            lambda: journeys.raise_worry(
                journey=journey, words="Pills", cannot_wait=bool(reaches), reaches=who, by=self.viewer(name)
            ),
            may=may,
        )

    # -- pausing, ending, coming back

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
        journey, two = self.journey(person), self.practitioners[second].pk
        if self.act(
            self.viewer(name),
            lambda: journeys.end(journey=journey, ending=ending, words=said, second_id=two, by=self.viewer(name)),
            may=may,
        ):
            life.last_holder, life.holder, life.is_open, life.is_paused = life.holder, "", False, False
            life.has_died, life.steps = ending == Ending.DIED, {}

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
            lambda: journeys.return_(last=last, reach_by=neighbourhood.in_days(2), first_conversation_days=14, by=by),
            may=may,
        ):
            life.is_open, life.has_died = True, False
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

    # -- teams

    @rule(by=st.sampled_from(["themselves", "the lead", *NAMES]), who=somebody, team=a_team)
    def leave_team(self, by: str, who: str, team: str) -> None:
        name = {"themselves": who, "the lead": self.town.leads[team]}.get(by, by)
        may = who in self.town.members[team] and (name == who or self.leads(name, team))
        may = may and (self.town.members[team] != {who} or not self._holds_anybody(team))
        may = may and not self._counted_on_unseen(name, who, team)
        one, where = self.practitioners[who], self.teams[team]
        if self.act(
            self.viewer(name),
            lambda: journeys.leave_team(practitioner=one, team=where, by=self.viewer(name)),
            may=may,
        ):
            self.town.members[team].discard(who)
            for person, life in self.town.lives.items():
                if life.team == team:
                    life.holder = "" if life.holder == who else life.holder
                    self.read_steps(person)

    def leads(self, name: str, team: str) -> bool:
        return self.town.leads[team] == name and name in self.town.members[team]

    def _holds_anybody(self, team: str) -> bool:
        return any(life.is_open and life.team == team for life in self.town.lives.values())

    def _counted_on_unseen(self, name: str, who: str, team: str) -> bool:
        """Whether somebody whom `name` may not see counts on `who`: then they cannot hand back, and it is refused."""
        return any(
            life.team == team
            and life.is_open
            and who not in life.drawn_in
            and not self.town.sees(name, person)
            and (life.holder == who or any(step.by == who for step in life.steps.values()))
            for person, life in self.town.lives.items()
        )

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
        self.act(
            self.viewer(name),
            lambda: places.be_away(practitioner=one, cover=other, from_on=today, until_on=today),
            may=name != cover,
        )

    # -- what must hold, always

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
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink],
            print_blob=True,
        ),
    )
    figure("walks.steps", Walk.walked, "steps")
    figure("walks.actions_let_by", Walk.let_by, "actions")
