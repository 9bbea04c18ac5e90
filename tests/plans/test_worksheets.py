"""Worksheets are a place's own: read whole, and a mistake is said by its file and line."""

import pytest

from livingwell.access.words import Part
from livingwell.lib.refusals import NotPossible
from livingwell.plans import queries
from livingwell.plans.rules import read_worksheets
from livingwell.plans.words import Shows

GOOD = """version = 3
[[sheets]]
key = "about-me"
name = "About me"
[[sheets.questions]]
key = "matters"
ask = "What matters"
[[sheets]]
key = "safety-plan"
name = "When it is hard"
kept = "safety plan"
[[sheets.questions]]
key = "signs"
ask = "How I know"
hint = "Anything"
"""


def test_worksheets_are_read_in_order_with_the_safety_plan_apart():
    found = read_worksheets(GOOD)
    assert (found.version, [one.key for one in found.plan()]) == (3, ["about-me"])
    assert found.safety_plan().kept == Part.SAFETY_PLAN
    assert found.find("safety-plan", "signs").question.hint == "Anything"
    assert found.find("about-me", "signs") is None


def test_every_place_has_worksheets_and_ours_ask_of_life_and_show_the_steps():
    here = queries.worksheets_here()
    assert {"about-me", "my-story", "strengths", "hopes", "in-the-way"} <= {one.key for one in here.plan()}
    assert [one.key for one in here.sheets if one.shows == Shows.STEPS] == ["together"]
    assert len(here.safety_plan().questions) == 6


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("version = 3", "version = 'x'", "w.toml, line 1: say which version"),
        ("version = 3", "version = true", "line 1: say which version"),
        ('key = "matters"', 'key = "What Matters"', "line 6: give it a short key"),
        ('ask = "How I know"', "", "line 12: ask is missing"),
        ('ask = "How I know"', "ask = 3", "line 14: write ask in words"),
        ('ask = "How I know"', f'ask = "{"a" * 201}"', "line 14: keep ask to 200"),
        ('hint = "Anything"', 'hnt = "x"', "line 15: a worksheet does not know “hnt” here; it knows key, ask, hint."),
        ('kept = "safety plan"', 'kept = "risk"', "line 11: kept is “plan” or “safety plan”"),
        ('kept = "safety plan"', "", "line 2: one worksheet, and no more, is the safety plan"),
        ('name = "About me"', 'name = "About me"\nkept = "safety plan"', "line 12: one worksheet, and no more"),
        ('name = "About me"', 'name = "About me"\nshows = "pictures"', "line 5: shows is “words” or “steps”"),
        ('name = "About me"', 'name = "About me"\nshows = "steps"', "line 2: a worksheet has questions"),
        ('key = "safety-plan"', 'key = "about-me"', "line 9: “about-me” is there twice"),
        ("[[sheets]]", "[sheets]", "w.toml, line"),
        ("[[sheets.questions]]", "[[sheets.qestions]]", "line 5: a worksheet does not know “qestions”"),
        ('name = "About me"', 'name = "About', "w.toml, line 4"),
    ],
)
def test_a_mistake_is_said_with_its_file_and_line(was, now, said):
    assert was in GOOD
    with pytest.raises(NotPossible) as refused:
        read_worksheets(GOOD.replace(was, now, 1), of="w.toml")
    assert said in str(refused.value)


@pytest.mark.django_db
def test_a_place_with_a_broken_worksheet_is_not_prepared_and_is_told_which_line(settings, tmp_path):
    folder = tmp_path / "worksheets"
    folder.mkdir()
    (folder / "brackwell.toml").write_text(GOOD.replace("ask", "aks", 1))
    settings.PACKS = tmp_path
    queries.worksheets.cache_clear()
    try:
        with pytest.raises(NotPossible, match=r"worksheets/brackwell.toml, line 7"):
            queries.worksheets_here()
    finally:
        queries.worksheets.cache_clear()
