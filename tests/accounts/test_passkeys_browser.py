"""A nurse and a passkey, in a real browser whose device is made up: it makes passkeys, keeps them, and can say no."""

import re
import time
from typing import Any

import pytest
from accounts.locks import Lock
from accounts.people import EMAIL, PASSWORD, digits, make_nurse
from browsing import PHONE, Arrive, Fingers, Walker
from playwright.sync_api import expect

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
SIX = "The six digits your app shows now"
TODAY = re.compile("/today/$")


def gives_password(walker: Walker, email: str = EMAIL) -> Walker:
    walker.goes_to("/sign-in/").writes("Email address", email)
    password = walker.page.get_by_label("Password", exact=True)
    if isinstance(walker, Fingers):
        walker.reaches(password).page.keyboard.type(PASSWORD)
    else:
        password.fill(PASSWORD)
    return walker.presses("Sign in")


def gets_in(walker: Walker) -> Walker:
    """By password and phone, when the app will still show the same digits in a few seconds."""
    gives_password(walker).sees("One more thing")
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left + 0.2)
    walker.writes(SIX, digits()).presses("Sign in")
    return is_in(walker)


def is_in(walker: Walker) -> Walker:
    expect(walker.page).to_have_url(TODAY)
    return walker


def goes_out(walker: Walker) -> Walker:
    return walker.goes_to("/today/").presses("Sign out").sees("You are signed out")


def adds_one(walker: Walker, name: str) -> Walker:
    return walker.goes_to("/sign-in/yours/").follows("Add a").writes("What to call it", name).presses("Add a passkey")


def with_a_passkey_alone(place, arrive: Arrive, **how: Any) -> tuple[Walker, Lock]:
    """A nurse who set up a passkey the first time, and no phone."""
    make_nurse(place, second_factor=False)
    tom = arrive(**how)
    lock = Lock(tom)
    gives_password(tom).sees("Set up how you sign in").follows("Add a passkey")
    tom.presses("Add a passkey").sees("they are shown only now").follows("I have kept them")
    return is_in(tom), lock


