"""What somebody wants to be different, and the goals they make of it: said, rated, counted, left behind."""

from datetime import date
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import HAS_ENDED, Happened, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_
from livingwell.places.words import WheelSegment

from .. import queries, rules
from ..models import Aspiration, Goal, GoalRating, MarkedGoal
from ..words import FirstStep, GoalEnd, RatedBy
from .by import beside, written

WHAT = N_("Write what you want to be different, in a few words.")
GOAL = N_("Write the goal, in your own words.")
ENDED = N_("Somebody has just moved on from this goal. Look again first.")


@action
def say_aspiration(*, person_id: UUID, words: str, segment: WheelSegment | None = None, by: Viewer) -> Aspiration:
    """Write down what somebody wants to be different; perhaps from a part of their wheel."""
    made = Aspiration.objects.create(
        person_id=person_id,
        words=rules.check_words(words, sentence=WHAT),
        segment=segment.slug if segment else "",
        called=segment.name if segment else "",
        **beside(by),
    )
    _record(Happened.ASPIRATION_SAID, person_id, made.pk, by)
    return made


@action
def set_goal(
    *,
    aspiration: Aspiration,
    journey: Journey,
    words: str,
    know: str = "",
    first_step: FirstStep | None = None,
    replaces: Goal | None = None,
    by: Viewer,
) -> Goal:
    """Make a goal of an aspiration. A goal that replaces another ends that one, and takes no place of its.

    Its first step becomes a next step of the journey, beside those that are there: none of them is closed by it.
    """
    if replaces is not None:
        _end(replaces, GoalEnd.CHANGED, by)
    made = Goal.objects.create(
        person_id=aspiration.person_id,
        aspiration=aspiration,
        words=rules.check_words(words, sentence=GOAL),
        know=know.strip(),
        replaces=replaces,
        **beside(by),
    )
    _record(Happened.GOAL_SET, made.person_id, made.pk, by)
    if first_step is not None:
        _take_first_step(made, journey, first_step, by)
    return made


def _take_first_step(goal: Goal, journey: Journey, step: FirstStep, by: Viewer) -> None:
    if not journey.is_open:
        raise NotPossible(HAS_ENDED, field="what")
    asks_the_team = step.by == StepBy.TOGETHER and step.practitioner_id is None
    journeys.make_step(
        journey=journey,
        what=_("Together: %(what)s") % {"what": step.what} if asks_the_team else step.what,
        doer=Doer(StepBy.TEAM, team_id=journey.team_id) if asks_the_team else Doer(step.by, step.practitioner_id),
        due_on=step.due_on,
        from_id=goal.pk,
        by=by,
    )


@action
def rate_goal(
    *, goal: Goal, journey: Journey, value: int, how: RatedBy, on: date | None = None, words: str = "", by: Viewer
) -> GoalRating:
    """Keep how near a goal is: the number, the day it was said, and by which channel."""
    today = timezone.localdate()
    rules.check_going(GoalEnd(goal.ended_how) if goal.ended_how else None)
    rules.check_rating(value, on=on or today, today=today)
    rules.check_channel(how, is_person=by.is_person)
    made = GoalRating.objects.create(
        person_id=goal.person_id,
        goal=goal,
        journey=journey,
        value=value,
        on=on or today,
        how=how,
        words=words.strip(),
        **written(by),
    )
    _record(Happened.GOAL_RATED, goal.person_id, made.pk, by)
    return made


@action
def count_goal(*, goal: Goal, journey: Journey, by: Viewer) -> MarkedGoal:
    """Count a goal on this journey: one of up to three, each in a place that stays with it."""
    rules.check_going(GoalEnd(goal.ended_how) if goal.ended_how else None)
    slot = rules.free_slot(queries.places_taken(journey.pk))
    return MarkedGoal.objects.create(person_id=goal.person_id, journey=journey, goal=goal, slot=slot, **written(by))


@action
def end_goal(*, goal: Goal, how: GoalEnd, by: Viewer) -> None:
    """Leave a goal behind: reached, or put aside. It stays readable, with its ladder."""
    if how == GoalEnd.CHANGED:
        raise NotPossible(N_("Write the goal that it became."))
    _end(goal, how, by)


@action
def put_aside(*, aspiration: Aspiration, by: Viewer) -> None:
    """Put an aspiration aside; its goals stay as they are."""
    written(by)
    Aspiration.objects.filter(pk=aspiration.pk, put_aside_at__isnull=True).update(put_aside_at=timezone.now())


def _end(goal: Goal, how: GoalEnd, by: Viewer) -> None:
    written(by)
    ended = Goal.objects.filter(pk=goal.pk, ended_at__isnull=True).update(ended_at=timezone.now(), ended_how=how)
    if not ended:
        raise NotPossible(ENDED)
    _record(Happened.GOAL_ENDED, goal.person_id, goal.pk, by)


def _record(kind: Happened, person_id: UUID, from_id: UUID, by: Viewer) -> None:
    """Record that it was written, and no word of it: more people read the line of moments than read a plan."""
    journeys.record_event(kind=kind, person_id=person_id, from_id=from_id, by=by)
