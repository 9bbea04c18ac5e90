"""What the team needs to agree before it goes on to the next person.

One name holds, so that the person knows who to ask for; and at least one thing that we, not only they, do next.
"""

from uuid import UUID

import pytest
from spec.huddles.examples import TUESDAY, days_ago, in_days

from livingwell.huddles.rules import Standing, check_decision, words_to_keep
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible

SHANICE = UUID(int=1)


def answer(holder: UUID | None, *steps: Standing) -> str:
    """Return "agreed", or the sentence that says what is missing."""
    try:
        check_decision(called="Ama", holder=holder, steps=steps, today=TUESDAY)
    except NotPossible as reason:
        return str(reason)
    return "agreed"


def test_somebody_holds_and_something_happens_next():
    """Shanice holds, and calls on Thursday."""
    assert answer(SHANICE, Standing(StepBy.PRACTITIONER, in_days(2))) == "agreed"


def test_the_team_in_general_is_nobody_to_ask_for():
    """“The team” has Ama until somebody is named. She leaves the huddle with a name."""
    assert answer(None, Standing(StepBy.TEAM, in_days(2))) == (
        "Say who holds: one name, so that Ama knows who to ask for."
    )


@pytest.mark.parametrize(
    "step",
    [None, Standing(StepBy.PERSON, in_days(2)), Standing(StepBy.PRACTITIONER, days_ago(1))],
    ids=["nothing", "only something for her to do", "only something whose day has passed"],
)
def test_something_that_we_do(step):
    """It is not left to Ama alone, and not to a day gone by."""
    steps = [step] if step else []
    assert answer(SHANICE, *steps) == (
        "Say one thing that we do next for Ama, and by when. Then go on to the next person."
    )


def test_two_people_write_at_once():
    """Tom and Dev write in the same box. What Tom kept is never lost under what Dev kept."""
    assert words_to_keep(mine="A walk first.", was="", stored="", mine_last=False) == "A walk first."
    assert words_to_keep(mine="A walk first.", was="", stored="Call her.", mine_last=False) is None
    assert words_to_keep(mine="", was="", stored="Call her.", mine_last=False) == "Call her."
