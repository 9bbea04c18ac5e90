"""Some months in the life of a place: people introduced, reached, heard, brought to huddles, stepping out, coming back.

Every row is made by the actions anybody uses, on the day it would have been made.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import actions as conversations
from livingwell.conversations import queries as conversation_queries
from livingwell.conversations import rules
from livingwell.conversations.models import Conversation, Note
from livingwell.conversations.rules import Arriving
from livingwell.introductions import actions as introductions
from livingwell.introductions.models import Introduction
from livingwell.introductions.rules import Introducer, Introducing, Way
from livingwell.introductions.words import ForWhom
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, NextStep
from livingwell.journeys.queries import open_steps
from livingwell.journeys.words import Ending, StepBy, TriedBy, TryOutcome
from livingwell.lib.hours import LONDON
from livingwell.people.words import Channel, Meeting
from livingwell.places.models import Practitioner, Team
from livingwell.places.words import Pack

from . import town


@dataclass(frozen=True)
class Place:
    """What a life needs to happen in."""

    pack: Pack
    team: Team
    cast: dict[str, Practitioner]

    @property
    def holders(self) -> list[Practitioner]:
        return [self.cast[name] for name in ("Shanice", "Tom", "Priya", "Dev")]


def viewer(practitioner: Practitioner) -> Viewer:
    """Return a practitioner as whoever acts."""
    return Viewer(
        Kind.PRACTITIONER,
        practitioner.pk,
        called=practitioner.called,
        role=practitioner.role,
        organisation=practitioner.organisation.name,
    )


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

    def days(self) -> Iterator[tuple[datetime, Callable[[], None]]]:
        """Yield what happens and when, one after another, until today."""
        day = self.began
        for doing, days in self._happenings():
            if day > self.until:
                return
            yield day, doing
            day = self._office(day + timedelta(days=days))

    def _happenings(self) -> Iterator[tuple[Callable[[], None], int]]:
        """Yield what happens, each with the days until the next."""
        yield self.come_in, 1
        if self.random.random() < 0.06:
            yield self.not_reached, 1
            return
        yield self.be_read, self.random.choice((0, 1, 2))
        yield self.be_reached, self.random.choice((3, 6, 9, 13))
        yield self.talk, self.random.choice((5, 7, 9))
        for _ in range(self.random.randint(1, 3)):
            yield self.talk, self.random.choice((7, 10, 14))
        if self.random.random() < 0.7:
            yield self.step_out, self.random.choice((30, 60))
            if self.random.random() < 0.25:
                yield self.come_back, 5

    def _office(self, day: datetime) -> datetime:
        """Return a moment somebody is there, that day or after."""
        opened = self.place.pack.hours.working_day_after(day.date(), 0)
        return datetime.combine(opened, time(self.random.randint(10, 15), self.random.choice((0, 15, 30))), LONDON)

    # -- what happens ------------------------------------------------------------------------------------------------

    def come_in(self) -> None:
        with named(NOBODY):
            self.made = introductions.introduce(
                key=self.key,
                said=self._said(),
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
                self._try(TryOutcome.NO_ANSWER, by)
            introductions.try_to_reach(
                introduction=self._introduction(),
                how=TriedBy.CALL,
                outcome=TryOutcome.REACHED,
                at=datetime.now(LONDON),
                by=by,
            )

    def talk(self) -> None:
        with self._as(self.holder) as by:
            before = list(open_steps([self._journey().pk]))
            conversation = conversations.start(
                journey=self._journey(), how=self.random.choice(list(Meeting)[:4]), practitioner=self.holder, by=by
            )
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
            for step in before:
                if step.due_on <= today and self.random.random() < 0.9 and step_is_open(step):
                    journeys.keep_step(step=step, by=by)

    def step_out(self) -> None:
        with self._as(self.holder) as by:
            journeys.end(
                journey=self._journey(), ending=Ending.STEPPED_OUT, words=self.random.choice(town.FAREWELL), by=by
            )

    def come_back(self) -> None:
        with self._as(self.place.cast["Tom"]) as tom:
            journeys.return_(
                last=Journey.objects.select_related("team").get(person_id=self.made.person_id),
                reach_by=self.place.pack.reach_by(datetime.now(LONDON)),
                first_conversation_days=self.place.pack.rhythm.first_conversation_days,
                words="Rang: it has got harder again",
                by=tom,
            )

    def not_reached(self) -> None:
        with self._as(self.place.cast["Dev"]) as dev:
            self._try(TryOutcome.NO_ANSWER, dev)

    # -- how ----------------------------------------------------------------------------------------------------------

    def _as(self, practitioner: Practitioner):
        return named(viewer(practitioner))

    def _introduction(self) -> Introduction:
        return Introduction.objects.get(pk=self.made.introduction_id)

    def _journey(self) -> Journey:
        return Journey.objects.select_related("team", "person").get(person_id=self.made.person_id, ended_at=None)

    def _try(self, outcome: TryOutcome, by: Viewer) -> None:
        journeys.record_try(journey=self._journey(), how=TriedBy.CALL, outcome=outcome, at=datetime.now(LONDON), by=by)

    def _said(self) -> Introducing:
        pick = self.random.choice
        channel = pick((Channel.CALL, Channel.TEXT))
        number = f"07700 900{self.random.randint(100, 999)}"
        about: dict[str, object] = {"strengths": [pick(town.STRENGTHS)], "meets": [pick(list(Meeting)[:5]).value]}
        said = Introducing(
            ForWhom.ME,
            self.called,
            (Way(channel, number, may_message=self.random.random() < 0.6, when="After four"),),
            going_on=pick(town.GOING_ON),
            would_help=pick(town.WOULD_HELP),
            about=about,
        )
        if self.random.random() < 0.6:
            return said
        introducer = Introducer(
            called=pick(("The surgery on Mill Lane", "A neighbour", "Their sister", "The school")), they_agreed=True
        )
        return replace(said, for_whom=ForWhom.SOMEONE, introducer=introducer)
