"""A guide as text: a pack's file, and the box on the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.conversations import rules
from livingwell.conversations.queries import guide_texts
from livingwell.conversations.words import Change, Changed, Question
from livingwell.lib.refusals import NotPossible

GUIDE = """
name = "A first conversation"
[[questions]]
ask = "How have the last few weeks been?"
hint = "Begin wherever they begin."
[[questions]]
ask = "Who and what keeps you going?"
"""


def test_a_guide_is_read_from_its_pack():
    guide = rules.read_guide(GUIDE)
    assert guide.name == "A first conversation"
    assert [one.key for one in guide.questions] == ["how-have-the-last-few-weeks-been", "who-and-what-keeps-you-going"]
    assert guide.questions[1].hint == ""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("name = ", "guide, line 1: Invalid value"),
        ("[[questions]]\nask = 'What?'", "line 1: the guide has no name"),
        ("name = 'x'", "has no questions"),
        ("name = 'x'\nquestions = []", "at least one question"),
        ("name = 'x'\ncolour = 'red'\n[[questions]]\nask = 'a?'", "line 2: a guide does not know “colour”"),
        ("name = 'x'\n[[questions]]\nhint = 'h'", "line 2, question 1 asks nothing"),
        ("name = 'x'\n[[questions]]\nask = 'a?'\nscore = 3", "line 4, question 1: write ask"),
        ("name = 'x'\n[[questions]]\nask = 3", "nothing else"),
        ("name = 'x'\n[[questions]]\nask = 'a?'\n[[questions]]\nask = 'a?'", "there twice"),
        (f"name = 'x'\n[[questions]]\nask = '{'a' * 201}'", "Keep each question to 200"),
        (f"name = 'x'\n[[questions]]\nask = 'a?'\nhint = '{'h' * 301}'", "Keep each hint to 300"),
        (f"name = 'x'\n[[questions]]\nask = 'a?'\nkey = '{'k' * 41}'", "Keep each key to 40"),
        ("name = 'x'\n" + "".join(f"[[questions]]\nask = '{n}?'\n" for n in range(21)), "That is 21 questions"),
    ],
)
def test_every_mistake_in_a_guide_is_said_in_a_sentence(text, sentence):
    with pytest.raises(NotPossible, match=sentence):
        rules.read_guide(text)


@pytest.mark.parametrize("place", ["brackwell", "edinburgh", "salford"])
def test_every_place_has_a_guide_that_talks_about_being_safe(place):
    guide = guide_texts()[place]
    assert 6 <= len(guide.questions) <= 8
    assert all(one.ask.endswith("?") and one.hint for one in guide.questions)
    assert [one.ask for one in guide.questions if "safe" in one.ask]


LINE = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
QUESTIONS = st.lists(st.builds(Question, key=st.just(""), ask=LINE, hint=LINE), min_size=1, max_size=8).filter(
    lambda asked: len({one.ask for one in asked}) == len(asked)
)


@given(QUESTIONS)
def test_questions_written_as_text_are_read_back_the_same(asked):
    read = rules.read_questions(rules.write_questions(asked))
    assert [(one.ask, one.hint) for one in read] == [(one.ask, one.hint) for one in asked]
    assert len({one.key for one in read}) == len(read)
    again = rules.read_questions(rules.write_questions(read), read)
    assert again == read  # a question that stays keeps its key


@given(st.text(max_size=400))
def test_any_text_is_questions_or_a_sentence_about_what_is_wrong(text):
    try:
        read = rules.read_questions(text)
    except NotPossible:
        return
    assert read
    assert all(one.ask for one in read)


def test_what_changed_is_said_question_by_question():
    before = rules.read_questions("One?\nFirst.\n\nTwo?\n\nThree?")
    after = rules.read_questions("One?\nAnother hint.\n\nThree?\n\nFour?", before)
    assert rules.what_changed(before, after) == (
        Change(Changed.ADDED, "Four?"),
        Change(Changed.HINT, "One?"),
        Change(Changed.TAKEN_OUT, "Two?"),
    )
    assert rules.what_changed(before, tuple(reversed(before))) == ()
