"""Finding with the keyboard alone, as somebody does whose other hand holds the telephone."""

import re

import pytest
from browsing import DESK, PHONE
from neighbourhood import introduce
from playwright.sync_api import expect
from website.homes import reached

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_somebody_rings_and_is_found_opened_and_come_back_to_by_keys_alone(arrive, lasting_place):
    reached(lasting_place, introduce(lasting_place, "Margaret Doyle"))
    introduce(lasting_place, "Greta Hill")
    tom = arrive(lasting_place.tom, screen=DESK).goes_to("/today/")
    page, keys = tom.page, tom.page.keyboard
    keys.press("/")
    expect(page.locator("#find")).to_be_focused()
    keys.type("pegy")
    keys.press("Escape")
    expect(page.locator("#find")).not_to_be_focused()
    keys.press("/")
    keys.type("peggy")
    keys.press("Enter")
    page.wait_for_url(re.compile("/find/"))
    assert "peggy" not in page.url
    page.locator("#find").focus()
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    expect(page.locator("[data-find-one]").nth(1)).to_be_focused()
    keys.press("Escape")
    expect(page.locator("#find")).to_be_focused()
    keys.press("End")
    keys.type(" doyle")
    expect(page.locator("[data-find-news]")).to_have_text("1 person. The arrow keys go through them.")
    tom.is_well_made()
    keys.press("ArrowDown")
    keys.press("Enter")
    tom.sees("Margaret Doyle", "What happens next")
    page.go_back()
    expect(page.locator("#find")).to_have_value("peggy doyle")
    tom.sees("Margaret Doyle").does_not_see("Greta")


def test_the_people_page_is_for_everyone_on_a_phone_and_without_scripts(arrive, lasting_place):
    journey = reached(lasting_place, introduce(lasting_place, "Margaret Doyle"))
    tom = arrive(lasting_place.tom, screen=PHONE, javascript=False).goes_to("/find/").is_well_made()
    tom.page.locator("#find").fill("zebedee")
    tom.presses("Find").sees("Nobody by that name among the people you can see").is_well_made().fits_when_zoomed()
    tom.goes_to(f"/people/{journey.person_id}/story/").writes("What was said when", "letter").presses("Find the word")
    tom.sees("Ring about the").is_well_made().fits_when_zoomed()


def test_the_slash_key_is_left_to_whoever_speaks_their_keys(arrive, lasting_place):
    tom = arrive(lasting_place.tom, screen=DESK).goes_to("/find/").opens("By keyboard")
    tom.page.get_by_label("Use the / key on this computer").uncheck()
    tom.goes_to("/today/").page.keyboard.press("/")
    expect(tom.page.locator("#find")).not_to_be_focused()
