"""What a decision needs, and what happens when two people decide or write at once."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.huddles import rules
from livingwell.huddles.rules import Standing
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible

TODAY = date(2026, 11, 24)
SHANICE, TOM, DEV = UUID(int=1), UUID(int=2), UUID(int=3)
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
WORDS = st.sampled_from(["", "Call on Thursday", "Wait a week"])


def check(holder: UUID | None, *steps: Standing) -> None:
    rules.check_decision(called="Ama", holder=holder, steps=steps, today=TODAY)


def test_a_name_that_holds_and_one_thing_we_do_next_is_a_decision():
    check(SHANICE, Standing(StepBy.PRACTITIONER, TOMORROW))
    check(SHANICE, Standing(StepBy.TOGETHER, TODAY))
    check(SHANICE, Standing(StepBy.TEAM, TOMORROW), Standing(StepBy.PERSON, YESTERDAY))


def test_nobody_leaves_the_huddle_with_nobody_holding():
    with pytest.raises(NotPossible, match="Say who holds: one name, so that Ama knows who to ask for"):
        check(None, Standing(StepBy.PRACTITIONER, TOMORROW))


@pytest.mark.parametrize(
    "steps",
    [(), (Standing(StepBy.PERSON, TOMORROW),), (Standing(StepBy.PRACTITIONER, YESTERDAY),)],
    ids=["no step", "only theirs", "only one whose day has passed"],
)
def test_nobody_leaves_the_huddle_with_nothing_that_we_do_next(steps):
    with pytest.raises(NotPossible, match="Say one thing that we do next for Ama, and by when"):
        check(SHANICE, *steps)


def test_choosing_somebody_names_them_and_choosing_nobody_leaves_it_as_it_is():
    assert rules.holder_to_name(chosen=SHANICE, was=None, now=None, now_called="the team") == SHANICE
    assert rules.holder_to_name(chosen=None, was=None, now=None, now_called="the team") is None
    assert rules.holder_to_name(chosen=TOM, was=TOM, now=TOM, now_called="Tom") is None


def test_a_holder_named_meanwhile_is_not_taken_away_by_a_page_that_never_chose():
    assert rules.holder_to_name(chosen=TOM, was=TOM, now=SHANICE, now_called="Shanice") is None


def test_a_holder_named_meanwhile_is_not_replaced_without_looking():
    with pytest.raises(NotPossible, match="Shanice has become the holder while you were choosing"):
        rules.holder_to_name(chosen=DEV, was=None, now=SHANICE, now_called="Shanice")
    assert rules.holder_to_name(chosen=SHANICE, was=None, now=SHANICE, now_called="Shanice") is None


@given(mine=WORDS, was=st.none() | WORDS, stored=WORDS, mine_last=st.booleans())
def test_words_are_never_lost_to_somebody_elses(mine, was, stored, mine_last):
    kept = rules.words_to_keep(mine=mine, was=was, stored=stored, mine_last=mine_last)
    if kept is None:
        assert mine != stored
        assert stored != was
        assert mine != was
    else:
        assert kept in {mine, stored}
    if kept == mine != stored:
        assert mine_last or stored == was, "somebody else's words were overwritten unseen"


def test_words_nobody_touched_here_give_way_to_what_somebody_else_wrote():
    assert rules.words_to_keep(mine="", was="", stored="Call on Thursday", mine_last=False) == "Call on Thursday"
