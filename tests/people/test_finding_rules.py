"""Somebody is found by what is typed as people type it; the nearest is first."""

import time
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.lib.alike import fold, sentences_with
from livingwell.people.queries import other_names
from livingwell.people.rules import Known, find, read_other_names

NAMES = (
    "Margaret Doyle",
    "William Baptiste",
    "Mohammed Hussain",
    "Katarzyna Nowak",
    "Siobhán O’Neill",
    "Anne-Marie Łuczak",
    "Tom Adeyemi",
    "Tim Carter",
    "Catherine Okonkwo",
    "Nguyễn Thị Hoa",
    "Emma Stone",
)


def people(*names: str, ways: tuple[str, ...] = ()) -> list[Known]:
    return [Known(uuid4(), name, ways=ways) for name in names]


def found(typed: str, known: list[Known] | None = None) -> list[str]:
    return [one.called for one in find(typed, known or people(*NAMES), other_names())]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("margaret", "Margaret Doyle"),
        ("DOYLE marg", "Margaret Doyle"),
        ("Peggy", "Margaret Doyle"),
        ("Peggy Doyle", "Margaret Doyle"),
        ("Bill", "William Baptiste"),
        ("Mo Hussein", "Mohammed Hussain"),
        ("muhamad", "Mohammed Hussain"),
        ("Kasia", "Katarzyna Nowak"),
        ("siobhan oneill", "Siobhán O’Neill"),
        ("Siobhan O'Neil", "Siobhán O’Neill"),
        ("Shevaun", "Siobhán O’Neill"),
        ("annemarie luczak", "Anne-Marie Łuczak"),
        ("Kathryn", "Catherine Okonkwo"),
        ("okonkow", "Catherine Okonkwo"),
        ("oconkwo", "Catherine Okonkwo"),
        ("nguyen", "Nguyễn Thị Hoa"),
        ("thi hoa", "Nguyễn Thị Hoa"),
        ("batiste", "William Baptiste"),
    ],
)
def test_any_spelling_any_order_and_any_form_of_a_name_finds_them(typed, who):
    assert found(typed)[0] == who


def test_what_is_no_nearer_than_a_letter_of_a_short_name_does_not_find_somebody():
    assert found("tom") == ["Tom Adeyemi"]
    assert found("zzz") == []
    assert found("margaret okonkwo") == []


def test_the_nearest_is_first_the_name_itself_before_another_form_of_it():
    known = people("Margaret Hill", "Peggy Hill", "Pegeen Hill")
    assert found("peggy", known)[:2] == ["Peggy Hill", "Margaret Hill"]


@pytest.mark.parametrize(
    "typed",
    [
        "07700 900123",
        "+44 7700 900123",
        "0044 7700900123",
        "(07700) 900-123",
        "900123",
        "0123",
        "0770",
        "+44 77",
        "90012",
    ],
)
def test_a_number_finds_them_in_any_format_by_its_last_figures_and_as_it_begins(typed):
    ways = ("+447700900123",)
    assert found(typed, people("Ama", ways=ways)) == ["Ama"]
    assert found(typed, people("Ama", ways=("07700 900123",))) == ["Ama"]
    another = found(typed, people("Ama", ways=("+447700911999",)))
    assert another == (["Ama"] if typed in ("0770", "+44 77") else [])


@pytest.mark.parametrize("typed", ["ama.mensah@", "mensah", "ama.mensah@post.example", "@post.ex"])
def test_part_of_an_email_finds_them(typed):
    assert found(typed, people("Nana", ways=("Ama.Mensah@post.example",))) == ["Nana"]


def test_what_many_emails_share_finds_nobody_without_its_at():
    assert found("example", people("Nana", ways=("ama@post.example",))) == []


@pytest.mark.parametrize("typed", ["SW9 8QR", "sw98qr", "SW9", "sw9 8", "Nana SW9"])
def test_a_postcode_or_the_first_of_one_finds_them(typed):
    assert found(typed, people("Nana", ways=("4 Mill Lane, Brackwell, SW9 8QR",))) == ["Nana"]
    assert found(typed, people("Nana", ways=("4 Mill Lane, Brackwell, SE9 8QR",))) == []


def test_a_name_given_at_the_door_finds_who_uses_another_and_says_so():
    [one] = find("Marek", [Known(uuid4(), "Maz", others=("Marek",))], other_names())
    assert (one.called, one.by, one.is_by_way) == ("Maz", "Marek", False)


def test_our_list_of_names_says_each_both_ways():
    names = read_other_names('[names]\nmargaret = "Peggy Meg"\n')
    assert names == {
        "margaret": frozenset({"peggy", "meg"}),
        "peggy": frozenset({"margaret", "meg"}),
        "meg": frozenset({"margaret", "peggy"}),
    }


@given(st.text(max_size=40), st.lists(st.text(max_size=30), max_size=6))
def test_whatever_is_typed_and_whatever_people_are_called_nothing_breaks(typed, names):
    known = [Known(uuid4(), name, ways=(name, "07700 900123")) for name in names]
    assert len(find(typed, known, {})) <= len(known)


@given(st.text(alphabet=st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=20))
def test_whoever_is_called_exactly_so_is_always_found_however_it_is_shouted(name):
    assert found(name.upper(), people(name)) == [name] or fold(name.upper()) != fold(name)


def test_among_five_thousand_somebody_is_found_fast(figure):
    firsts, lasts = ("Amara", "Bilal", "Carys", "Dorota", "Ewan", "Farida"), ("Hussain", "Okafor", "Nowak", "Evans")
    known = [
        Known(uuid4(), f"{firsts[n % 6]}{n % 97} {lasts[n % 4]}{n % 211}", ways=(f"+4477009{n:05}",))
        for n in range(5_000)
    ]
    took = []
    for typed in ("ewan12 okafor", "mohamad", "e", "00123"):
        began = time.process_time()
        find(typed, known, other_names())
        took.append((time.process_time() - began) * 1000)
    figure("find.rules.5000", round(max(took), 1), "ms")
    assert max(took) < 250


def test_a_word_is_found_in_its_sentence_and_marked():
    text = "She rang. Her brother José came on Tuesday! They walked to the mill."
    [pieces] = sentences_with("jose", text)
    told = [("Her brother ", False), ("José", True), (" came on Tuesday!", False)]
    assert [(one.text, one.is_it) for one in pieces] == told
    assert sentences_with("jose mill", text)[1][1].text == "mill"
    assert sentences_with("jose dog", text) == ()
    assert sentences_with("", text) == ()


def test_a_word_nearly_so_is_found_only_where_it_is_not_there_as_typed():
    assert len(sentences_with("benefits", "The benefits letter. A benefit is late.")) == 1
    assert len(sentences_with("benifits", "The benefits letter.")) == 1
