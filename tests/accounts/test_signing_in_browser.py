"""A nurse signs in for the first time, in a real browser: by keyboard alone, on a small phone, and without scripts."""

import re
import time

import pytest
from accounts.people import EMAIL, PASSWORD, SECRET, code_sent_to, digits, make_nurse
from browsing import Arrive, Fingers, Walker
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SMALL = {"width": 320, "height": 568}
SIX = "The six digits your app shows now"


def is_fine(walker: Walker) -> Walker:
    """Nothing for axe to find, nothing off the side, and one heading that says where we are."""
    expect(walker.page.locator("h1")).to_have_count(1)
    return walker.has_an_accessible_page().fits()


def fresh_digits(secret: str = SECRET) -> str:
    """Return what the app shows, when it will still show it in a few seconds."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left + 0.2)
    return digits(secret)


def signs_in(walker: Walker) -> Walker:
    walker.goes_to("/sign-in/").writes("Email address", EMAIL)
    walker.page.get_by_label("Password", exact=True).fill(PASSWORD)
    return walker.presses("Sign in")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_first_time(lasting_place, arrive: Arrive, javascript):
    make_nurse(lasting_place, second_factor=False)
    tom = arrive(screen=SMALL, javascript=javascript)
    tom.goes_to("/today/").sees("Good to see you")
    if javascript:
        is_fine(tom)
    tom.writes("Email address", EMAIL)
    tom.page.get_by_label("Password", exact=True).fill("wrong")
    tom.presses("Sign in").sees("That address and password do not go together.")
    if javascript:
        is_fine(tom)
        expect(tom.page.get_by_label("Email address")).to_have_value(EMAIL)
    tom.page.get_by_label("Password", exact=True).fill(PASSWORD)
    tom.presses("Sign in").sees("Set up how you sign in").opens("Use an app that shows six digits")
    if javascript:
        is_fine(tom)
    secret = tom.page.locator("code.key").inner_text().replace(" ", "")
    tom.writes(SIX, fresh_digits(secret)).presses("Go on").sees("they are shown only now")
    expect(tom.page.locator(".codes li")).to_have_count(10)
    if javascript:
        is_fine(tom)
    tom.follows("I have kept them")
    expect(tom.page).to_have_url(re.compile("/today/$"))


def test_every_other_page_of_signing_in(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive(screen=SMALL)
    is_fine(tom.goes_to("/sign-in/password/forgotten/"))
    is_fine(tom.goes_to("/sign-in/code/"))
    is_fine(tom.writes("Email address", EMAIL).presses("Send me a code").sees("Look at your email"))
    is_fine(tom.writes("The code from the email", "BBBB-BBBB").presses("Go on").sees("That code is not right"))
    is_fine(tom.writes("The code from the email", code_sent_to(EMAIL)).presses("Go on").sees("One more thing"))
    is_fine(tom.writes(SIX, "000000").presses("Sign in").sees("Codes change every half minute"))
    tom.writes(SIX, fresh_digits()).presses("Sign in")
    expect(tom.page).to_have_url(re.compile("/today/$"))
    for path in (
        "yours/",
        "password/",
        "spare-codes/new/",
        "second-factor/other-phone/",
        "again/",
        "second-factor/again/",
    ):
        is_fine(tom.goes_to(f"/sign-in/{path}"))
    tom.goes_to("/sign-in/spare-codes/new/").presses("Make new ones").sees("they are shown only now")
    is_fine(tom.goes_to("/sign-in/spare-codes/").sees("You have 10 spare codes left"))
    tom.goes_to("/today/").presses("Sign out").sees("You are signed out")
    is_fine(tom)
    tom.page.go_back()
    tom.does_not_see("Tom")
    is_fine(tom.goes_to("/sign-in/closed/"))


def test_by_keyboard_alone(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive(hands=Fingers).goes_to("/sign-in/").writes("Email address", EMAIL)
    tom.reaches(tom.page.get_by_label("Password", exact=True)).page.keyboard.type(PASSWORD)
    tom.reaches(tom.button("Show")).page.keyboard.press("Enter")
    expect(tom.page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    tom.chooses("This is a shared computer").presses("Sign in").sees("One more thing")
    tom.writes(SIX, fresh_digits()).presses("Sign in")
    expect(tom.page).to_have_url(re.compile("/today/$"))


def test_with_a_code_from_an_email_by_keyboard_alone(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive(hands=Fingers).goes_to("/sign-in/").follows("Send me a code")
    tom.writes("Email address", EMAIL).presses("Send me a code").sees("Look at your email")
    tom.writes("The code from the email", "BBBB-BBBB").presses("Go on").sees("That code is not right")
    tom.writes("The code from the email", code_sent_to(EMAIL)).presses("Go on").sees("One more thing")
    tom.writes(SIX, fresh_digits()).presses("Sign in")
    expect(tom.page).to_have_url(re.compile("/today/$"))


def test_a_wrong_answer_puts_the_cursor_where_it_can_be_put_right(lasting_place, arrive: Arrive):
    tom = arrive()
    tom.goes_to("/sign-in/").presses("Sign in")
    expect(tom.page.locator("[data-summary]")).to_be_focused()
    tom.follows("Enter your email address")
    expect(tom.page.get_by_label("Email address")).to_be_focused()
    assert tom.page.title().startswith("Error: ")
