"""Signing in: by password or by a code, with a second factor always, and out again."""

import re

import pytest
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

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nurse(lasting_place):
    return make_nurse(lasting_place)


@pytest.fixture
def client() -> Client:
    return Client()


def test_by_password_and_phone(nurse, client):
    step = by_password(client)
    assert (step.status_code, step["Location"]) == (302, reverse("mfa_authenticate"))
    assert not is_in(client)
    done = enter_digits(client)
    assert (done.status_code, done["Location"]) == (302, "/today/")
    assert is_in(client)


def test_an_address_is_found_whatever_its_capitals(nurse, client):
    assert by_password(client, email="  A.Nurse@Brackwell.Example ")["Location"] == reverse("mfa_authenticate")


def test_by_a_code_and_phone(nurse, client):
    asked = ask_for_code(client)
    assert (asked.status_code, asked["Location"]) == (302, reverse("account_confirm_login_code"))
    entered = client.post(
        reverse("account_confirm_login_code"), {"code": code_sent_to(EMAIL).lower().replace("-", " ")}
    )
    assert (entered.status_code, entered["Location"]) == (302, reverse("mfa_authenticate"))
    assert not is_in(client)
    enter_digits(client)
    assert is_in(client)


def test_the_email_says_nothing_a_stranger_should_know(nurse, client):
    ask_for_code(client)
    [body] = sent_to(EMAIL)
    assert body.startswith("Your code is ")
    assert not any(word in body.lower() for word in ("living well", "mental", "http", "nurse"))


def test_by_a_spare_code_once(nurse, client):
    sign_in(client)
    client.post(reverse("mfa_generate_recovery_codes"))
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.search(r"<li><code>(\d{4} \d{4})</code>", shown)[1]
    for expected in (302, 422):
        again = Client()
        by_password(again)
        assert enter_digits(again, spare).status_code == expected
        assert is_in(again) == (expected == 302)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(nurse, client):
    wrong, unknown = by_password(client, password="wrong"), by_password(Client(), email="nobody@brackwell.example")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    sentence = "That address and password do not go together. Check them both."
    assert sentence_in(wrong.content.decode()) == sentence_in(unknown.content.decode()) == sentence
    assert len(wrong.content) - len(unknown.content) == len(EMAIL) - len("nobody@brackwell.example")


def test_a_code_for_an_unknown_address_gets_the_same_answer_and_nothing_is_sent(nurse, client):
    stranger = Client()
    known, unknown = ask_for_code(client), ask_for_code(stranger, email="bob@brackwell.example")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    page = reverse("account_confirm_login_code")
    seen, unseen = client.get(page).content.decode(), stranger.get(page).content.decode()
    assert "If a.nurse@brackwell.example has an account here, a code is on its way." in seen
    assert seen.count("<form") == unseen.count("<form")
    assert (len(sent_to(EMAIL)), sent_to("bob@brackwell.example")) == (1, [])
    assert stranger.post(page, {"code": "BCDF-GHJK"}).status_code == 422
    assert stranger.post(page, {"code": ""}).status_code == 422


def test_a_code_tried_three_times_no_longer_works(nurse, client):
    ask_for_code(client)
    right = code_sent_to(EMAIL)
    page = reverse("account_confirm_login_code")
    answers = [client.post(page, {"code": "BBBB-BBBB"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert "so it no longer works" in client.get(answers[-1]["Location"]).content.decode()
    client.post(page, {"code": right})
    enter_digits(client)
    assert not is_in(client)


def test_a_code_works_once(nurse, client):
    ask_for_code(client)
    right = code_sent_to(EMAIL)
    client.post(reverse("account_confirm_login_code"), {"code": right})
    enter_digits(client)
    client.post(reverse("accounts:sign_out"))
    client.post(reverse("account_confirm_login_code"), {"code": right})
    assert not is_in(client)


def test_wrong_digits_do_not_let_anybody_in_and_right_ones_work_once(nurse, client):
    by_password(client)
    wrong = enter_digits(client, "000000")
    assert wrong.status_code == 422
    assert "Codes change every half minute" in wrong.content.decode()
    now = digits()
    enter_digits(client, now)
    assert is_in(client)
    again = Client()
    by_password(again)
    assert enter_digits(again, now).status_code == 422
    assert not is_in(again)


def test_setting_up_a_phone_gives_spare_codes_once(lasting_place, client):
    make_nurse(lasting_place, second_factor=False)
    by_password(client)
    page = reverse("mfa_activate_totp")
    html = client.get(page).content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    secret = client.session["mfa.totp.secret"]
    assert " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)) in html
    assert client.post(page, {"code": "000000"}).status_code == 422
    done = client.post(page, {"code": digits(secret)})
    assert (done.status_code, done["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    first, second = (client.get(reverse("mfa_view_recovery_codes")).content.decode() for _ in range(2))
    assert (first.count("<li><code>"), second.count("<li><code>")) == (10, 0)
    assert "You have 10 spare codes left" in second
    assert is_in(client)
    assert any("A phone has just been set up" in body for body in sent_to(EMAIL))


def test_the_key_of_a_phone_is_sealed_in_the_database(lasting_place, client):
    tom = make_nurse(lasting_place, second_factor=False)
    by_password(client)
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": digits(secret)})
    kept = Authenticator.objects.get(type="totp", user_id=tom.account_id).data["secret"]
    assert secret not in kept
    assert kept.startswith("gAAAA")


def test_the_session_changes_its_key_at_every_step_in(nurse, client):
    planted = client.session
    planted["by"] = "somebody else, who knows this key"
    planted.save()
    keys = [client.cookies["session"].value]
    by_password(client)
    keys.append(client.cookies["session"].value)
    enter_digits(client)
    assert client.cookies["session"].value not in keys
    for key in keys:
        stolen = Client()
        stolen.cookies["session"] = key
        assert not is_in(stolen)


def test_signing_out_ends_it_and_has_the_browser_forget(nurse, client):
    sign_in(client)
    old = client.cookies["session"].value
    out = client.post(reverse("accounts:sign_out"))
    assert (out.status_code, out["Clear-Site-Data"]) == (302, '"cache", "storage"')
    assert "You are signed out" in client.get(out["Location"]).content.decode()
    assert not is_in(client)
    stolen = Client()
    stolen.cookies["session"] = old
    assert not is_in(stolen)
    assert client.get(reverse("accounts:sign_out")).status_code == 405


def test_after_signing_in_somebody_is_where_they_wanted_to_be(nurse, client):
    client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD, "next": "/introductions/"})
    assert enter_digits(client)["Location"] == "/introductions/"


def test_another_code_can_be_asked_for_where_the_place_lets_it(nurse, client, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
    ask_for_code(client)
    page = reverse("account_confirm_login_code")
    assert "Send another code" in client.get(page).content.decode()
    assert client.post(page, {"action": "resend"}).status_code == 302
    first, second = sent_to(EMAIL)
    assert first != second
    client.post(page, {"code": code_sent_to(EMAIL)})
    enter_digits(client)
    assert is_in(client)
