"""How long a sign-in lasts, and changing what it is made of."""

import time

import pytest
import time_machine
from accounts.people import (
    EMAIL,
    PASSWORD,
    ask_for_code,
    by_password,
    code_sent_to,
    digits,
    enter_digits,
    is_in,
    make_nurse,
    sent_to,
    sentence_in,
    sign_in,
)
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from livingwell.accounts import sealing, sessions

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "seven lanterns under the pier"


@pytest.fixture
def nurse(lasting_place):
    return make_nurse(lasting_place)


@pytest.fixture
def client() -> Client:
    return Client()


def minutes_later(minutes: float):
    return time_machine.travel(time.time() + minutes * 60)


def test_it_ends_when_the_browser_closes(nurse, client):
    sign_in(client)
    cookie = client.cookies["session"]
    assert (cookie["expires"], cookie["max-age"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_it_lasts_a_working_day_and_no_longer_however_busy(nurse, client):
    sign_in(client)
    for minutes in range(0, 600, 25):
        with minutes_later(minutes):
            assert is_in(client)
    with minutes_later(601):
        assert not is_in(client)
    assert not is_in(client)


@pytest.mark.parametrize("way", ["password", "code"])
def test_on_a_shared_computer_half_an_hour_unused_ends_it(nurse, client, way):
    if way == "password":
        sign_in(client, shared="on")
    else:
        ask_for_code(client, shared="on")
        client.post(reverse("account_confirm_login_code"), {"code": code_sent_to(EMAIL)})
        enter_digits(client)
    for minutes in (20, 40, 60):
        with minutes_later(minutes):
            assert is_in(client)
    with minutes_later(91):
        assert not is_in(client)


def test_a_page_that_keeps_itself_fresh_is_nobody_being_there(nurse, client):
    sign_in(client, shared="on")
    for minutes in range(0, 30, 5):
        with minutes_later(minutes):
            client.get("/today/", headers={"HX-Request": "true"})
    with minutes_later(31):
        assert not is_in(client)


def test_elsewhere_it_lasts_while_somebody_is_away_from_it(nurse, client):
    sign_in(client)
    with minutes_later(120):
        assert is_in(client)


def test_the_rules_of_lasting_are_plain():
    assert not sessions.is_over({}, now=0)
    assert sessions.is_over({sessions.BEGAN: 0, sessions.SEEN: 35_999}, now=36_000)
    assert not sessions.is_over({sessions.BEGAN: 0, sessions.SEEN: 35_999}, now=35_999)
    shared = {sessions.BEGAN: 0, sessions.SEEN: 100, sessions.SHARED: True}
    assert (sessions.is_over(shared, now=1_899), sessions.is_over(shared, now=1_900)) == (False, True)


def test_a_new_password_ends_every_other_sign_in_and_is_told(nurse, client):
    elsewhere = sign_in(Client(REMOTE_ADDR="203.0.113.7"), shared="on")
    with minutes_later(0.6):
        sign_in(client)
    assert is_in(elsewhere)
    page = reverse("account_change_password")
    changed = client.post(page, {"old": PASSWORD, "new": NEW})
    assert (changed.status_code, is_in(client), is_in(elsewhere)) == (200, True, False)
    assert "Your password has just been changed." in sent_to(EMAIL)[-1]
    assert by_password(Client(), password=PASSWORD).status_code == 422
    assert by_password(Client(), password=NEW).status_code == 302


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"old": "wrong", "new": NEW}, "That is not your password as it is now."),
        ({"old": PASSWORD, "new": "short"}, "too short"),
        ({"old": PASSWORD, "new": "password1234"}, "too common"),
        ({"new": NEW}, "Enter your password as it is now"),
    ],
)
def test_a_password_that_cannot_be_is_said_beside_it(nurse, client, typed, says):
    sign_in(client)
    answer = client.post(reverse("account_change_password"), typed)
    assert answer.status_code == 422
    assert says in sentence_in(answer.content.decode())
    assert by_password(Client()).status_code == 302


