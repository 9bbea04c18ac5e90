"""Some months in the life of a place: people introduced, reached, heard, brought to huddles, stepping out, coming back.

Every row is made by the actions anybody uses, on the day it would have been made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID

from livingwell.access.naming import named, practising
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import actions as conversations
from livingwell.conversations import queries as conversation_queries
from livingwell.conversations import rules
from livingwell.conversations.actions.ending import TryNext
from livingwell.conversations.models import Conversation, Note
from livingwell.conversations.rules import Arriving
from livingwell.conversations.words import State
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.queries import open_steps
from livingwell.journeys.words import Ending, StepBy, TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.people.words import Meeting
from livingwell.places.models import Practitioner

from . import check_ins, town
from .place import Place


def step_is_open(step: NextStep) -> bool:
    """Return whether a step is still open: talking keeps some by itself."""
    return NextStep.objects.filter(pk=step.pk, kept_at=None, put_aside_at=None).exists()


def read_back(conversation: Conversation, by: Viewer) -> None:
    """Read a conversation back together, and finish it."""
    note = Note.objects.get(conversation=conversation)
    steps = [step.pk for step in conversation_queries.agreed_in(conversation)]
    conversations.finish(conversation=conversation, read=rules.reading_mark(note.revision, steps), by=by)


@dataclass
class Life:
    """One person's time with the place, day by day."""

    place: Place
    random: Random
    called: str
    began: datetime
    until: datetime
    key: UUID
    person_id: UUID | None = None
    has_maggie: bool = False
    following: datetime = field(init=False)  # when the next thing happens, so that it can be planned
    hours: tuple[int, int] = (10, 15)
    talked: int = 0

    def days(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Yield what happens and when, one after another, until today."""
        day = self.began
        for doing, days in self._happenings():
            if day > self.until:
                return
            self.following = self._office(day + timedelta(days=days))
            yield day, doing
            day = self.following

    def _happenings(self) -> Iterator[tuple[Callable[[], None], int]]:
        """Yield what happens, each with the days until the next."""
        yield self.come_in, 1
        yield self.be_read, self.random.choice((0, 1, 2))
        if self.random.random() < 0.05:
            self.hours = (13, 15)
            yield self.not_answer_a_call, 2
            yield self.not_answer_a_text, 4
            yield self.not_answer_a_call, 3
            yield self.be_let_go, 0
            return
        yield self.be_reached, self.random.choice((3, 6, 9, 13))
        yield from self._sessions(self.random.randint(3, 12))
        if self.random.random() < 0.2:
            yield self.come_back, 3
            yield from self._sessions(self.random.randint(1, 4))

    def _sessions(self, times: int) -> Iterator[tuple[Callable[[], None], int]]:
        """Yield conversations a week or two apart, some of them missed, until they step out."""
        for left in reversed(range(times)):
            yield partial(self.talk, again=left > 0), self.random.choice((7, 7, 10, 14))
            if left and self.random.random() < 0.08:
                yield self.miss, 5
        yield self.step_out, self.random.choice((40, 70, 120))

    def _office(self, day: datetime) -> datetime:
        """Return a moment somebody is there, that day or after."""
        opened = self.place.pack.hours.working_day_after(day.date(), 0)
        return datetime.combine(opened, time(self.random.randint(*self.hours), self.random.choice((0, 15, 30))), LONDON)

    # -- what happens ------------------------------------------------------------------------------------------------

    def come_in(self) -> None:
        with named(NOBODY):
            self.made = introductions.introduce(
                key=self.key,
                said=town.said_at_the_door(self.called, self.random),
                team=self.place.team,
                door="front",
                pack=self.place.pack,
                now=datetime.now(LONDON),
                by=Viewer(Kind.VISITOR, called=self.called),
            )
        self.person_id = self.made.person_id

    def be_read(self) -> None:
        with self._as(self.place.cast["Tom"]) as tom:
            introductions.read(introduction=self._introduction(), by=tom)

    def be_reached(self) -> None:
        self.holder = self.random.choice(self.place.holders)
        with self._as(self.holder) as by:
            if self.random.random() < 0.3:
                self._try(TriedBy.CALL, TryOutcome.NO_ANSWER, by)
            introductions.try_to_reach(
                introduction=self._introduction(),
                how=TriedBy.CALL,
                outcome=TryOutcome.REACHED,
                at=datetime.now(LONDON),
                by=by,
            )

    def talk(self, *, again: bool) -> None:
        with self._as(self.holder) as by:
            before = list(open_steps([self._journey().pk]))
            conversation = self._sit_down(by)
            conversations.save_note(
                conversation=conversation,
                arriving=Arriving(self.random.choice(town.TALKED), revision=0, writer="demonstration"),
                by=by,
            )
            today = datetime.now(LONDON).date()
            soon = today + timedelta(days=self.random.choice((7, 10, 14)))
            for done_by, what in (
                (StepBy.PERSON, self.random.choice(town.THEIRS)),
                (StepBy.PRACTITIONER, self.random.choice(town.OURS)),
                (StepBy.TOGETHER, self.random.choice(town.TOGETHER)),
            ):
                conversations.agree(
                    conversation=conversation, done_by=done_by, what=what, due_on=soon, today=today, by=by
                )
            read_back(conversation, by)
            self.talked += 1
            check_ins.perhaps_answer(journey=self._journey(), key=self.key, talked=self.talked, by=by)
            for step in before:
                if step.due_on <= today and step_is_open(step):
                    journeys.keep_step(step=step, by=by)
            if again:
                self._plan_the_next(by)

    def _sit_down(self, by: Viewer) -> Conversation:
        planned = self._planned()
        if planned is not None:
            return conversations.begin(conversation=planned, by=by)
        how = self.random.choice(list(Meeting)[:4])
        return conversations.start(journey=self._journey(), how=how, practitioner=self.holder, by=by)

    def _plan_the_next(self, by: Viewer) -> None:
        how = self.random.choice(list(Meeting)[:4])
        conversations.plan(journey=self._journey(), how=how, at=self.following, practitioner=self.holder, by=by)

    def miss(self) -> None:
        with self._as(self.holder) as by:
            planned, on = self._planned(), self.following.date()
            if planned is None:
                return
            conversations.miss(conversation=planned, next_=TryNext("Ring, and find a time that suits", on), by=by)

    def step_out(self) -> None:
        with self._as(self.holder) as by:
            journeys.end(
                journey=self._journey(), ending=Ending.STEPPED_OUT, words=self.random.choice(town.FAREWELL), by=by
            )

    def come_back(self) -> None:
        with self._as(self.place.cast["Tom"]) as tom:
            last = Journey.objects.select_related("team").filter(person_id=self.person_id).latest("opened_at")
            journeys.return_(
                last=last,
                pack=self.place.pack,
                now=datetime.now(LONDON),
                words="Rang: it has got harder again",
                by=tom,
            )

    def not_answer_a_call(self) -> None:
        with self._as(self.place.cast["Dev"]) as dev:
            self._try(TriedBy.CALL, TryOutcome.NO_ANSWER, dev)

    def not_answer_a_text(self) -> None:
        with self._as(self.place.cast["Shanice"]) as shanice:
            self._try(TriedBy.TEXT, TryOutcome.NO_ANSWER, shanice, at=time(9, 20))

    def be_let_go(self) -> None:
        with self._as(self.place.cast["Dev"]) as dev:
            introductions.let_go(
                introduction=self._introduction(),
                words="Rang and wrote, at different times. The door is open, and the surgery knows it.",
                second_id=self.place.cast["Shanice"].pk,
                by=dev,
            )

    # -- how ----------------------------------------------------------------------------------------------------------

    def _as(self, practitioner: Practitioner):
        return named(practising(practitioner))

    def _introduction(self) -> Introduction:
        return Introduction.objects.get(pk=self.made.introduction_id)

    def _journey(self) -> Journey:
        return Journey.objects.select_related("team", "person", "site").get(
            person_id=self.made.person_id, ended_at=None
        )

    def _planned(self) -> Conversation | None:
        return Conversation.objects.filter(person_id=self.person_id, state=State.PLANNED).first()

    def _try(self, how: TriedBy, outcome: TryOutcome, by: Viewer, *, at: time | None = None) -> None:
        now = datetime.now(LONDON)
        when = datetime.combine(now, at, LONDON) if at else now
        journeys.record_try(journey=self._journey(), how=how, outcome=outcome, at=when, by=by)
