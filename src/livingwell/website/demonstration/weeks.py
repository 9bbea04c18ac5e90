"""The place's own days: lives go on side by side, in the order of their days, and twice a week the team huddles."""

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from livingwell.access.naming import named, practising
from livingwell.access.words import Viewer
from livingwell.huddles import actions as huddles
from livingwell.huddles.models import Brought, Huddle
from livingwell.huddles.rules import Decided
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, NextStep
from livingwell.journeys.queries import open_steps
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.hours import LONDON

from . import clock, town
from .lives import Life
from .place import Place

HUDDLES_ON = (1, 3)  # Tuesday and Thursday
AT_MOST = 9  # as many as a team thinks about in half an hour
SLIPS = 0.2  # of the promises past their day, how many wait for the next look


Doing = Callable[[], None]
Turn = tuple[datetime, int, Doing | None]  # when, whose of the lives, and what; nothing, for a huddle


class Weeks:
    """Some months of a place: everybody's days, merged."""

    def __init__(self, place: Place, lives: list[Life], until: datetime) -> None:
        self.place, self.lives, self.until = place, lives, until

    def length(self, happenings: int) -> int:
        """Return about how many steps `walk` takes, for lives of so many happenings."""
        return len(self.lives) * happenings + len(self._huddle_moments())

    def walk(self) -> Iterator[None]:
        """Live them all, yielding as each day's happening is done."""
        going = [(life.days(), number) for number, life in enumerate(self.lives)]
        waiting: list[Turn] = []
        for days, number in going:
            self._next(waiting, days, number)
        for moment in self._huddle_moments():
            waiting.append((moment, len(self.lives), None))
        heapq.heapify(waiting)
        while waiting:
            moment, number, doing = heapq.heappop(waiting)
            with clock.at(moment):
                self.huddle(moment) if doing is None else doing()
            if doing is not None:
                self._next(waiting, going[number][0], number)
            yield

    def huddle(self, moment: datetime) -> None:
        """Keep what was promised, open a huddle, think about whoever is on its list, and close it."""
        self._keep_promises(moment.date())
        tom = self.place.cast["Tom"]
        with named(practising(tom)) as by:
            huddle = huddles.open_huddle(
                team=self.place.team, today=moment.date(), quiet_days=self.place.pack.rhythm.quiet_days, by=by
            )
            for name in ("Shanice", "Priya", "Dev"):
                huddles.add_colleague(huddle=huddle, practitioner=self.place.cast[name], by=by)
            for brought in Brought.objects.filter(huddle=huddle).select_related("journey__person")[:AT_MOST]:
                self._think(huddle, brought, moment, by)
            huddles.close_huddle(huddle=huddle, by=by)

    def _keep_promises(self, today: date) -> None:
        """Do what was promised by yesterday, but for the few that slip; nobody is left with nothing to come."""
        with named(practising(self.place.cast["Tom"])) as by:
            late = NextStep.objects.filter(OPEN_STEP, kind=StepKind.PLAIN, due_on__lt=today)
            for step in late.select_related("journey__team", "journey__site"):
                life = self._life(step.person_id)
                if life is None or life.random.random() < SLIPS:
                    continue
                self._hear_next_week(step, life, today, by)
                journeys.keep_step(step=step, by=by)

    def _hear_next_week(self, step: NextStep, life: Life, today: date, by: Viewer) -> None:
        others = [one for one in open_steps([step.journey_id]) if one.pk != step.pk and one.done_by != StepBy.PERSON]
        if not any(one.due_on >= today for one in others):
            journeys.make_step(
                journey=step.journey,
                what=life.random.choice(town.OURS),
                doer=Doer(StepBy.PRACTITIONER, practitioner_id=step.practitioner_id or self.place.cast["Tom"].pk),
                due_on=today + timedelta(days=7),
                by=by,
            )

    def _think(self, huddle: Huddle, brought: Brought, moment: datetime, by: Viewer) -> None:
        life = self._life(brought.person_id)
        holder = getattr(life, "holder", None)
        if life is None or holder is None:
            decided = Decided(revision=brought.revision, words="Wait until one of us has spoken with them.")
            huddles.carry(huddle=huddle, journey=brought.journey, decided=decided, by=by)
            return
        ours = [step for step in open_steps([brought.journey_id]) if step.done_by != StepBy.PERSON]
        if not any(step.due_on >= moment.date() for step in ours):
            huddles.add_step(
                huddle=huddle,
                journey=brought.journey,
                what=life.random.choice(town.OURS),
                doer=Doer(StepBy.PRACTITIONER, practitioner_id=holder.pk),
                due_on=moment.date() + timedelta(days=7),
                by=by,
            )
        if life.random.random() < 0.2 and not life.has_maggie:
            life.has_maggie = True
            huddles.draw_in(
                huddle=huddle,
                journey=brought.journey,
                practitioner=self.place.cast["Maggie"],
                why="Knows the rent and benefit rules",
                by=by,
            )
        decided = Decided(revision=brought.revision, words=life.random.choice(town.STORIES), holder=holder.pk)
        huddles.decide(huddle=huddle, journey=brought.journey, decided=decided, today=moment.date(), by=by)

    def _life(self, person_id: UUID) -> Life | None:
        return next((life for life in self.lives if life.person_id == person_id), None)

    def _next(self, waiting: list[Turn], days: Iterator[tuple[datetime, Doing]], number: int) -> None:
        following = next(days, None)
        if following is not None:
            heapq.heappush(waiting, (following[0], number, following[1]))

    def _huddle_moments(self) -> list[datetime]:
        day = min(life.began for life in self.lives).date()
        moments = []
        while day < self.until.date():
            if day.weekday() in HUDDLES_ON and self.place.pack.hours.on(day):
                moments.append(datetime.combine(day, time(9, 30), LONDON))
            day += timedelta(days=1)
        return moments
