"""From answers to figures: nothing is guessed, nothing out of range counts, and a slow second way agrees."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from measures.reading import PACKS, of_life, ours

from livingwell.lib.refusals import NotPossible
from livingwell.measures.rules import check_answers, compare, results, score
from livingwell.measures.words import Became, Measure, Threshold

EVERY = [ours(path.stem) for path in sorted(PACKS.glob("*.toml"))] + [of_life()]
FIGURES = st.decimals(min_value=-100, max_value=100, places=2, allow_nan=False)
THRESHOLD = Threshold(Decimal(3), "Somebody", "1")


@st.composite
def answered(draw) -> tuple[Measure, dict[str, int | None]]:
    measure = draw(st.sampled_from(EVERY))
    one = st.none() | st.integers(measure.least, measure.most)
    return measure, {item.key: draw(one) for item in measure.items if draw(st.booleans())}


@given(answered())
def test_a_figure_is_there_exactly_when_all_that_it_is_made_of_was_answered(both):
    measure, answers = both
    for one in score(measure, answers):
        assert (one.value is not None) == (one.answered == one.of)


@given(answered())
def test_a_second_slow_way_comes_to_the_same(both):
    measure, answers = both
    found = {one.scale: one.value for one in score(measure, answers)}
    for scale in measure.scales:
        said = [answers.get(key) for key in scale.items]
        if scale.how == "item":
            assert [found[f"{scale.key}.{key}"] for key in scale.items] == said
        elif None in said:
            assert found[scale.key] is None
        else:
            turned = [
                sum(range(measure.least, measure.most + 1)) * 2 // (measure.most - measure.least + 1) - given
                if measure.item(key).reversed
                else given
                for key, given in zip(scale.items, said, strict=True)
            ]
            total = Decimal(sum(turned))
            expected = scale.table[total] if scale.table else total
            assert found[scale.key] == (round(total / len(said), 2) if scale.how == "mean" else expected)


@given(answered(), st.data())
def test_an_answer_out_of_range_is_refused_whatever_the_others_are(both, data):
    measure, answers = both
    key = data.draw(st.sampled_from([one.key for one in measure.items]))
    far = data.draw(st.integers(max_value=measure.least - 1) | st.integers(min_value=measure.most + 1))
    with pytest.raises(NotPossible, match="cannot be one"):
        score(measure, answers | {key: far})


def test_what_is_not_asked_is_not_answered():
    with pytest.raises(NotPossible, match="is not asked here"):
        check_answers(of_life(), {"3": 1})


@given(FIGURES, FIGURES, st.booleans())
def test_better_one_way_is_harder_the_other(first, latest, higher):
    there = compare(latest, first=first, threshold=THRESHOLD, higher_is_better=higher)
    back = compare(first, first=latest, threshold=THRESHOLD, higher_is_better=higher)
    turned = {Became.BETTER: Became.WORSE, Became.WORSE: Became.BETTER, Became.NO_CHANGE: Became.NO_CHANGE}
    assert back == turned[there]
    assert compare(latest, first=first, threshold=THRESHOLD, higher_is_better=not higher) == turned[there]


@given(FIGURES, FIGURES)
def test_less_than_the_threshold_is_no_change_and_the_threshold_itself_is_one(first, by):
    became = compare(first + by, first=first, threshold=THRESHOLD, higher_is_better=True)
    assert (became == Became.NO_CHANGE) == (abs(by) < 3)


def test_without_a_published_threshold_nothing_is_said_of_change():
    assert compare(Decimal(5), first=Decimal(1), threshold=None, higher_is_better=True) == Became.NOT_SAID
    assert compare(None, first=Decimal(1), threshold=THRESHOLD, higher_is_better=True) == Became.NOT_SAID


def test_the_threshold_with_its_source_and_version_stays_on_the_result():
    measure = ours("life-satisfaction")
    found = results(measure, score(measure, {"3": 4}), {"area.3": Decimal(2)})
    one = next(result for result in found if result.score.scale == "area.3")
    assert (one.became, one.change, one.threshold.least) == (Became.BETTER, 2, 1)
    assert "NHS England" in one.threshold.source
    assert one.threshold.version
