"""Every place's pack opens, and every mistake in one is a sentence that says where it is."""

import re
from datetime import date

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from livingwell.lib.refusals import NotPossible
from livingwell.places import actions, rules
from livingwell.places.queries import HERE, nations, packs
from livingwell.website.database.engine.base import owning

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


def test_the_places_that_must_be_there_are():
    assert {"brackwell", "edinburgh", "salford"} <= set(packs())
    assert packs()["brackwell"].is_made_up
    assert len(packs()["edinburgh"].teams) == 4


def test_a_place_renames_what_people_see_and_an_unsaid_word_is_itself():
    assert packs()["edinburgh"].word("plan") == "Thrive Plan"
    assert packs()["edinburgh"].word("practitioner") == "practitioner"


# A change to Brackwell's pack, and the sentence it gets.
MISTAKES = {
    "no name": ('name = "Living Well Brackwell"', "", "brackwell, line 1: “name” is missing."),
    "not TOML": (
        "[words]",
        "[words",
        "brackwell, line 17: Expected ']' at the end of a table declaration.",
    ),
    "a nation nobody knows": (
        'nation = "england"',
        'nation = "cornwall"',
        "brackwell, line 4: there is no nation called “cornwall”; there are england, scotland.",
    ),
    "a name that is a number": (
        'town = "Brackwell"',
        "town = 7",
        "brackwell, line 3: “town” should be words in quotes.",
    ),
    "a door onto nothing": (
        'slug = "front"\nname = "The front door"\nteam = "brackwell"',
        'slug = "front"\nname = "The front door"\nteam = "nowhere"',
        "brackwell, line 79: the door “front” opens on “nowhere”, which is not one of its teams.",
    ),
    "a longer horizon than anybody may wait": (
        "horizon_days = 28",
        "horizon_days = 29",
        "brackwell, line 30: horizon_days is 29; it must be from 1 to 28.",
    ),
    "a promise for yesterday": (
        "reach_days = 2 ",
        "reach_days = -2 ",
        "brackwell, line 29: reach_days must be 0 or more, for a promise is for a day to come.",
    ),
    "a number left out": ("quiet_days = 14\n", "", "brackwell, line 27: “quiet_days” is missing from rhythm."),
    "a number in words": (
        "sessions = 12",
        'sessions = "twelve"',
        "brackwell, line 32: “sessions” should be a whole number.",
    ),
    "a key nobody knows": (
        "sessions = 12",
        "sessions = 12\nhorison_days = 7",
        "brackwell, line 33: rhythm does not know “horison_days”; it knows first_conversation_days, reach_days, "
        "horizon_days, quiet_days, sessions, review_days.",
    ),
    "a day of the week nobody knows": (
        "monday = [",
        "moonday = [",
        "brackwell, line 35: “moonday” is not a day of the week.",
    ),
    "hours in words": (
        'monday = ["09:00", "17:00"]',
        'monday = ["nine", "five"]',
        'brackwell, line 35: the hours of monday should be two times, such as ["09:00", "17:00"].',
    ),
    "hours that end before they begin": (
        'monday = ["09:00", "17:00"]',
        'monday = ["17:00", "09:00"]',
        "brackwell, line 35: on monday it closes before it opens.",
    ),
    "a closed day that is no day": (
        "closed_on = [2026-12-25",
        'closed_on = ["Christmas"',
        "brackwell, line 15: “closed_on” should be a day, such as 2026-12-25.",
    ),
    "two teams of one name": (
        'slug = "riverside"\nname = "Riverside team"',
        'slug = "brackwell"\nname = "Riverside team"',
        "brackwell, line 72: two of its teams are called “brackwell”.",
    ),
    "a colour that is something else": (
        'brand = "#0F5257"',
        'brand = "teal;}body{display:none"',
        "brackwell, line 23: “teal;}body{display:none” is not a colour; write one such as #0F5257.",
    ),
    "a key that nobody reads": (
        'nation = "england"',
        'nation = "england"\nmotto = "Onward"',
        "brackwell, line 5: a pack does not know “motto”.",
    ),
    "a word that nobody says": (
        'huddle = "Huddle"',
        'hudle = "Huddle"',
        "brackwell, line 20: words does not know “hudle”; it knows team, huddle, plan, practitioner.",
    ),
    "a name that says nothing": ('town = "Brackwell"', 'town = " "', "brackwell, line 3: “town” says nothing."),
    "a number where words should be": (
        'phone = "01632 960 100"',
        "phone = 1632960100",
        "brackwell, line 9: “phone” should be words in quotes.",
    ),
    "a mark that is not drawn": (
        'mark = "door"',
        'mark = "tree"',
        "brackwell, line 25: there is no mark called “tree”; there is: door.",
    ),
    "areas that are numbers": (
        'areas = ["Riverside", "The Locks"]',
        "areas = [1]",
        "brackwell, line 74: “areas” should be words in quotes.",
    ),
    "a section that is a line": (
        "[rhythm]",
        "rhythm = 3\n[rhythms]",
        "brackwell, line 28: a pack does not know “rhythms”.",
    ),
    "a team that is no section": (
        '[[organisations]]\nslug = "trust"',
        'organisations = ["trust"]\n[[organisation]]\nslug = "trust"',
        "brackwell, line 42: a pack does not know “organisation”.",
    ),
    "areas that are not a list": (
        'areas = ["Riverside", "The Locks"]',
        'areas = "Riverside"',
        "brackwell, line 74: “areas” should be a list.",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_where_it_is(mistake):
    was, becomes, sentence = MISTAKES[mistake]
    assert was in BRACKWELL, "the pack has changed: plant this mistake somewhere else"
    with pytest.raises(NotPossible) as refusal:
        rules.read_pack("brackwell", BRACKWELL.replace(was, becomes, 1), nations())
    assert str(refusal.value) == sentence


WHEEL = "".join(f'\n[[wheel]]\nslug = "{one}"\nname = "{one}"\n' for one in ("home", "money", "joy"))


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('slug = "joy"', 'slug = "home"', "two of its wheel are called “home”"),
        ('name = "money"', 'name = "Money and debts"', "“Money and debts” needs a slug of small"),
        ('slug = "money"', 'slug = "My Money"', "needs a slug of small letters"),
        ('name = "joy"', "name = 7", "“name” should be words in quotes"),
        ('\n[[wheel]]\nslug = "joy"\nname = "joy"\n', "", "the wheel has 2 parts; it can have from 3 to 12"),
    ],
)
def test_a_wheel_is_drawn_or_the_sentence_names_its_line(was, becomes, says):
    assert was in WHEEL
    assert [one.slug for one in rules.read_pack("b", BRACKWELL + WHEEL, nations()).wheel] == ["home", "money", "joy"]
    assert len(rules.read_pack("b", BRACKWELL, nations()).wheel) == 8
    with pytest.raises(NotPossible, match=says) as refusal:
        rules.read_pack("b", BRACKWELL + WHEEL.replace(was, becomes, 1), nations())
    assert "line " in str(refusal.value)


