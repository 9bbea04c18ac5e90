"""Booking in a real browser: on a phone, from an offer to "not that day"; by keyboard alone, out and back again."""

import pytest
from browsing import DESK, PHONE, Fingers
from conversations.test_booking import afternoon, booked
from neighbourhood import as_, introduce
from playwright.sync_api import expect
from website.homes import keys_to, reached

from livingwell.conversations import queries
from livingwell.conversations.words import State

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_on_a_phone_a_time_is_offered_and_the_person_moves_it_without_a_word(arrive, lasting_place):
    journey = reached(lasting_place, introduce(lasting_place))
    tom = arrive(lasting_place.tom, screen=PHONE).goes_to(f"/people/{journey.person_id}/")
    tom.follows("Book a conversation").is_well_made().picture("booking-phone", tall=2600)
    tom.chooses("On a walk").writes("Where exactly?", "The lock by the mill")
    tom.page.locator("input[name=when]").first.check()
    tom.presses("Keep this").sees("Before you go", "A reminder").is_well_made().heard_nothing_wrong()

    path, words = keys_to(lasting_place, journey)
    ama = arrive(screen=PHONE).goes_to(path).writes("words", words)
    ama.page.keyboard.press("Enter")
    ama.sees("What is planned", "with Tom").opens("Another time?").is_well_made().picture("booking-mine-phone")
    ama.page.locator("button[name=to]").first.click()
    ama.sees("Moved. See you then.").opens("Another time?").presses("Not that day")
    ama.sees("We’ll find another time with you").is_well_made().heard_nothing_wrong()
    with as_(lasting_place.tom):
        [one] = queries.conversations_of(journey.person_id)
        assert (one.state, [move.by_person for move in queries.moves_of(one.pk)]) == (State.CALLED_OFF, [True, True])


def test_by_keyboard_alone_out_of_the_door_and_back(arrive, lasting_place):
    one = booked(lasting_place, introduce(lasting_place), at=afternoon(2), by=lasting_place.tom, also=lasting_place.dev)
    tom = arrive(lasting_place.tom, screen=DESK, hands=Fingers).goes_to("/today/")
    tom.follows("My week").is_well_made().picture("my-week-desk").follows("On paper").is_well_made()
    tom.goes_to(f"/conversations/{one.pk}/").follows("Before you go").is_well_made().picture("going-desk")
    tom.writes("Where will you be?", "Up at the mill").writes("When are you back?", "11:59pm").chooses("Ros")
    tom.presses("I am going now").sees("You are out, back by 11:59pm", "Ros notices.").is_well_made()
    ros = arrive(lasting_place.ros, screen=PHONE).goes_to("/today/").sees("You notice if they are not back.")
    ros.picture("out-phone").follows("Tom is out").sees("Up at the mill").is_well_made().picture("outing-phone")
    tom.presses("I am back")
    expect(tom.page.get_by_text("You are out")).to_have_count(0)
    ros.page.reload()
    ros.sees("Tom is back").does_not_see("Up at the mill").heard_nothing_wrong()
    tom.heard_nothing_wrong()
