"""The front door: what it promises, what it needs, and what bad input gets."""

import re
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from doorway import ME, fill, fill_for_me, fill_for_someone, introduction_behind, key_on, receipt_of, text_of
from neighbourhood import as_, in_days, signed_in
from opening import steps_that_say

from livingwell.introductions.forms.questions import doors_to_choose
from livingwell.introductions.models import Confidence, Introduction, Passage
from livingwell.introductions.words import ForWhom, Said, TellBack
from livingwell.journeys.models import Holding, NextStep
from livingwell.journeys.words import StepKind
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import GivenBy
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db

DOORS = ("/for-me/", "/for-someone/", "/i-work-with-someone/")


def nothing_written(place) -> bool:
    with as_(place.tom):
        return not Introduction.objects.exists() and not Person.objects.exists()


# -- opening ---------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/safe-now/", "/come-back/", *DOORS])
def test_every_public_page_opens_to_anybody_and_is_kept_by_no_cache(path, place, client):
    response = client.get(path)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "116 123" in response.content.decode()


def test_the_front_door_says_who_reads_and_by_when(place, client):
    page = text_of(client.get("/"))
    assert "How can we help?" in page
    assert "A person reads it" in page
    assert "in touch by" in page
    assert "You don’t start again." in page


def test_a_place_with_several_doors_asks_where_and_not_sure_is_fine(place, client):
    page = client.get("/for-me/").content.decode()
    assert "Where do you live?" in page
    receipt = receipt_of(fill_for_me(client, door="not-sure"))
    assert introduction_behind(receipt, place).door == "front"
    with as_(place.callum):
        assert not Introduction.objects.exists()
    receipt_of(fill_for_me(client, door="riverside"))
    with as_(place.callum):
        assert Introduction.objects.get().team == place.other_team


def test_edinburgh_asks_which_of_its_four_localities(db, client, settings):
    settings.PLACE = "edinburgh"
    page = text_of(client.get("/for-me/"))
    for locality in ("North West", "North East", "South West", "South East", "I’m not sure"):
        assert locality in page
    assert "Thrive Edinburgh" in client.get("/").content.decode()


def test_one_door_without_areas_is_for_everywhere_else_and_several_are_said_by_name():
    pack = packs()["brackwell"]
    assert [choice.label for choice in doors_to_choose(pack)][:2] == [
        "Riverside, The Locks",
        "Somewhere else in Brackwell",
    ]
    plain = replace(pack, doors=tuple(replace(door, areas=()) for door in pack.doors))
    assert [choice.label for choice in doors_to_choose(plain)][:2] == ["The front door", "The Riverside door"]


# -- enough ----------------------------------------------------------------------------------------------------------
def test_a_name_and_one_safe_way_are_enough(place, client):
    receipt = receipt_of(fill(client, "/for-me/", {"called": "Ama", "channel": "call", "value": "01632 960123"}))
    one = introduction_behind(receipt, place)
    assert one.person.called == "Ama"
    with as_(place.tom):
        way = WayToReach.objects.get(person_id=one.person_id)
        assert (way.value, way.given_by) == ("+441632960123", GivenBy.THEMSELVES)
        assert not way.may_message
        assert not way.may_leave_message
        assert Holding.objects.get(journey=one.journey).team == place.team


def test_nothing_is_safe_unless_they_say_so(place, client):
    one = introduction_behind(receipt_of(fill_for_me(client, safe_ways=["leave"])), place)
    with as_(place.tom):
        way = WayToReach.objects.get(person_id=one.person_id)
        assert not way.may_message
        assert way.may_leave_message


