"""A measure is data: each that comes with us is read, and every mistake in one is said by its file, line and key."""

import pytest
from measures.reading import LIFE, PACKS, of_life, ours

from livingwell.lib.refusals import NotPossible
from livingwell.measures import queries
from livingwell.measures.rules import read_measure, why_not_asked
from livingwell.measures.words import About, Licence
from livingwell.places.queries import own_measures

OURS = sorted(path.stem for path in PACKS.glob("*.toml"))


def test_these_come_with_us():
    assert OURS == [
        "gad-7",
        "goals",
        "life-satisfaction",
        "my-work",
        "phq-9",
        "reqol-10",
        "reqol-20",
        "swemwbs",
    ]


@pytest.mark.parametrize("slug", OURS)
def test_each_is_read_and_every_threshold_says_its_source_and_version(slug):
    measure = ours(slug)
    for scale in measure.scales:
        assert scale.change is None or (scale.change.source and scale.change.version)
    assert all(one.source and one.version for one in measure.cut_offs)
    assert measure.licence_words


@pytest.mark.parametrize("slug", ["reqol-10", "reqol-20", "swemwbs"])
def test_no_words_of_theirs_come_with_us_and_it_cannot_be_asked_until_the_place_has_them(slug):
    measure = ours(slug)
    assert not any(one.asked for one in measure.items)
    assert why_not_asked(measure)


@pytest.mark.parametrize("slug", ["life-satisfaction", "goals", "my-work"])
def test_what_is_in_our_own_words_can_be_asked_at_once(slug):
    assert why_not_asked(ours(slug)) is None


def test_a_measure_whose_owners_ask_to_be_told_waits_for_that_and_for_its_words():
    text = (PACKS / "swemwbs.toml").read_text()
    assert "register" in why_not_asked(read_measure("swemwbs", text))
    told = text.replace('state = "registered"', 'state = "registered"\nregistered = "Warwick, 3 November 2026"')
    assert "words are not loaded" in why_not_asked(read_measure("swemwbs", told))
    for key in "1234567":
        told = told.replace(f'key = "{key}"\n', f'key = "{key}"\nwording = "Slot {key}"\n')
    assert why_not_asked(read_measure("swemwbs", told)) is None


def test_words_from_a_licensed_copy_come_with_which_way_round_each_is():
    text = (PACKS / "reqol-10.toml").read_text().replace('key = "3"\n', 'key = "3"\nwording = "Slot"\n')
    with pytest.raises(NotPossible, match="“3” has its words; say whether it is reversed"):
        read_measure("reqol-10", text)
    turned = text.replace('wording = "Slot"\n', 'wording = "Slot"\nreversed = true\n')
    assert read_measure("reqol-10", turned).item("3").reversed


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('called = "How this week was"\n', "", "line 1: “called” is missing."),
        ("least = 0", 'least = "none"', "line 6: “least” should be a whole number."),
        ("most = 2", "most = 0", "line 7: most is 0; it must be more than least, which is 0."),
        ('higher_is = "better"', 'higher_is = "good"', "line 5: higher_is should be “better” or “worse”, not “good”."),
        ('about = "person"', 'about = "cat"', "line 4: there is no about called “cat”; there are:"),
        ('state = "free"', 'state = "ours"', "line 10: there is no state called “ours”; there are:"),
        ("value = 1\n", "value = 7\n", "its options should be each figure from 0 to 2, in order."),
        ('key = "2"\n', 'key = "1"\n', "line 30: two of its items are called “1”."),
        ('items = ["1", "2"]', 'items = ["1", "9"]', "line 42: the scale “total” counts “9”, which is no item of its."),
        ('items = ["1", "2"]', 'items = ["1", "1"]', "line 42: the scale “total” should count each of its items once."),
        ('how = "sum"', 'how = "guess"', "line 41: there is no how called “guess”; there are: sum, mean, item."),
        ('change = "2"', 'change = "two"', "line 43: “two” in “change” is not a figure."),
        ('change = "2"', 'change = "NaN"', "line 43: “NaN” in “change” is not a figure."),
        ('change = "2"', 'change = "0"', "line 43: “change” is 0; it must be more than 0."),
        ('change_source = "Made up for tests"\n', "", "line 43: “change_source” is missing: a threshold says who"),
        ('item = "2"\nanswers', 'item = "9"\nanswers', "line 35: “9” is not one of its items."),
        ('answers = ["1", "2"]', 'answers = ["3"]', "line 36: its answers should be from 0 to 2, one at least."),
        ('answers = ["1", "2"]', "answers = []", "line 36: its answers should be from 0 to 2, one at least."),
        ('words = "Made up for tests."', 'word = "Made up"', "line 11: licence does not know “word”; it knows"),
        ("[life]", "[live]", "a pack does not know “live”."),
    ],
)
def test_a_mistake_is_said_by_its_file_line_and_key(was, now, said):
    assert was in LIFE
    with pytest.raises(NotPossible) as refused:
        read_measure("week", LIFE.replace(was, now, 1))
    assert str(refused.value).startswith("measures/week, line ")
    assert said in str(refused.value)


def test_a_table_has_a_figure_for_every_sum_there_can_be():
    text = (PACKS / "swemwbs.toml").read_text()
    with pytest.raises(NotPossible, match="its table has no figure for a sum of 22"):
        read_measure("swemwbs", text.replace('"22 19.98", ', ""))
    with pytest.raises(NotPossible, match="“much” in “table” is not a figure"):
        read_measure("swemwbs", text.replace('"22 19.98"', '"22 much"'))


def test_whom_each_is_for_and_what_its_owners_allow():
    assert ours("my-work").about == About.PRACTITIONER
    assert ours("goals").about == About.GOALS
    assert ours("reqol-10").licence == Licence.LOADED
    assert of_life().life.answers == (1, 2)


def test_a_place_s_own_stands_before_ours_and_goes_into_its_backups_and_back(settings, tmp_path):
    settings.PACKS = tmp_path
    (tmp_path / "measures").mkdir()
    (tmp_path / "measures" / "goals.toml").write_text(LIFE)
    queries.measures.cache_clear()
    try:
        assert queries.measure("goals").called == "How this week was"
    finally:
        queries.measures.cache_clear()
    assert list(own_measures()) == ["measures/goals"]
    put_back = own_measures(["measures/week", "measures/../../keys", "guides"])
    assert list(put_back) == ["measures/goals", "measures/week"]
    assert put_back["measures/week"] == tmp_path / "measures" / "week.toml"
