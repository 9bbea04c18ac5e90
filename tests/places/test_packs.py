"""Every place's pack opens, and every mistake in one is a sentence that says where it is."""

import re
import tomllib
from datetime import date

import pytest

from livingwell.lib.refusals import NotPossible
from livingwell.places import rules
from livingwell.places.queries import HERE, nations, packs

PACKS = sorted(path.stem for path in HERE.glob("packs/*.toml"))
NATIONS = sorted(path.stem for path in HERE.glob("nations/*.toml"))
BRACKWELL = (HERE / "packs/brackwell.toml").read_text()
ENGLAND = (HERE / "nations/england.toml").read_text()


@pytest.mark.parametrize("slug", PACKS)
def test_a_place_opens_and_keeps_its_promises_within_the_horizon(slug):
    pack = packs()[slug]
    assert pack.doors
    assert {door.team for door in pack.doors} <= {team.slug for team in pack.teams}
    assert pack.rhythm.first_conversation_days <= 14, "first conversation within 14 days is what we promise"
    assert pack.hours.week
    assert pack.nation.in_bar()


@pytest.mark.parametrize("slug", NATIONS)
def test_a_nation_has_somebody_to_ring_now_for_anybody_and_for_the_young(slug):
    nation = nations()[slug]
    assert "999" in [line.number for line in nation.in_bar()]
    assert nation.for_young()
    assert nation.adult_law
    assert nation.child_law
    assert isinstance(nation.last_checked, date)


def test_the_two_places_that_must_be_there_are():
    assert {"brackwell", "edinburgh"} <= set(packs())
    assert packs()["brackwell"].is_made_up
    assert len(packs()["edinburgh"].teams) == 4


def test_a_place_renames_what_people_see_and_an_unsaid_word_is_itself():
    assert packs()["edinburgh"].word("plan") == "Thrive Plan"
    assert packs()["edinburgh"].word("practitioner") == "practitioner"


# A change to Brackwell's pack, and the sentence it gets.
MISTAKES = {
    "no name": ('name = "Living Well Brackwell"', "", "brackwell: “name” is missing."),
    "not TOML": (
        "[words]",
        "[words",
        "brackwell: Expected ']' at the end of a table declaration (at line 15, column 7).",
    ),
    "a nation nobody knows": (
        'nation = "england"',
        'nation = "cornwall"',
        "brackwell: there is no nation called “cornwall”.",
    ),
    "a name that is a number": ('town = "Brackwell"', "town = 7", "brackwell: “town” should be words in quotes."),
    "a door onto nothing": (
        'slug = "front"\nname = "The front door"\nteam = "brackwell"',
        'slug = "front"\nname = "The front door"\nteam = "nowhere"',
        "brackwell: the door “front” opens on “nowhere”, which is not one of its teams.",
    ),
    "a longer horizon than anybody may wait": (
        "horizon_days = 28",
        "horizon_days = 29",
        "brackwell: horizon_days is 29; it must be from 1 to 28.",
    ),
    "a promise for yesterday": (
        "reach_days = 2 ",
        "reach_days = -2 ",
        "brackwell: a promise must be for a day to come: look at its rhythm.",
    ),
    "a number left out": ("quiet_days = 14\n", "", "brackwell: “quiet_days” is missing from rhythm."),
    "a number in words": ("sessions = 12", 'sessions = "twelve"', "brackwell: “sessions” should be a whole number."),
    "a key nobody knows": (
        "sessions = 12",
        "sessions = 12\nhorison_days = 7",
        "brackwell: rhythm does not know “horison_days”.",
    ),
    "a day of the week nobody knows": ("monday = [", "moonday = [", "brackwell: “moonday” is not a day of the week."),
    "hours in words": (
        'monday = ["09:00", "17:00"]',
        'monday = ["nine", "five"]',
        'brackwell: the hours of monday should be two times, such as ["09:00", "17:00"].',
    ),
    "hours that end before they begin": (
        'monday = ["09:00", "17:00"]',
        'monday = ["17:00", "09:00"]',
        "brackwell: on monday it closes before it opens.",
    ),
    "a closed day that is no day": (
        "closed_on = [2026-12-25",
        'closed_on = ["Christmas"',
        "brackwell: “closed_on” should be a day, such as 2026-12-25.",
    ),
    "two teams of one name": (
        'slug = "riverside"\nname = "Riverside team"',
        'slug = "brackwell"\nname = "Riverside team"',
        "brackwell: two of its teams are called “brackwell”.",
    ),
    "a colour that is something else": (
        'brand = "#0F5257"',
        'brand = "teal;}body{display:none"',
        "brackwell: “teal;}body{display:none” is not a colour; write one such as #0F5257.",
    ),
    "areas that are not a list": (
        'areas = ["Riverside", "The Locks"]',
        'areas = "Riverside"',
        "brackwell: “areas” should be a list.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_where_it_is(mistake):
    was, becomes, sentence = MISTAKES[mistake]
    assert was in BRACKWELL, "the pack has changed: plant this mistake somewhere else"
    with pytest.raises(NotPossible) as refusal:
        rules.read_pack("brackwell", BRACKWELL.replace(was, becomes, 1), nations())
    assert str(refusal.value) == sentence


def test_a_place_with_no_hours_or_no_door_is_not_a_place():
    hours = BRACKWELL[BRACKWELL.index("[hours]") : BRACKWELL.index("[[organisations]]")]
    for cut, sentence in (
        (hours, "brackwell: nobody is ever there; give its hours on one day at least."),
        (BRACKWELL[BRACKWELL.index("[[doors]]") :], "brackwell: “doors” is missing."),
    ):
        with pytest.raises(NotPossible) as refusal:
            rules.read_pack("brackwell", BRACKWELL.replace(cut, "[hours]\n" if cut is hours else ""), nations())
        assert str(refusal.value) == sentence


def test_a_nation_without_anybody_to_ring_in_sight_is_refused():
    with pytest.raises(NotPossible) as refusal:
        rules.read_nation("england", re.sub(r'bar = ".*"', "", ENGLAND))
    assert str(refusal.value) == "england: no helpline has a “bar”, so nobody to ring would stay in sight."
    with pytest.raises(NotPossible) as refusal:
        rules.read_nation("england", ENGLAND.replace('bar = "Emergency"', 'bar = "In an emergency"'))
    assert str(refusal.value) == "england: “In an emergency” is too long for the bar."


def test_every_key_of_every_pack_is_read():
    """A key that nobody reads is a promise somebody thinks they have made."""
    read = {"name", "town", "nation", "is_made_up", "closed_on", "words", "look", "rhythm", "hours", "organisations",
            "teams", "doors", "young_lead", "phone", "missed_from"}  # fmt: skip
    for slug in PACKS:
        assert set(tomllib.loads((HERE / f"packs/{slug}.toml").read_text())) <= read, slug