def test_everything_somebody_says_is_kept(place, client):
    typed = {
        "would_help": "Someone to open the post with me",
        "when": "After four",
        "may_say": "It’s Tom",
        "not_say": "Where you ring from",
        "other_channel": "email",
        "other_value": "ama@example.com",
        "meets": ["walk", "cafe"],
        "meets_where": "The bench by the library",
        "meets_when": "Thursdays",
        "company": "My sister",
        "language": "Twi",
        "wants_interpreter": "on",
        "needs": "No stairs",
        "age_band": "26 to 64",
        "been_before": "on",
        "safe": "safe",
    }
    one = introduction_behind(receipt_of(fill_for_me(client, **typed)), place)
    assert one.been_before
    with as_(place.tom):
        ways = {way.channel: way for way in WayToReach.objects.filter(person_id=one.person_id)}
        person = Person.objects.get(pk=one.person_id)
        passages = {passage.said: passage.words for passage in Passage.objects.all()}
    assert (ways["text"].may_say, ways["text"].not_say, ways["text"].when) == (
        "It’s Tom",
        "Where you ring from",
        "After four",
    )
    assert (ways["email"].value, ways["email"].may_message) == ("ama@example.com", False)
    assert (person.meets, person.meets_where, person.company) == (
        ["walk", "cafe"],
        "The bench by the library",
        "My sister",
    )
    assert (person.language, person.wants_interpreter, person.needs, person.age_band) == (
        "Twi",
        True,
        "No stairs",
        "26 to 64",
    )
    assert passages[Said.WOULD_HELP] == "Someone to open the post with me"
    assert passages[Said.SAFE_NOW] == "Safe enough to write"


def test_somebody_else_s_contact_is_unverified_and_gets_no_message(place, client):
    one = introduction_behind(receipt_of(fill_for_someone(client)), place)
    with as_(place.tom):
        way = WayToReach.objects.get(person_id=one.person_id)
    assert way.given_by == GivenBy.SOMEBODY_ELSE
    assert not any([way.is_verified, way.may_message, way.may_leave_message])
    assert one.for_whom == ForWhom.SOMEONE


def test_another_may_be_reached_through_whoever_introduces_them(place, client):
    typed = {"channel": "through", "value": "", "introducer_contact": "07700 900555"}
    one = introduction_behind(receipt_of(fill_for_someone(client, **typed)), place)
    with as_(place.tom):
        assert WayToReach.objects.get(person_id=one.person_id).value == "Piotr, 07700 900555"
    again = fill_for_someone(client, channel="through", value="")
    assert again.status_code == 422
    assert "who we should go through" in text_of(again)


def test_what_an_introducer_hopes_to_be_told_tells_them_nothing_yet(place, client):
    one = introduction_behind(receipt_of(fill_for_someone(client, tell_back="alongside")), place)
    assert one.tell_back == TellBack.ALONGSIDE
    assert one.told_reached_on is None
    unasked = introduction_behind(
        receipt_of(fill_for_someone(client, they_agreed="no", why_not_agreed="Proud", tell_back="alongside")), place
    )
    assert unasked.tell_back == TellBack.NOTHING


def test_words_in_confidence_are_kept_apart(place, client):
    one = introduction_behind(receipt_of(fill_for_someone(client, in_confidence="He hides his bottles")), place)
    with as_(place.tom):
        assert Confidence.objects.get().words == "He hides his bottles"
        assert "bottles" not in " ".join(Passage.objects.values_list("words", flat=True))
    assert one.introducer_called == "Piotr"


def test_somebody_under_18_gets_a_lead_and_their_own_helplines(place, client):
    assert "0800 1111" in client.get("/for-me/").content.decode()  # before anything is chosen, with no script
    receipt = receipt_of(fill_for_me(client, age_band="under 16"))
    page = text_of(client.get(receipt))
    assert "No parent is contacted unless you ask us to." in page
    assert "Childline" in page
    one = introduction_behind(receipt, place)
    with as_(place.tom):
        lead = NextStep.objects.get(journey=one.journey, kind=StepKind.YOUNG_LEAD)
    assert "No parent is contacted" in lead.what
    assert "Childline" not in text_of(client.get(receipt_of(fill_for_me(client, age_band="26 to 64"))))


# -- safe now --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("safe", ["not safe", "not sure"])
def test_somebody_not_safe_sees_help_first_and_keeps_every_word(safe, place, client):
    response = fill_for_me(client, safe=safe, going_on="I am frightened")
    page = text_of(response)
    assert response.status_code == 200
    assert page.index("Somebody to talk to now") < page.index("What would you like to be called?")
    assert "What you wrote is not sent yet" in page
    assert "I am frightened" in response.content.decode()
    assert 'value="07700 900123"' in response.content.decode()
    assert nothing_written(place)


