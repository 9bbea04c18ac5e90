"""Who is perhaps written down twice, and who is one with whom: plain rules, each by its examples and at random."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.names import SAYS_LITTLE, begin_alike, parts, sound, sounds_alike
from livingwell.people.rules import Marks, together, why_perhaps_one
from livingwell.people.words import Alike, Channel

PHONE, EMAIL, HOUSE = (
    (Channel.CALL, "07700 900123"),
    (Channel.EMAIL, "ama@example.org"),
    (Channel.LETTER, "1 Mill Lane, BR1 2AB"),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Catherine Byrne", "Kathryn Burn"),
        ("Mohammed", "Muhammad"),
        ("Stephen", "Steven"),
        ("Marek", "Marec"),
        ("Ngozi Achebe", "ACHEBE, Ngozi"),
        ("Ngozi Achebe", "Ngozi Achebe-Baird"),
        ("Seán Ó Briain", "Sean O’Brien"),
        ("Phoebe", "Feebe"),
        ("王芳", "王芳"),
    ],
)
def test_names_that_sound_alike_do_however_they_are_spelt(one, other):
    assert sounds_alike(one, other)
    assert sounds_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Ama", "Piotr"), ("Ines Silva", "Joan Byrne"), ("", "A"), ("王芳", "李娜")]
)
def test_names_that_do_not_sound_alike_do_not(one, other):
    assert not sounds_alike(one, other)


@given(st.text(max_size=20))
def test_a_name_sounds_like_itself_and_begins_as_it_does(name):
    assert sounds_alike(name, name) or not any(sound(word) for word in parts(name) if word not in SAYS_LITTLE)
    assert set(begin_alike(name)) >= {word[0] for word in parts(name)}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Marks.of("Ama Okafor", []), Marks.of("Okafor, Ama", []), (Alike.NAME,)),
        (Marks.of("Ama", []), Marks.of("Ama", []), ()),
        (Marks.of("Ama", [PHONE]), Marks.of("Amma", [(Channel.TEXT, "+447700900123")]), (Alike.SOUND, Alike.NUMBER)),
        (Marks.of("Ama", [PHONE, EMAIL]), Marks.of("Amma", [PHONE, EMAIL]), (Alike.SOUND, Alike.NUMBER, Alike.EMAIL)),
        (Marks.of("Ama", [HOUSE]), Marks.of("Amma", [(Channel.LETTER, "br12ab")]), (Alike.SOUND, Alike.POSTCODE)),
        (Marks.of("Ama Okafor", [PHONE]), Marks.of("Piotr Nowak", [PHONE]), ()),
        (Marks.of("Ama Okafor", []), Marks.of("Amma Okafor", []), ()),
        (Marks.of("Ama Okafor", [PHONE]), Marks.of("Ama Nwosu", [PHONE]), (Alike.SOUND, Alike.NUMBER)),
    ],
)
def test_two_are_offered_as_one_for_reasons_that_are_said(one, other, why):
    assert why_perhaps_one(one, other) == why == why_perhaps_one(other, one)


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@given(pairs)
def test_everybody_is_one_with_whoever_can_be_walked_to(edges):
    """The slow way: walk from each until nobody new is found."""
    found = together(edges)
    for key in range(10):
        walked, there = set(), {key}
        while there - walked:
            walked = set(there)
            there |= {b for a, b in edges if a in walked} | {a for a, b in edges if b in walked}
        assert found.get(key, {key}) == walked
