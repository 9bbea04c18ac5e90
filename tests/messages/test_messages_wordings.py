"""What each place says in its messages: neutral, short enough, and every mistake in it said in a sentence."""

from dataclasses import replace

import pytest

from livingwell.lib.refusals import NotPossible
from livingwell.messages import queries, rules
from livingwell.messages.rules.saying import beyond_the_alphabet, check_neutral
from livingwell.messages.words import READY
from livingwell.places.queries import packs

EVERY_LINE = [
    (slug, sort, line)
    for slug, wordings in queries.wordings().items()
    for sort, wording in wordings.ready.items()
    for line in (wording.words, wording.subject)
]
GOOD = """
from_us = "The team"
not_said = ["Living Well"]
[in_touch]
subject = "Hello from {by}"
words = "Hello, it’s {by}."
[planned]
subject = "Hello from {by}"
words = "Hello, it’s {by}. {when} it is."
asks.when = { label = "When?", like = "four" }
[reminder]
subject = "Hello from {by}"
words = "Is {when} still good?"
asks.when = { label = "When?", like = "four" }
[missed]
subject = "Hello from {by}"
words = "Hello, it’s {by}. No matter."
"""


def test_every_place_has_words_for_every_sort():
    assert set(queries.wordings()) == set(packs())
    for wordings in queries.wordings().values():
        assert set(wordings.ready) == set(READY)


@pytest.mark.parametrize(("slug", "sort", "line"), EVERY_LINE)
def test_every_wording_of_every_place_tells_a_stranger_nothing(slug, sort, line):
    check_neutral(line, not_said=queries.wordings()[slug].not_said)
    pack = packs()[slug]
    ours = [pack.name, *[one.name for one in pack.organisations], *[one.name for one in pack.teams]]
    assert [name for name in ours if name.lower() in line.lower()] == []


@pytest.mark.parametrize(("slug", "sort", "line"), EVERY_LINE)
def test_every_wording_fits_one_text_in_letters_phones_have(slug, sort, line):
    said = rules.for_a_text(rules.fill(line, by="Bartholomew", when="Wednesday 30 September at half past eleven"))
    assert rules.fits_a_text(said)
    assert beyond_the_alphabet(said) == ""
    assert "{" not in said


def test_a_good_one_is_read():
    assert rules.read_wordings("town", GOOD).from_us == "The team"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("[missed]", "[mist]"), "town, line 15: “mist” is not something a place says."),
        (('from_us = "The team"', ""), "town, line 1: “from_us” is missing."),
        (('[missed]\nsubject = "Hello from {by}"', "[missed]"), "town, line 15: “subject” is missing."),
        (
            ("No matter.", "No matter, {called}."),
            "town, line 17, missed: nobody is asked for “called”, so it cannot be filled.",
        ),
        (
            ("No matter.", "No matter, {by."),
            "town, line 17, missed: A curly bracket is missing in: Hello, it’s {by}. No matter, {by.",
        ),
        (("No matter.", "Love, your clinic."), "town, line 17, missed: “clinic” says what kind of place is writing"),
        (("No matter.", "Love, Living Well."), "town, line 17, missed: “Living Well” is our name"),
        (("No matter.", "See www.town.example."), "town, line 17, missed: No links"),
        (("No matter.", "No matter" + " at all" * 20), "town, line 17: “missed” is too long for a text"),
        (('like = "four"', 'liek = "four"'), "town, line 10: “like” is missing."),
        (("No matter.", '"\nwhy = "Since'), "town, line 18: a message does not know “why”."),
        (('not_said = ["Living Well"]', "not_said = 3"), "town, line 3: “not_said” should be a section, or a list"),
        (('from_us = "The team"', "from_us = 3"), "town, line 2: “from_us” should be words in quotes."),
        (("[missed]", "[missed"), "town, line 15: Expected ']'"),
    ],
)
def test_every_mistake_is_said_in_a_sentence(change, says):
    with pytest.raises(NotPossible) as reason:
        rules.read_wordings("town", GOOD.replace(*change))
    assert says in str(reason.value)


def test_a_place_that_has_said_nothing_says_our_words_and_never_its_own_name(settings, monkeypatch):
    own = replace(packs()["brackwell"], slug="elsewhere", name="Living Well Elsewhere")
    settings.PLACE = "elsewhere"
    monkeypatch.setattr(queries.places, "pack_here", lambda: own)
    assert queries.wordings_here().ready == queries.wordings()["brackwell"].ready
    assert "Living Well Elsewhere" in queries.wordings_here().not_said
    assert "Riverside team" in queries.wordings_here().not_said


def test_what_is_filled_in_fills_nothing_else():
    assert rules.fill("{by}: {when}", by="{when}", when="") == "{when}: …"