def test_help_first_blocks_nobody(place, client):
    shown = fill_for_me(client, safe="not safe").content.decode()
    one = introduction_behind(receipt_of(fill_for_me(client, safe="not safe", send="anyway", key=key_on(shown))), place)
    assert not one.wants_a_ring
    with as_(place.tom):
        assert Passage.objects.get(said=Said.SAFE_NOW).words == "Not safe"


def test_please_ring_me_makes_a_step_for_the_next_time_the_door_is_read(place, client):
    one = introduction_behind(receipt_of(fill_for_me(client, safe="not safe", send="ring")), place)
    assert one.wants_a_ring
    with as_(place.tom):
        [ring] = steps_that_say("Ring them", journey=one.journey)
    assert ring.due_on <= in_days(5)


def test_whoever_introduces_is_rung_themselves_and_leaves_a_number(place, client):
    without = fill_for_someone(client, safe="not safe", send="ring")
    assert without.status_code == 422
    assert "Enter a number we can ring you on" in text_of(without)
    receipt = receipt_of(fill_for_someone(client, safe="not safe", send="ring", introducer_contact="07700 900555"))
    one = introduction_behind(receipt, place)
    with as_(place.tom):
        assert steps_that_say("Ring Piotr", journey=one.journey)


def test_nothing_scans_what_is_written(place, client):
    receipt = receipt_of(fill_for_me(client, going_on="I want to die. I have pills on the table."))
    assert introduction_behind(receipt, place).wants_a_ring is False


