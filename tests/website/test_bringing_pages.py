"""Who brings what, as pages: looked through by colleagues, said by each alone, offered beside a person who needs it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from huddles.gathering import gather
from neighbourhood import Place, as_, introduce, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn, Journey
from livingwell.places import actions
from livingwell.places.models import Bringing, Practitioner
from livingwell.places.words import Brings, SeenBy

pytestmark = pytest.mark.django_db
MINE = "/brings/mine/"
FRAGMENT = {"HX-Request": "true"}


def look_for(client: Client, **said: str) -> str:
    answer = client.post("/brings/", {"brought": "", **said}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def names(page: str) -> list[str]:
    """Whoever is listed, in order."""
    return re.findall(r'class="bringer__who">.*?<b>(.*?)</b>', page, re.S)


def one_of(who: Practitioner, kind: Brings) -> Bringing:
    with as_(who):
        return Bringing.objects.get(practitioner=who, kind=kind)


def who_needs(place: Place, **needs: str) -> Journey:
    journey = introduce(place, "Ama")
    with as_(place.tom) as tom:
        journeys.put_right(journey=journey, revision=journey.person.revision, changes=needs, by=tom)
    return journey


def test_colleagues_are_found_by_what_they_bring_however_it_is_spelt_and_listed_by_name(place):
    tom = signed_in(place.tom)
    assert {
        typed: names(look_for(tom, brought=typed)) for typed in ("twi", "bennefits", "sining", "welfare", "klingon")
    } == {
        "twi": ["Shanice"],
        "bennefits": ["Maggie"],
        "sining": ["Callum"],
        "welfare": ["Maggie"],
        "klingon": [],
    }
    everybody = names(look_for(tom))
    assert everybody == sorted(everybody)
    assert len(everybody) == 7


def test_one_sort_and_one_team_are_looked_at_alone(place):
    tom = signed_in(place.tom)
    assert names(look_for(tom, kind="language")) == ["Dev", "Priya", "Shanice"]
    assert names(look_for(tom, kind="signing", team=str(place.other_team.pk))) == ["Callum"]
    assert names(look_for(tom, kind="signing", team=str(place.team.pk))) == []
    assert tom.post("/brings/", {"kind": "rank", "team": "nobody's"}).status_code == 422
    assert len(names(tom.get("/brings/?kind=rank&team=x&journey=y&page=z").content.decode())) == 7


def test_days_teams_and_being_away_are_said_and_what_is_typed_never_stands_in_an_address(place):
    tom = signed_in(place.tom)
    answer = tom.post("/brings/", {"brought": "losing"}, follow=True)
    page = answer.content.decode()
    assert "Brackwell team: Monday, Tuesday, Thursday" in page
    assert "losing" not in answer.redirect_chain[0][0]
    assert "<html" not in tom.post("/brings/", {"brought": "losing"}, headers=FRAGMENT).content.decode()


def test_what_is_for_the_team_is_found_by_the_team_alone(place):
    assert names(look_for(signed_in(place.tom), brought="losing")) == ["Shanice"]
    for outside in (place.callum, place.maggie):
        page = look_for(signed_in(outside), brought="losing")
        assert names(page) == []
        assert "Nobody has said they bring that" in page


def test_i_say_what_i_bring_change_it_take_it_back_and_put_it_back(place):
    dev, tom = signed_in(place.dev), signed_in(place.tom)
    said = {"kind": "lived experience", "words": "A winter in a hostel", "seen_by": "team"}
    assert dev.post(MINE, said).status_code == 303
    assert names(look_for(tom, brought="hostel")) == ["Dev"]
    one = one_of(place.dev, Brings.LIVED)
    assert dev.post(f"{MINE}{one.pk}/", {**said, "words": "A winter in a caravan"}).status_code == 303
    assert (names(look_for(tom, brought="hostel")), names(look_for(tom, brought="caravan"))) == ([], ["Dev"])
    assert dev.post(f"{MINE}{one.pk}/take-back").status_code == 303
    assert names(look_for(tom, brought="caravan")) == []
    page = dev.get(MINE).content.decode()
    assert "Nobody else sees these any more" in page
    assert dev.post(f"{MINE}{one.pk}/put-back").status_code == 303
    assert names(look_for(tom, brought="caravan")) == ["Dev"]


def test_what_cannot_be_kept_is_said_beside_the_field_and_what_was_typed_is_still_there(place):
    dev = signed_in(place.dev)
    for wrong, sentence in (
        ({"words": "x" * 201}, "200 characters"),
        ({"words": ""}, "Write what you bring"),
        ({"kind": ""}, "Choose what sort of thing it is"),
        ({"seen_by": "the world"}, "Choose one of the answers"),
        ({"kind": "language", "words": "gujarati"}, "You have written this already"),
    ):
        answer = dev.post(MINE, {"kind": "training", "words": "Sleep", "seen_by": "here", **wrong})
        page = answer.content.decode()
        assert (answer.status_code, sentence in page) == (422, True), (wrong, page)
        assert (wrong.get("words") or "Sleep")[:50] in page or not wrong.get("words", "x")


def test_nobody_opens_or_takes_back_another_s_a_lead_neither(place):
    one = one_of(place.shanice, Brings.LIVED)
    for who in (place.tom, place.callum):
        client = signed_in(who)
        assert client.get(f"{MINE}{one.pk}/").status_code == 404
        for doing in ("", "take-back", "put-back"):
            said = {"kind": "training", "words": "x", "seen_by": "here"}
            assert client.post(f"{MINE}{one.pk}/{doing}", said).status_code == 404
    assert one_of(place.shanice, Brings.LIVED).ended_at is None
    assert Client().get("/brings/").status_code == 302


def test_the_line_about_lived_experience_stands_beside_the_form(place):
    assert "Name it only if you want to" in signed_in(place.dev).get(MINE).content.decode()


# -- beside a person ---------------------------------------------------------------------------------------------------
def board(place: Place, journey: Journey) -> str:
    huddle = gather(place)
    return reverse("huddles:brought", args=[huddle.pk, journey.pk])


def offered(page: str) -> str:
    """What stands under "Who could be alongside"."""
    return page.partition("Who could be alongside")[2].partition("</ul>")[0]


def test_at_the_huddle_whoever_speaks_their_language_is_offered_and_drawn_in_by_one_press(place):
    journey = who_needs(place, language="Twi")
    here, tom = board(place, journey), signed_in(place.tom)
    page = tom.get(here).content.decode()
    assert "Shanice" in offered(page)
    assert "losing somebody close" not in page, "lived experience is never set beside a name"
    said = {"practitioner": str(place.shanice.pk), "why": "Twi"}
    assert tom.post(f"{here}draw-in/", said).status_code == 303
    with as_(place.tom):
        assert DrawnIn.objects.get(journey=journey).why == "Twi"
    assert offered(tom.get(here).content.decode()) == ""


def test_what_was_taken_back_is_offered_no_more_from_the_next_request(place):
    journey = who_needs(place, needs="Somebody who signs")
    here, tom = board(place, journey), signed_in(place.tom)
    assert "Callum" in offered(tom.get(here).content.decode())
    signed_in(place.callum).post(f"{MINE}{one_of(place.callum, Brings.SIGNING).pk}/take-back")
    assert offered(tom.get(here).content.decode()) == ""
    assert names(look_for(tom, brought="sign")) == []


def test_on_a_person_s_page_drawing_in_offers_the_same_and_the_rest_is_looked_for(place):
    journey = who_needs(place, language="Gujarati", needs="Gardens")
    tom, here = signed_in(place.tom), f"/journeys/{journey.pk}/draw-in/"
    page = tom.get(here).content.decode()
    assert "Dev" in offered(page)
    assert "Callum" in offered(page)
    chosen = tom.get(f"{here}?who={place.dev.pk}").content.decode()
    assert re.search(rf'value="{place.dev.pk}"[^>]*checked', chosen)
    looked = tom.get(reverse("website:brings"), {"journey": journey.pk}).content.decode()
    assert "Draw Maggie in" in looked
    assert f"{here}?who={place.maggie.pk}" in looked
    assert "Draw Maggie in" not in signed_in(place.callum).get(f"/brings/?journey={journey.pk}").content.decode()


def test_with_nothing_that_a_person_needs_nobody_is_offered_and_the_way_to_look_is_there(place):
    journey = introduce(place, "Ama")
    page = signed_in(place.tom).get(board(place, journey)).content.decode()
    assert offered(page) == ""
    assert "Look for who brings what" in page


# -- what it costs -----------------------------------------------------------------------------------------------------
def asked_by(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.slow
def test_no_page_asks_more_however_much_is_brought(place, figure):
    journey = who_needs(place, language="Twi", needs="Gardens")
    pages = {
        "brings": "/brings/",
        "my_brings": MINE,
        "draw_in": f"/journeys/{journey.pk}/draw-in/",
        "huddle_offers": board(place, journey),
    }
    tom = signed_in(place.tom)
    before = {name: asked_by(tom, path) for name, path in pages.items()}
    for who in (place.tom, place.dev, place.callum, place.shanice):
        with as_(who):
            for number in range(20):
                kind = (Brings.LANGUAGE, Brings.ELSE)[number % 2]
                actions.bring(practitioner=who, kind=kind, words=f"Twi gardens {number}", seen_by=SeenBy.HERE)
    after = {name: asked_by(tom, path) for name, path in pages.items()}
    assert before == after
    for name, count in after.items():
        figure(f"queries.{name}", count, "queries")
    assert max(after.values()) <= 15