def test_a_place_with_no_hours_or_no_door_is_not_a_place():
    hours = BRACKWELL[BRACKWELL.index("[hours]") : BRACKWELL.index("[[organisations]]")]
    for cut, sentence in (
        (hours, "brackwell, line 34: nobody is ever there; give its hours on one day at least."),
        (BRACKWELL[BRACKWELL.index("[[doors]]") :], "brackwell, line 1: “doors” is missing."),
    ):
        with pytest.raises(NotPossible) as refusal:
            rules.read_pack("brackwell", BRACKWELL.replace(cut, "[hours]\n" if cut is hours else ""), nations())
        assert str(refusal.value) == sentence


def test_a_nation_without_anybody_to_ring_in_sight_is_refused():
    with pytest.raises(NotPossible) as refusal:
        rules.read_nation("england", re.sub(r'bar = ".*"', "", ENGLAND))
    assert str(refusal.value) == "england, line 23: no helpline has a “bar”, so nobody to ring would stay in sight."
    with pytest.raises(NotPossible) as refusal:
        rules.read_nation("england", ENGLAND.replace('bar = "Emergency"', 'bar = "In an emergency"'))
    assert str(refusal.value) == "england, line 29: “In an emergency” is too long for the bar; keep it to 10 letters."


def test_salford_says_what_is_published_and_nothing_more():
    salford = packs()["salford"]
    assert (salford.name, salford.nation.name) == ("Living Well Salford", "England")
    assert {"Six Degrees Social Enterprise", "Start in Salford"} <= {one.name for one in salford.organisations}
    assert (salford.phone, salford.young_lead) == ("", ""), "neither is published, so neither is said"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("slug", PACKS)
def test_somebody_walks_in_by_the_front_door_of_every_place(slug, lasting_place, client, settings):
    with owning(connection):
        actions.load_pack(pack=packs()[slug])
    settings.PLACE = slug
    page = client.get("/").content.decode()
    assert packs()[slug].name in page
    assert all(line.number in page for line in packs()[slug].nation.in_bar())
    door = packs()[slug].doors[0].slug
    for path in ("/for-me/", "/for-someone/", "/safe-now/", "/come-back/", f"/for-me/?door={door}"):
        assert client.get(path).status_code == 200


HOWEVER = st.text(st.sampled_from('abdnst ="[]#\n.17-'), max_size=60)


@given(HOWEVER, st.integers(0, len(BRACKWELL)))
@hypothesis_settings(max_examples=60, deadline=None)
def test_whatever_is_written_into_a_pack_it_is_a_place_or_a_sentence_that_names_a_line(typed, at):
    said = "brackwell, line 0: it is a place"
    try:
        rules.read_pack("brackwell", BRACKWELL[:at] + typed + BRACKWELL[at:], nations())
    except NotPossible as refusal:
        said = str(refusal)
    assert re.match(r"brackwell, line \d+: ", said)