# -- bad input -------------------------------------------------------------------------------------------------------
HUGE = "word " * 3_000
BAD = {
    "an empty form": ({"called": "", "channel": "", "value": ""}, "Enter a name to be called by"),
    "only spaces": ({"called": " \t\n "}, "Enter a name to be called by"),
    "a huge name": ({"called": "A" * 500}, "Please keep this to 80 characters; it is 500"),
    "a huge story": ({"going_on": HUGE}, "Please keep this to 10,000 characters"),
    "a phone number that is a sentence": (
        {"value": "ring me after four on my mum’s phone"},
        "That does not look like a phone number: ring me after four on my mum’s phone",
    ),
    "a number one short": ({"value": "0770090012"}, "That does not look like a phone number"),
    "a malformed email": ({"channel": "email", "value": "ama at example"}, "in the correct format"),
    "a way nobody offered": ({"channel": "telepathy"}, "Choose one of the answers in the list"),
    "an age nobody offered": ({"age_band": "3026-01-01"}, "Choose one of the answers in the list"),
    "a place nobody offered": ({"door": "../../etc"}, "Choose one of the answers in the list"),
    "a second number for nothing": ({"other_value": "07700 900124"}, "Choose what the other number or address is for"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_a_sentence_beside_the_field_and_keeps_every_word(case, place, client):
    typed, sentence = BAD[case]
    words = "Somebody to open the post with me"
    response = fill_for_me(client, **{"would_help": words, **typed})
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert words in page
    assert page.count("nhsuk-error-message") >= 1
    assert "<title>Error:" in page
    assert nothing_written(place)


@pytest.mark.parametrize("case", [name for name in BAD if name != "an empty form"])
def test_the_wrong_words_themselves_are_still_there_to_mend(case, place, client):
    typed, _ = BAD[case]
    name, value = next(iter(typed.items()))
    response = fill_for_me(client, **typed)
    if name in {"called", "value", "going_on", "other_value"} and value.strip():
        assert value.strip()[:60] in response.content.decode()


STRANGE = {
    "emoji": "I feel 😞 and 👩‍👧 both",
    "right to left": "أنا لا أنام منذ أغسطس",
    "script": "<script>alert(1)</script>",
    "null bytes": "before\x00after",
    "a direction override": "abc\u202edef",
    "a template": "{{ 7 * 7 }} {% raise %}",
}


@pytest.mark.parametrize("case", STRANGE)
def test_strange_words_come_through_whole_and_harmless(case, place, client):
    receipt = receipt_of(fill_for_me(client, called=STRANGE[case], going_on=STRANGE[case]))
    page = client.get(receipt).content.decode()
    assert "<script>alert" not in page
    assert "\x00" not in page
    with as_(place.tom):
        words = Passage.objects.get(said=Said.GOING_ON).words
    assert words == STRANGE[case].replace("\x00", "").replace("\u202e", "")


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize(
    "nasty", ["\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "%s%s%n", "' or 1=1 --"]
)
def test_no_field_of_any_door_breaks_on_what_is_typed(path, nasty, place, client):
    page = client.get(path).content.decode()
    names = set(re.findall(r'name="([a-z_]+)"', page)) - {"csrfmiddlewaretoken", "key"}
    response = client.post(path, dict.fromkeys(names, nasty) | {"key": nasty, "send": nasty})
    assert response.status_code in {200, 303, 422}


def test_more_than_a_form_can_carry_is_answered_kindly_and_writes_nothing(place, client):
    response = fill_for_me(client, going_on="x" * 3_000_000)
    assert response.status_code == 413
    assert "That is more than we can take in at once" in text_of(response)
    assert nothing_written(place)


def test_the_box_to_leave_empty_turns_nobody_away(place, client):
    receipt_of(fill_for_me(client, leave_empty="I filled it in"))


def test_a_key_we_did_not_sign_is_answered_with_a_fresh_one(place, client):
    first = receipt_of(client.post("/for-me/", {**ME, "key": "made-up", "send": "ask"}))
    second = receipt_of(client.post("/for-me/", {**ME, "key": "made-up", "send": "ask"}))
    assert first != second


def test_a_form_left_open_for_years_is_still_good(place, client, monkeypatch):
    key = key_on(client.get("/for-me/").content.decode())
    later = time.time() + timedelta(days=3650).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert receipt_of(fill_for_me(client, key=key)) == receipt_of(fill_for_me(client, key=key))


# -- one of us -------------------------------------------------------------------------------------------------------
def test_one_of_us_sees_the_open_journey_before_typing_anything_twice(place, client):
    receipt_of(fill_for_me(client, called="Ama Boateng"))
    look = signed_in(place.tom).post("/i-work-with-someone/", {"looking": "yes", "called": "Ama", "number": ""})
    assert "Already walking with us?" in text_of(look)
    assert "Ama Boateng" in text_of(look)
    by_number = signed_in(place.tom).post(
        "/i-work-with-someone/", {"looking": "yes", "called": "X", "number": "+447700900123"}
    )
    assert "same number or address" in text_of(by_number)


def test_one_of_us_without_a_tie_learns_nothing_by_text_or_by_count(place, client):
    callum = signed_in(place.callum)
    ask = {"looking": "yes", "called": "Ama", "number": "07700 900123"}
    callum.post("/i-work-with-someone/", ask)
    with CaptureQueriesContext(connection) as before:
        unknown = callum.post("/i-work-with-someone/", ask)
    receipt_of(fill_for_me(client, called="Ama"))
    with CaptureQueriesContext(connection) as after:
        known = callum.post("/i-work-with-someone/", ask)
    assert text_of(unknown) == text_of(known)
    assert unknown.status_code == known.status_code
    assert len(before) == len(after)
    assert "Ask Tom, who leads the Brackwell team." in text_of(known)


def test_the_same_sentence_is_there_for_whoever_has_a_tie(place, client):
    receipt_of(fill_for_me(client))
    for practitioner in (place.tom, place.callum):
        page = text_of(signed_in(practitioner).post("/i-work-with-someone/", {"looking": "yes", "called": "Ama"}))
        assert "Think they may already be with us? Ask Tom, who leads the Brackwell team." in page


def test_one_of_us_beside_somebody_who_agrees_checks_their_number_there_and_then(place, client):
    typed = {
        "called": "Teo",
        "they_agreed": "yes",
        "channel": "text",
        "value": "07700 900777",
        "safe_ways": ["message"],
        "introducer_called": "Dev",
    }
    receipt = receipt_of(signed_in(place.dev).post("/i-work-with-someone/", {**typed, "send": "ask"}))
    one = introduction_behind(receipt, place)
    with as_(place.tom):
        way = WayToReach.objects.get(person_id=one.person_id)
    assert (way.given_by, way.may_message) == (GivenBy.PRACTITIONER, True)
    assert one.practitioner == place.dev


def test_a_stranger_who_works_elsewhere_gets_the_plain_door(place):
    page = text_of(Client().get("/i-work-with-someone/"))
    assert "Where do you work?" in page
    assert "Already walking with us?" not in page
