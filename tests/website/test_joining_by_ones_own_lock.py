"""Whoever joins sets up a second factor: with a phone alone, by its own lock. Whoever is asked back begins anew."""

import pytest
from accounts.devices import Device, asked, asked_for_new, browser, keep, use
from accounts.locks import Lock
from accounts.people import SECRET, by_password, digits, enter_digits, is_in
from allauth.mfa.models import Authenticator
from browsing import PHONE, Arrive
from django.core.cache import cache
from django.test import Client
from neighbourhood import owner_connection
from playwright.sync_api import expect
from website.test_joining import ANITA, PASSWORD, brings, invite

from livingwell.accounts import sealing
from livingwell.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def laid_in_a_folder(settings, tmp_path) -> None:
    settings.POST_WITHOUT_PROVIDER = "folder"
    settings.POST_FOLDER = tmp_path / "post"
    cache.clear()


def joins(place, password: str = PASSWORD) -> Client:
    anita = brings(invite(place), browser())
    assert anita.post("/join/", {"new": password}).status_code == 303
    return anita


def leaves() -> None:
    with owner_connection() as owner:
        owner.execute(
            "update places_practitioner set left_at = now() from accounts_user u "
            "where u.id = account_id and u.email = %s",
            [ANITA],
        )
        owner.execute(
            "update places_membership set until = now() from places_practitioner p "
            "where p.id = practitioner_id and p.left_at is not null"
        )


def test_a_newcomer_with_a_passkey_is_in_and_is_asked_for_no_app(lasting_place):
    anita, device = joins(lasting_place), Device()
    assert not is_in(anita)
    assert keep(anita, device.makes(asked_for_new(anita))).status_code == 302
    assert is_in(anita)
    again = browser()
    assert use(again, device.shows(asked(again)))["Location"] == "/today/"
    assert is_in(again)


def test_a_newcomer_is_led_back_to_the_choice_and_whoever_has_an_app_is_offered_no_other(lasting_place):
    anita = joins(lasting_place)
    page = "/sign-in/yours/passkey/"
    html = anita.get(page).content.decode()
    assert "Use an app that shows six digits instead" in html
    assert "Back to how you sign in" not in html
    data = {"secret": sealing.seal(SECRET)}
    Authenticator.objects.create(user=User.objects.get(email=ANITA), type=Authenticator.Type.TOTP, data=data)
    html = anita.get(page).content.decode()
    assert "Use an app that shows six digits instead" not in html
    assert "Back to how you sign in" in html


def test_somebody_asked_back_is_not_let_past_a_second_factor_and_what_they_left_with_opens_nothing(lasting_place):
    anita, device = joins(lasting_place), Device()
    keep(anita, device.makes(asked_for_new(anita)))
    data = {"secret": sealing.seal(SECRET)}
    Authenticator.objects.create(user=User.objects.get(email=ANITA), type=Authenticator.Type.TOTP, data=data)
    leaves()
    assert not is_in(anita)
    back = joins(lasting_place, "three herons and a lawnmower")
    assert "second-factor/set-up" in back.get("/today/").headers["Location"]
    assert not Authenticator.objects.filter(user__email=ANITA).exists()
    old = browser()
    assert use(old, device.shows(asked(old))).status_code == 422
    by_password(old, ANITA, "three herons and a lawnmower")
    enter_digits(old, digits())
    assert not is_in(old)
    new = Device()
    keep(back, new.makes(asked_for_new(back)))
    assert is_in(back)


@pytest.mark.browser
def test_somebody_with_a_phone_and_nothing_else_joins_and_comes_back_by_its_own_lock(arrive: Arrive, lasting_place):
    link = invite(lasting_place)
    anita = arrive(screen=PHONE)
    lock = Lock(anita)
    anita.goes_to(link).page.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    anita.presses("Join").sees("Set up how you sign in", "The quick way: a passkey").is_well_made()
    expect(anita.page.locator("code.key")).to_be_hidden()
    anita.opens("Use an app that shows six digits").is_well_made().goes_to("/today/").follows("Add a passkey")
    lock.opens(False)
    anita.presses("Add a passkey").sees("Nothing has been done").is_well_made()
    lock.opens()
    anita.presses("Add a passkey").sees("they are shown only now").follows("I have kept them")
    expect(anita.page).to_have_url(f"{anita.address}/today/")
    anita.presses("Sign out").sees("You are signed out")
    anita.goes_to("/today/").presses("Use a passkey")
    expect(anita.page).to_have_url(f"{anita.address}/today/")
    anita.heard_nothing_wrong()