def test_added_named_used_alone_and_taken_off(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive(screen=PHONE)
    lock = Lock(tom)
    gets_in(tom).goes_to("/sign-in/yours/").is_well_made().follows("Add a passkey").is_well_made()
    tom.writes("What to call it", "My phone").presses("Add a passkey").sees("they are shown only now")
    assert len(lock.passkeys()) == 1
    tom.goes_to("/sign-in/yours/").sees("My phone", "Added today. Not used yet.").is_well_made()

    goes_out(tom).goes_to("/sign-in/").is_well_made().presses("Use a passkey")
    is_in(tom).goes_to("/sign-in/yours/").sees("Last used today")
    tom.follows("Rename My phone").is_well_made().writes("What to call it", "My own phone").presses("Keep this name")
    tom.sees("My own phone").follows("Take off My own phone").sees("Take “My own phone” off?").is_well_made()
    tom.presses("Take it off").does_not_see("My own phone")

    goes_out(tom).goes_to("/sign-in/").writes("Email address", EMAIL).presses("Use a passkey")
    tom.sees("That passkey does not open anything here.").is_well_made()
    expect(tom.page.get_by_label("Email address")).to_have_value(EMAIL)
    expect(tom.page.locator("#passkey-says")).to_contain_text("does not open anything")
    tom.follows("That passkey does not open anything here.")
    expect(tom.button("Use a passkey")).to_be_focused()
    tom.heard_nothing_wrong()


def test_after_a_password_and_the_first_time_without_any_app(lasting_place, arrive: Arrive):
    tom, _lock = with_a_passkey_alone(lasting_place, arrive)
    goes_out(tom)
    gives_password(tom).sees("One more thing", "One of your spare codes").does_not_see("six digits")
    tom.is_well_made().presses("Use your passkey")
    is_in(tom).heard_nothing_wrong()


def test_the_last_one_cannot_simply_go(lasting_place, arrive: Arrive):
    tom, _lock = with_a_passkey_alone(lasting_place, arrive)
    tom.goes_to("/sign-in/yours/").sees("No app is set up.").follows("Take off My passkey")
    tom.sees("Set up something else first").is_well_made()
    expect(tom.button("Take it off")).to_have_count(0)
    tom.follows("Set up an app on a phone").sees("Point it at this").is_well_made()
    secret = tom.page.locator("code.key").inner_text().replace(" ", "")
    tom.writes(SIX, digits(secret)).presses("Go on")
    tom.sees("Use another phone").follows("Take off My passkey").presses("Take it off")
    tom.does_not_see("My passkey").goes_to("/today/")
    is_in(tom)


def test_cancelled_it_says_so_beside_the_button_and_nothing_is_lost(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive()
    lock = Lock(tom)
    gets_in(tom)
    lock.opens(False)
    adds_one(tom, "The laptop at home").sees("Nothing has been done: it was cancelled")
    expect(tom.field("What to call it")).to_have_value("The laptop at home")
    lock.opens()
    tom.presses("Add a passkey").sees("they are shown only now")
    goes_out(tom).goes_to("/sign-in/").writes("Email address", EMAIL)
    lock.opens(False)
    tom.presses("Use a passkey").sees("Nothing has been done: it was cancelled").is_well_made()
    expect(tom.page.get_by_label("Email address")).to_have_value(EMAIL)
    lock.opens()
    tom.presses("Use a passkey")
    is_in(tom).heard_nothing_wrong()


def test_while_the_device_asks_the_page_says_so_and_asks_once(lasting_place, arrive: Arrive):
    make_nurse(lasting_place)
    tom = arrive()
    lock = Lock(tom)
    gets_in(tom)
    adds_one(tom, "").sees("they are shown only now")
    goes_out(tom).goes_to("/sign-in/")
    lock.nobody_presses()
    asked = []
    tom.page.on("request", lambda one: asked.append(one.url) if one.url.endswith("/ask/") else None)
    tom.presses("Use a passkey").sees("Your phone or computer is asking you now.").is_well_made()
    expect(tom.button("Use a passkey")).to_have_attribute("aria-disabled", "true")
    tom.button("Use a passkey").click(force=True)
    assert len(asked) == 1


def test_a_device_that_has_one_already_says_so(lasting_place, arrive: Arrive):
    tom, lock = with_a_passkey_alone(lasting_place, arrive)
    adds_one(tom, "The same again").sees("This device has a passkey for you here already.")
    assert len(lock.passkeys()) == 1


def test_a_passkey_of_another_account_opens_that_account_and_not_this(lasting_place, arrive: Arrive):
    _tom, lock = with_a_passkey_alone(lasting_place, arrive)
    make_nurse(lasting_place, email="b.nurse@brackwell.example")
    other = arrive()
    Lock(other).brings(lock.passkeys()[0])
    gives_password(other, "b.nurse@brackwell.example").sees("One more thing")
    expect(other.button("passkey")).to_have_count(0)
    other.writes(SIX, "000000").presses("Sign in").sees("That code is not right")


def test_an_hour_in_a_passkey_shows_who_it_is_before_anything_is_changed(lasting_place, arrive: Arrive, monkeypatch):
    tom, _lock = with_a_passkey_alone(lasting_place, arrive)
    tom.goes_to("/sign-in/yours/passkey/").writes("What to call it", "The laptop")
    later = time.time() + 3600
    monkeypatch.setattr("time.time", lambda: later)
    tom.presses("Add a passkey").sees("Is it still you?", "Use your password").is_well_made()
    tom.presses("Use your passkey").sees("Press the button once more")
    expect(tom.field("What to call it")).to_have_value("The laptop")


def test_by_keyboard_alone(lasting_place, arrive: Arrive):
    tom, _lock = with_a_passkey_alone(lasting_place, arrive, hands=Fingers)
    tom.goes_to("/sign-in/yours/").follows("Rename").writes("What to call it", "Mine").presses("Keep this name")
    goes_out(tom).goes_to("/sign-in/").chooses("This is a shared computer").presses("Use a passkey")
    is_in(tom).goes_to("/sign-in/yours/passkey/").sees("You said that others use this computer too.").is_well_made()
    goes_out(tom)
    gives_password(tom).sees("One more thing").presses("Use your passkey")
    is_in(tom)


@pytest.mark.parametrize("how", ["no scripts", "no passkeys"])
def test_a_browser_that_cannot_says_so_and_offers_the_other_ways(lasting_place, arrive: Arrive, how):
    _tom, _lock = with_a_passkey_alone(lasting_place, arrive)
    old = arrive(javascript=how != "no scripts")
    if how == "no passkeys":
        old.page.add_init_script("delete window.PublicKeyCredential")
    says = "needs this page’s scripts" if how == "no scripts" else "This browser cannot use a passkey."
    old.goes_to("/sign-in/").sees(says, "Send me a code instead").is_well_made()
    expect(old.button("Use a passkey")).to_have_count(0)
    gives_password(old).sees("One more thing", says, "One of your spare codes").is_well_made()


def test_a_network_that_is_gone_is_said_beside_the_button(lasting_place, arrive: Arrive):
    tom = arrive()
    Lock(tom)
    tom.goes_to("/sign-in/").writes("Email address", EMAIL)
    tom.page.route("**/passkey/ask/", lambda route: route.abort())
    tom.presses("Use a passkey").sees("That did not work just now.")
    tom.page.unroute("**/passkey/ask/")
    tom.page.route("**/passkey/ask/", lambda route: route.fulfill(status=429, body="no"))
    tom.presses("Use a passkey").sees("Wait one minute and try again")
    expect(tom.page.get_by_label("Email address")).to_have_value(EMAIL)


def test_at_an_address_without_https_it_says_what_a_passkey_needs(lasting_place, arrive: Arrive):
    tom = arrive()
    tom.goes_to(tom.address.replace("localhost", "127.0.0.1") + "/sign-in/")
    tom.sees("A passkey needs a secure address").is_well_made()
