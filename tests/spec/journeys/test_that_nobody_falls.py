"""Nobody falls.

From the moment somebody comes to the door until their journey ends, somebody holds it, and something is to happen next.
This is not a rule that people are asked to remember: the database refuses whatever would break it, whoever tries.
"""

import pytest
from journeys.lives import held_by
from neighbourhood import as_, in_days, introduce

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Holding, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible

pytestmark = pytest.mark.django_db


def refused(do, **what) -> str:
    """Return "done", or the sentence that says why not."""
    try:
        do(**what)
    except NotPossible as refusal:
        return str(refusal)
    return "done"


def test_from_the_first_moment(place):
    """Ama writes at midnight. Before the page says thank you, the team holds, and has a day to be in touch by."""
    journey = introduce(place)
    with as_(place.tom):
        holding = Holding.objects.get(journey=journey, until__isnull=True)
        step = NextStep.objects.get(journey=journey)
    assert holding.team.name == "Brackwell team"
    assert step.done_by == "team"


def test_the_last_next_step(place):
    """Tom rings Ama and ticks off "be in touch". Nothing else is written down yet, so he is asked what happens next."""
    journey = introduce(place)
    with as_(place.tom) as tom:
        last = NextStep.objects.get(journey=journey)
        assert refused(journeys.keep_step, step=last, by=tom) == (
            "That would leave somebody with nobody holding or with nothing to happen next. "
            "Name who holds and one next step first."
        )
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
        journeys.make_step(journey=journey, what="Meet on Thursday", doer=doer, due_on=in_days(3), by=tom)
        assert refused(journeys.keep_step, step=last, by=tom) == "done"


def test_leaving_it_to_the_person_alone(place):
    """Ama will open the letter herself. That is hers; somebody here still holds a step of their own."""
    journey = introduce(place)
    with as_(place.tom) as tom:
        first = NextStep.objects.get(journey=journey)
        hers = Doer(StepBy.PERSON)
        journeys.make_step(journey=journey, what="Open the letter", doer=hers, due_on=in_days(3), by=tom)
        assert refused(journeys.keep_step, step=first, by=tom) == (
            "That would leave somebody with nobody holding or with nothing to happen next. "
            "Name who holds and one next step first."
        )


def test_naming_somebody_who_is_not_alongside(place):
    """Callum is in another team and sees nothing of Ama. He can be drawn in; he cannot hold her, or a step, unseen."""
    journey = introduce(place)
    callums = Doer(StepBy.PRACTITIONER, practitioner_id=place.callum.pk)
    with as_(place.tom) as tom:
        assert refused(journeys.hold, journey=journey, practitioner=place.callum, by=tom) == (
            "Whoever holds must be in the team that is alongside, or drawn in."
        )
        assert refused(journeys.make_step, journey=journey, what="Ring", doer=callums, due_on=in_days(1), by=tom) == (
            "Whoever does a next step must be in the team that is alongside, or drawn in."
        )
        journeys.draw_in(journey=journey, practitioner=place.callum, why="He knows the gardens", by=tom)
        assert refused(journeys.hold, journey=journey, practitioner=place.callum, by=tom) == "done"


def test_somebody_leaves_the_team(place):
    """Shanice holds Ama, and leaves. In the same moment the team holds, with every next step that was Shanice's."""
    journey = held_by(place, place.shanice)
    with as_(place.shanice) as shanice:
        journeys.leave_team(practitioner=place.shanice, team=place.team, by=shanice)
    with as_(place.tom):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
        steps = NextStep.objects.filter(journey=journey, kept_at__isnull=True)
        assert {one.done_by for one in steps} == {"team"}


def test_a_team_that_people_count_on(place):
    """Everybody has left but Tom, and the team holds Ama. Tom stays until somebody joins."""
    introduce(place)
    with as_(place.tom) as tom:
        for one in (place.shanice, place.priya, place.dev, place.ros):
            journeys.leave_team(practitioner=one, team=place.team, by=tom)
        assert refused(journeys.leave_team, practitioner=place.tom, team=place.team, by=tom) == (
            "Somebody has to stay in this team: people count on it. Ask who can join first."
        )
