"""What happens next.

Somebody whose journey is open always has one next step at least that somebody here holds, and a day it is due. The day
is never further off than the place's horizon: four weeks at most, so that nobody waits without hearing.
"""

from uuid import UUID

import pytest
from spec.telling import day

from livingwell.journeys.rules import Doer, check_due, check_step
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible

TODAY = day("Monday 2 November 2026")


def due(said: str, horizon_days: int = 28) -> str:
    """Return "it stands", or the sentence that says why not."""
    try:
        check_due(day(said), TODAY, horizon_days)
    except NotPossible as refusal:
        return str(refusal)
    return "it stands"


@pytest.mark.parametrize(
    ("due_on", "what_is_said"),
    [
        ("Monday 2 November 2026", "it stands"),
        ("Monday 30 November 2026", "it stands"),
        ("Tuesday 1 December 2026", "Choose a day within 28 days, so that nobody waits without hearing."),
        ("Sunday 1 November 2026", "Choose today or a day after it."),
    ],
)
def test_on_monday_the_second_of_november(due_on, what_is_said):
    """Four weeks on is the last day; yesterday is none."""
    assert due(due_on) == what_is_said


@pytest.mark.parametrize(
    ("the_places_horizon", "the_last_day"),
    [(7, "Monday 9 November 2026"), (14, "Monday 16 November 2026"), (90, "Monday 30 November 2026")],
)
def test_a_place_may_promise_more_and_never_less(the_places_horizon, the_last_day):
    """A place may choose a nearer horizon than four weeks. A further one is four weeks all the same."""
    assert due(the_last_day, the_places_horizon) == "it stands"
    a_day_later = day(the_last_day).toordinal() + 1
    with pytest.raises(NotPossible):
        check_due(TODAY.fromordinal(a_day_later), TODAY, the_places_horizon)


@pytest.mark.parametrize(
    ("what", "who", "what_is_said"),
    [
        ("Ring the landlord", "a practitioner, by name", "it stands"),
        ("Ring the landlord", "the team", "it stands"),
        ("Open the letter", "the person", "it stands"),
        ("", "the team", "Say what happens next."),
        ("Ring the landlord", "a practitioner, not named", "Say who in the team does this."),
        ("Walk to the garden", "together, not said with whom", "Say who in the team does this."),
    ],
)
def test_a_next_step_says_what_and_whose_it_is(what, who, what_is_said):
    """A step of the person's own is welcome, and is never the only one: somebody here holds another."""
    doers = {
        "a practitioner, by name": Doer(StepBy.PRACTITIONER, practitioner_id=UUID(int=1)),
        "a practitioner, not named": Doer(StepBy.PRACTITIONER),
        "together, not said with whom": Doer(StepBy.TOGETHER),
        "the team": Doer(StepBy.TEAM, team_id=UUID(int=2)),
        "the person": Doer(StepBy.PERSON),
    }
    try:
        check_step(what, doers[who])
        said = "it stands"
    except NotPossible as refusal:
        said = str(refusal)
    assert said == what_is_said
