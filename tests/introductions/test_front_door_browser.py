"""The front door in a real browser: with JavaScript off, by keyboard alone, on the smallest phone, and by axe."""

import re

import pytest
from browsing import DESK, Arrive, Fingers, Walker
from doorway import SOMEONE, fill_for_me, fill_for_someone, introduction_behind, receipt_of
from neighbourhood import as_

from livingwell.introductions.models import Confidence, Introduction
from livingwell.introductions.words import State

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

SMALLEST = {"width": 320, "height": 568}
PUBLIC = ("/", "/for-me/", "/for-someone/", "/i-work-with-someone/", "/safe-now/", "/come-back/")
RECEIPT = re.compile(r"/receipt/[\w-]{43}/")


def send_for_me(somebody: Walker) -> Walker:
    """Fill in the least that is needed, and a few words."""
    return (
        somebody.goes_to("/")
        .follows("It’s for me")
        .writes("What would you like to be called?", "Ama")
        .writes("What is going on?", "I can’t sleep in my own room.")
        .chooses("Text me")
        .writes("The number or address", "07700 900123")
        .chooses("You can send me a text")
        .presses("Send it")
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_introduces_themselves_on_a_phone(arrive: Arrive, javascript, lasting_place):
    ama = send_for_me(arrive(javascript=javascript))
    ama.sees("Thank you, Ama. It has arrived.").sees("I can’t sleep in my own room.").does_not_see("Traceback")
    assert RECEIPT.search(ama.page.url)
    assert ama.page.title() == "Your page"
    ama.writes("Is there more you’d like to say?", "My sister can come").presses("Add this").sees("Kept.")
    ama.presses("Please ring me").sees("Asked.")
    ama.opens("I want to take this back").presses("Ask to take it back").sees("Nothing ends by itself.")
    one = introduction_behind(ama.page.url, lasting_place)
    with as_(lasting_place.tom):
        assert Introduction.objects.get(pk=one.pk).state == State.RECEIVED


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_not_safe_sees_help_first_and_loses_nothing(arrive: Arrive, javascript, lasting_place):
    ama = arrive(javascript=javascript).goes_to("/for-me/").opens("I need help now").sees("Opening this loses nothing")
    ama.writes("What would you like to be called?", "Ama").writes("What is going on?", "I am frightened")
    ama.chooses("Call me").writes("The number or address", "01632 960123").chooses("No, I’m not safe").presses(
        "Send it"
    )
    ama.sees("Somebody to talk to now").sees("What you wrote is not sent yet.")
    assert ama.page.get_by_label("What is going on?").input_value() == "I am frightened"
    ama.presses("Send this, and please ring me").sees("You asked to be rung.")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_brother_introduces_somebody_and_his_receipt_says_only_that_it_arrived(
    arrive: Arrive, javascript, lasting_place
):
    piotr = arrive(javascript=javascript).goes_to("/").follows("I’m worried about someone")
    piotr.writes("What is your name?", "Piotr").writes("What are they called?", "Marek")
    piotr.page.get_by_role("radio", name="Not yet").check()
    piotr.chooses("Call them").writes("Their number or address", "01632 960001")
    piotr.opens("Something in confidence")
    piotr.page.locator("#id_in_confidence").fill("He hides his bottles")
    piotr.presses("Send it").sees("Say why they do not know yet")
    assert piotr.page.locator("#id_in_confidence").input_value() == "He hides his bottles"
    piotr.writes("Why not yet?", "He is proud").presses("Send it").sees("Thank you, Piotr. It has arrived.")
    piotr.sees("Anything more is for Marek to say yes to.").sees("He hides his bottles")
    with as_(lasting_place.tom):
        assert Confidence.objects.get().words == "He hides his bottles"


def test_by_keyboard_alone(arrive: Arrive, lasting_place):
    ama = arrive(screen=DESK, hands=Fingers).goes_to("/").follows("It’s for me")
    ama.writes("What would you like to be called?", "Ama").chooses("Call me")
    ama.writes("The number or address", "01632 960123").presses("Send it").sees("Thank you, Ama. It has arrived.")


def test_enter_in_a_box_sends_what_is_there_and_asks_for_what_is_missing(arrive: Arrive, lasting_place):
    ama = arrive().goes_to("/for-me/").writes("What would you like to be called?", "Ama")
    ama.page.get_by_label("What would you like to be called?").press("Enter")
    ama.sees("Choose one way that is safe")
    assert ama.page.get_by_label("What would you like to be called?").input_value() == "Ama"
    assert ama.page.title().startswith("Error:")


def test_who_to_ring_stays_in_sight_at_every_scroll(arrive: Arrive):
    somebody = arrive(screen=SMALLEST)
    for path in PUBLIC:
        somebody.goes_to(path)
        for part in (0, 0.5, 1):
            somebody.page.evaluate("(part) => scrollTo(0, document.body.scrollHeight * part)", part)
            box = somebody.finds(".now").bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= SMALLEST["height"] + 1
            assert somebody.finds("[data-exit]").is_visible()


@pytest.mark.parametrize("screen", [SMALLEST, DESK])
def test_every_public_page_fits_and_axe_finds_nothing(screen, arrive: Arrive, client, lasting_place):
    own, another = receipt_of(fill_for_me(client, age_band="16 or 17")), receipt_of(fill_for_someone(client))
    somebody = arrive(screen=screen)
    for path in (*PUBLIC, own, another, "/receipt/wrong/"):
        somebody.goes_to(path).fits().has_an_accessible_page()


def test_forms_that_need_another_look_and_help_first_are_accessible(arrive: Arrive, lasting_place):
    wrong = arrive(screen=SMALLEST)
    for path in ("/for-me/", "/for-someone/", "/i-work-with-someone/"):
        wrong.goes_to(path).presses("Send it").fits().has_an_accessible_page()
        wrong.page.locator("input[name=safe]").last.check()
        wrong.presses("Send it").sees("Somebody to talk to now").fits().has_an_accessible_page()


@pytest.mark.parametrize("screen", [SMALLEST, DESK])
def test_every_page_of_the_team_s_fits_and_axe_finds_nothing(screen, arrive: Arrive, client, lasting_place):
    ama = introduction_behind(receipt_of(fill_for_me(client, been_before="on", needs="No stairs")), lasting_place)
    marek = introduction_behind(
        receipt_of(fill_for_someone(client, **{**SOMEONE, "in_confidence": "He hides his bottles"})), lasting_place
    )
    tom = arrive(lasting_place.tom, screen=screen)
    for path in (
        "/introductions/",
        "/introductions/?look=past",
        f"/introductions/{ama.pk}/",
        f"/introductions/{marek.pk}/",
        f"/introductions/{ama.pk}/let-go/",
        "/i-work-with-someone/",
    ):
        tom.goes_to(path).fits().has_an_accessible_page()
    tom.writes("What are they called?", "Ama").presses("Go on").sees("Already walking with us?")
    tom.fits().has_an_accessible_page()
    tom.goes_to(f"/introductions/{marek.pk}/")
    for summary in tom.finds("summary").all():
        if summary.get_attribute("open") is None:
            summary.click()
    tom.fits().has_an_accessible_page()


def test_the_team_reads_reaches_and_rests_an_introduction_with_javascript_off(arrive: Arrive, client, lasting_place):
    ama = introduction_behind(receipt_of(fill_for_me(client)), lasting_place)
    tom = arrive(lasting_place.tom, screen=DESK, javascript=False).goes_to("/introductions/").follows("Ama")
    tom.presses("I have read this").sees("Tom read it today.")
    tom.opens("Write down a try").chooses("A phone call").chooses("We spoke").presses("Keep this").sees("Reached")
    tom.opens("Not now, they said").writes("In their words", "After the funeral").presses("Leave the door open")
    tom.sees("Not now, they said.").presses("They have come back").sees("Read, and being reached")
    with as_(lasting_place.tom):
        assert Introduction.objects.get(pk=ama.pk).journey_id != ama.journey_id
