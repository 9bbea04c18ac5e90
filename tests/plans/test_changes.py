"""What changed is said word by word, and puts both texts together again."""

from hypothesis import given
from hypothesis import strategies as st

from livingwell.plans.rules import what_changed
from livingwell.plans.words import Same

KEPT, ADDED, OUT = Same.KEPT, Same.ADDED, Same.TAKEN_OUT


def said(before: str, after: str) -> list[tuple[Same, str]]:
    return [(one.is_, one.text) for one in what_changed(before, after)]


def test_a_word_put_in_the_place_of_another_is_taken_out_and_added():
    assert said("My brother, and tea.", "My sister, and tea.") == [
        (KEPT, "My "),
        (OUT, "brother,"),
        (ADDED, "sister,"),
        (KEPT, " and tea."),
    ]


def test_first_words_are_all_added_and_the_same_words_all_kept():
    assert said("", "Tea.") == [(ADDED, "Tea.")]
    assert said("Tea.", "Tea.") == [(KEPT, "Tea.")]
    assert said("Tea.", "") == [(OUT, "Tea.")]


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40))
def test_both_texts_are_in_it_whole(before, after):
    pieces = what_changed(before, after)
    assert "".join(one.text for one in pieces if one.is_ != ADDED) == before
    assert "".join(one.text for one in pieces if one.is_ != OUT) == after
