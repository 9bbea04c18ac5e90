"""What a check-in comes to.

A measure is a file: what is asked, what each answer counts for, by how much a figure must move before anybody says that
something changed, and who published that. What was not answered stays unanswered. Nothing here says how safe somebody
is, and nothing is ever refused because a check-in was not done.

The thresholds: each area of life moves by 1 (NHS England, Community Mental Health PROMs Dashboard: DIALOG, on the same
item), each goal by 3 (the same: goal-based outcomes), ReQoL-10 by 5, and 25 is where the range of most people begins
(the same), SWEMWBS by 3, PHQ-9 by 6 and GAD-7 by 4 (NHS England, outcomes reference data). All were read in November
2026. For the two means of life and of support, and for ReQoL-20, no threshold was found in a source, so nothing is said
of change.
"""

from decimal import Decimal

import pytest
from measures.reading import of_life, ours

from livingwell.lib.refusals import NotPossible
from livingwell.measures.rules import results, says_life_is_not_worth_living, score
from livingwell.measures.words import BECAME, Became

LIFE = (3, 4, 2, 5, 3, 4, 5, 6)
SUPPORT = (4, 5, 6)


def answers(*given: int | None) -> dict[str, int | None]:
    return {str(number): one for number, one in enumerate(given, start=1)}


def figures(slug: str, *given: int | None) -> dict[str, Decimal | None]:
    return {one.scale: one.value for one in score(ours(slug), answers(*given))}


def test_eight_areas_of_life_make_one_mean_and_three_of_support_another():
    """3 + 4 + 2 + 5 + 3 + 4 + 5 + 6 is 32, and 32 over 8 is 4. 4 + 5 + 6 is 15, and 15 over 3 is 5. The two are never
    added into one."""
    found = figures("life-satisfaction", *LIFE, *SUPPORT)
    assert found["life"] == 4
    assert found["support"] == 5


@pytest.mark.parametrize("given", [0, 8])
def test_a_0_and_an_8_are_no_answers_to_how_life_is(given):
    """It goes from 1 to 7. Elsewhere an 8 has been counted, and a 0 put where nothing was answered."""
    with pytest.raises(NotPossible) as refused:
        score(ours("life-satisfaction"), answers(given))
    assert refused.value.sentence == "Answers here go from %(least)s to %(most)s, so %(given)s cannot be one."


def test_what_was_left_out_stays_out():
    """Without the medicines, the three of support make no mean; the eight of life make theirs, and each area stands."""
    found = figures("life-satisfaction", *LIFE, None, 5, 6)
    assert found["support"] is None
    assert found["area.9"] is None
    assert found["life"] == 4


@pytest.mark.parametrize(
    ("first", "now", "became"),
    [
        (2, 3, "Better than the first time"),
        (3, 2, "Harder than the first time"),
        (4, 4, "About the same as the first time"),
    ],
)
def test_an_area_is_held_against_the_same_area_the_first_time_it_was_answered(first, now, became):
    """By 1 or more, on the same item: NHS England, Community Mental Health PROMs Dashboard, read in November 2026."""
    measure = ours("life-satisfaction")
    found = results(measure, score(measure, {"4": now}), {"area.4": Decimal(first), "area.5": Decimal(7)})
    one = next(result for result in found if result.score.scale == "area.4")
    assert BECAME[one.became] == became


@pytest.mark.parametrize(
    ("first", "now", "became"),
    [
        (2, 5, "Better than the first time"),
        (2, 4, "About the same as the first time"),
        (6, 3, "Harder than the first time"),
    ],
)
def test_a_goal_moves_by_three(first, now, became):
    """Three goals from 0 to 10: NHS England, the same dashboard. Published work gives 2.45, which is under three."""
    measure = ours("goals")
    found = results(measure, score(measure, {"1": now}), {"goal.1": Decimal(first)})
    assert BECAME[found[0].became] == became


@pytest.mark.parametrize(
    ("first", "now", "became"),
    [
        (20, 25, "Better than the first time"),
        (20, 24, "About the same as the first time"),
        (30, 25, "Harder than the first time"),
    ],
)
def test_reqol_10_is_ten_answers_from_0_to_4_added_up_and_moves_by_five(first, now, became):
    """The eleventh, about the body, is outside the total. Most people’s range begins at 25."""
    measure = ours("reqol-10")
    spread = [4] * (now // 4) + ([now % 4] if now % 4 else [])
    given = answers(*spread, *[0] * (10 - len(spread))) | {"body": 4}
    [found] = results(measure, score(measure, given), {"total": Decimal(first)})
    assert found.score.value == now
    assert measure.cut_offs[0].at == 25
    assert BECAME[found.became] == became


@pytest.mark.parametrize(
    ("raw", "figure"), [(7, "7.00"), (14, "15.32"), (20, "18.59"), (21, "19.25"), (28, "25.03"), (35, "35.00")]
)
def test_swemwbs_is_looked_up_in_its_table(raw, figure):
    """Seven answers from 1 to 5 are added up, and the sum is turned by a table into a figure that can be compared."""
    each, more = divmod(raw, 7)
    found = figures("swemwbs", *[each + 1] * more, *[each] * (7 - more))
    assert found["total"] == Decimal(figure)


@pytest.mark.parametrize(
    ("measure", "first", "now", "became"),
    [
        ("phq-9", 18, 12, "Better than the first time"),
        ("phq-9", 18, 13, "About the same as the first time"),
        ("gad-7", 8, 12, "Harder than the first time"),
        ("gad-7", 8, 5, "About the same as the first time"),
    ],
)
def test_of_phq_9_and_gad_7_lower_is_better(measure, first, now, became):
    """By 6 or more, and by 4 or more: NHS England, outcomes reference data, read in November 2026."""
    one = ours(measure)
    given = answers(*[now // len(one.items) + (at < now % len(one.items)) for at in range(len(one.items))])
    [found] = results(one, score(one, given), {"total": Decimal(first)})
    assert found.score.value == now
    assert BECAME[found.became] == became


def test_an_item_asked_the_other_way_round_is_turned():
    """From 0 to 2: “often” to what is hard counts 0, and “never” counts 2."""
    assert score(of_life(), {"1": 2, "2": 2})[0].value == 2
    assert score(of_life(), {"1": 2, "2": 0})[0].value == 4


def test_of_the_first_time_and_of_too_little_nothing_is_said_of_change():
    measure = ours("phq-9")
    [found] = results(measure, score(measure, answers(*[1] * 9)), {})
    assert found.became == Became.FIRST
    [found] = results(measure, score(measure, answers(*[1] * 8)), {"total": Decimal(20)})
    assert found.became == Became.NOT_SAID


def test_one_answer_alone_is_heard_at_once_and_only_where_a_measure_asks_it():
    """A measure says which of its items asks whether life is worth living, and which answers say that it is not. No
    other answer, no figure and nothing that anybody writes is read for it."""
    assert says_life_is_not_worth_living(of_life(), {"2": 1})
    assert not says_life_is_not_worth_living(of_life(), {"1": 0, "2": 0})
    assert not says_life_is_not_worth_living(of_life(), {"1": 0})
    assert not says_life_is_not_worth_living(ours("life-satisfaction"), answers(*[1] * 11))