def test_a_forgotten_password_is_chosen_anew_after_a_code_and_the_phone(nurse, client):
    html = client.get(reverse("account_reset_password")).content.decode()
    assert 'name="next" value="/sign-in/password/"' in html
    ask_for_code(client, next="/sign-in/password/")
    client.post(reverse("account_confirm_login_code"), {"code": code_sent_to(EMAIL), "next": "/sign-in/password/"})
    assert enter_digits(client)["Location"] == "/sign-in/password/"
    assert 'name="old"' not in client.get("/sign-in/password/").content.decode()
    assert client.post("/sign-in/password/", {"new": NEW}).status_code == 200
    assert by_password(Client(), password=NEW).status_code == 302


def test_an_hour_after_a_code_the_old_password_is_asked_for(nurse, client):
    ask_for_code(client)
    client.post(reverse("account_confirm_login_code"), {"code": code_sent_to(EMAIL)})
    enter_digits(client)
    with minutes_later(60):
        assert 'name="old"' in client.get("/sign-in/password/").content.decode()
        assert client.post("/sign-in/password/", {"new": NEW}).status_code == 422


@pytest.mark.parametrize("name", ["mfa_generate_recovery_codes", "mfa_deactivate_totp"])
def test_an_hour_in_nothing_about_signing_in_is_changed_without_showing_who_it_is(nurse, client, name):
    sign_in(client)
    with minutes_later(60):
        asked = client.get(reverse(name))
        assert asked.status_code == 302
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        assert client.post(asked["Location"], {"password": "wrong"}).status_code == 422
        assert client.get(reverse(name)).status_code == 302
        assert client.post(asked["Location"], {"password": PASSWORD})["Location"] == reverse(name)
        assert client.get(reverse(name)).status_code == 200


def test_a_form_sent_an_hour_in_waits_until_it_is_shown_who_sends_it(nurse, client):
    sign_in(client)
    with minutes_later(60):
        asked = client.post(reverse("mfa_generate_recovery_codes"))
        assert asked["Location"].startswith(reverse("account_reauthenticate"))
        assert not Authenticator.objects.filter(type="recovery_codes", user_id=nurse.account_id).exists()
        client.post(asked["Location"], {"password": PASSWORD})
        assert Authenticator.objects.filter(type="recovery_codes", user_id=nurse.account_id).exists()


def test_another_phone_takes_the_place_of_the_first_which_works_until_then(nurse, client):
    sign_in(client)
    page, old = reverse("mfa_deactivate_totp"), Authenticator.objects.get(type="totp", user_id=nurse.account_id)
    assert client.get(page).status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert client.post(page, {"code": "000000"}).status_code == 422
    assert Authenticator.objects.filter(pk=old.pk).exists()
    with minutes_later(1):
        assert enter_digits(half_way_in()).status_code == 302
    assert client.post(page, {"code": digits(secret)})["Location"] == reverse("mfa_index")
    assert is_in(client)
    with minutes_later(2):
        assert enter_digits(half_way_in()).status_code == 422
        assert enter_digits(half_way_in(), digits(secret)).status_code == 302
    assert any("A phone has just been set up" in body for body in sent_to(EMAIL))


def half_way_in() -> Client:
    client = Client()
    by_password(client)
    return client


def test_a_place_without_a_mail_server_says_so_and_still_lets_passwords_be_changed(nurse, client, settings):
    settings.POST_WITHOUT_PROVIDER = "refuse"
    for email in (EMAIL, "nobody@brackwell.example"):
        refused = ask_for_code(Client(), email=email)
        assert refused.status_code == 422
        assert "this place has no mail server set up" in sentence_in(refused.content.decode())
    sign_in(client)
    assert client.post(reverse("account_change_password"), {"old": PASSWORD, "new": NEW}).status_code == 200


def test_what_is_sealed_is_opened_by_this_key_or_an_older_one(settings):
    sealed = sealing.seal("JBSW")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key"
    assert sealing.unseal(sealed) == "JBSW"
    assert "JBSW" not in sealed
