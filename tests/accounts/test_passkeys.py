"""Passkeys, without a browser: what is kept, what opens, and what a liar's device is told."""

import json
import re
import time
from random import Random
from threading import Barrier, Thread

import pytest
import time_machine
from accounts.devices import (
    Device,
    asked,
    asked_for_new,
    browser,
    keep,
    nurse_with_passkey,
    passkeys_of,
    show,
    use,
)
from accounts.people import EMAIL, by_password, enter_digits, is_in, make_nurse, sent_to, sentence_in, sign_in
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AuthenticatorData
from neighbourhood import owner_connection

from livingwell.accounts import passkeys

pytestmark = pytest.mark.django_db(transaction=True)
FLAG = AuthenticatorData.FLAG
NOT_KNOWN = "That passkey does not open anything here. Try once more, or use another way."
NOT_KEPT = "That passkey could not be kept. Try once more, or use another device."
NOTHING_CAME = "Nothing came from your device. Press the button once more, or use another way."


@pytest.fixture
def client(lasting_place) -> Client:
    """A nurse with a phone set up, who has just signed in."""
    make_nurse(lasting_place)
    return sign_in(browser())


@pytest.fixture
def device(lasting_place) -> Device:
    return nurse_with_passkey(lasting_place)


def opened(device: Device) -> Client:
    """Somebody who has just signed in by a passkey."""
    client = browser()
    use(client, device.shows(asked(client)))
    return client


def hour_later():
    return time_machine.travel(time.time() + 3600)


def tampered(text: str) -> str:
    """The same bytes but for the last."""
    raw = websafe_decode(text)
    return websafe_encode(raw[:-1] + bytes([raw[-1] ^ 1]))


# -- making one --------------------------------------------------------------------------------------------------------
def test_a_passkey_is_kept_by_its_name_and_they_are_told(client):
    made = keep(client, Device().makes(asked_for_new(client)), "My phone")
    assert (made.status_code, made["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    [passkey] = passkeys_of()
    assert (passkey.name, passkey.used_at) == ("My phone", None)
    html = client.get(reverse("mfa_index")).content.decode()
    assert "My phone" in html
    assert "Added today." in html
    assert "Not used yet." in html
    assert any("A passkey has just been added" in body for body in sent_to(EMAIL))


def test_the_first_one_brings_spare_codes_and_the_next_does_not(client):
    keep(client, Device().makes(asked_for_new(client)))
    assert client.get(reverse("mfa_view_recovery_codes")).content.decode().count("<li><code>") == 10
    again = keep(client, Device().makes(asked_for_new(client)), "")
    assert again["Location"] == reverse("mfa_index")
    assert [one.name for one in passkeys_of()] == ["My phone", "Passkey 2"]


def test_a_device_is_asked_for_its_own_lock_for_this_host_and_for_no_second_passkey(client):
    device = Device()
    first = asked_for_new(client)["publicKey"]
    assert first["rp"]["id"] == "localhost"
    assert first["authenticatorSelection"]["userVerification"] == "required"
    assert first["authenticatorSelection"]["residentKey"] == "required"
    keep(client, device.makes(asked_for_new(client)))
    assert [one["id"] for one in asked_for_new(client)["publicKey"]["excludeCredentials"]] == [
        websafe_encode(device.passkey_id)
    ]


def test_nothing_private_is_kept_and_nothing_but_what_is_known(client):
    made = Device().makes(asked_for_new(client)) | {"clientExtensionResults": {"prf": "\0secret"}, "more": ["\0"]}
    assert keep(client, made).status_code == 302
    kept = Authenticator.objects.get(type="webauthn").data["credential"]
    assert set(kept) == {"id", "rawId", "type", "response", "clientExtensionResults"}
    assert set(kept["response"]) == {"clientDataJSON", "attestationObject"}
    assert kept["clientExtensionResults"] == {}


def lies() -> dict[str, object]:
    """What a device or a hand could send instead, each made of what was asked."""
    return {
        "without its own lock": lambda device, new: device.makes(new, flags=FLAG.UP),
        "with nobody there": lambda device, new: device.makes(new, flags=FLAG.UV),
        "on another site": lambda device, new: device.makes(new, origin="https://livingwell.example"),
        "on a site whose name ends as ours": lambda device, new: device.makes(new, origin="http://evil.localhost"),
        "on another port": lambda device, new: device.makes(new, origin="http://localhost:8001"),
        "in a frame of somebody's": lambda device, new: device.makes(new, cross_origin=True),
        "of another asking": lambda device, new: device.makes(
            {"publicKey": new["publicKey"] | {"challenge": websafe_encode(b"x" * 32)}}
        ),
        "a key nobody can read": lambda device, new: device.makes(new, public={1: 2, 3: -999}),
        "a key off its curve": lambda device, new: device.makes(
            new, public={1: 2, 3: -7, -1: 1, -2: b"1" * 32, -3: b"2" * 32}
        ),
        "a key without its parts": lambda device, new: device.makes(new, public={1: 2, 3: -7}),
        "by another's name": lambda device, new: device.makes(new) | {"id": "AAAA", "rawId": "AAAA"},
        "something that was shown": lambda device, new: device.shows(new),
        "a list": lambda device, new: [device.makes(new)],
        "no answer": lambda device, new: {"id": "AAAA", "rawId": "AAAA", "response": None},
        "a number": lambda device, new: 7,
    }


@pytest.mark.parametrize("lie", lies())
def test_a_passkey_that_is_not_what_it_says_is_not_kept(client, lie):
    answer = keep(client, lies()[lie](Device(), asked_for_new(client)), "The laptop")
    assert answer.status_code == 422
    assert sentence_in(answer.content.decode()) == NOT_KEPT
    assert 'value="The laptop"' in answer.content.decode()
    assert passkeys_of() == []


def test_a_passkey_without_the_key_in_it_is_not_kept(client):
    asked_for_new(client)
    shown = Device(handle=b"1").makes(asked_for_new(client))
    shown["response"]["attestationObject"] = websafe_encode(b"\xa3cfmtdnonehauthDataX%" + b"\0" * 37 + b"gattStmt\xa0")
    answer = keep(client, shown)
    assert (answer.status_code, passkeys_of()) == (422, [])


def test_one_answer_is_heard_of_one_asking_and_soon(client):
    made = Device().makes(asked_for_new(client))
    assert keep(client, made | {"id": "AAAA"}).status_code == 422
    assert keep(client, made).status_code == 422
    late = Device().makes(asked_for_new(client))
    with time_machine.travel(time.time() + 601):
        assert sentence_in(keep(client, late).content.decode()) == NOT_KEPT
    assert passkeys_of() == []


def test_a_passkey_that_is_somebody_s_already_is_not_kept_again(client, lasting_place):
    device = Device()
    keep(client, device.makes(asked_for_new(client)))
    again = keep(client, device.makes(asked_for_new(client)))
    assert (again.status_code, sentence_in(again.content.decode())) == (422, "That passkey is here already.")


def test_a_name_that_is_too_long_is_said_before_the_device_is_asked(client):
    told = client.post(reverse("accounts:ask_for_new"), {"name": "n" * 61})
    assert told.status_code == 422
    answer = client.post(reverse("mfa_add_webauthn"), {"name": "n" * 61, "credential": ""})
    assert "Please keep this to 60 characters" in answer.content.decode()


# -- signing in by one alone -------------------------------------------------------------------------------------------
def test_a_passkey_alone_opens_the_door_and_no_second_factor_is_asked(device):
    client = browser()
    what = asked(client)["publicKey"]
    assert (what["allowCredentials"], what["userVerification"], what["rpId"]) == ([], "required", "localhost")
    done = use(client, device.shows(asked(client)))
    assert (done.status_code, done["Location"]) == (302, "/today/")
    assert is_in(client)
    assert passkeys_of()[0].used_at is not None
    assert "Last used today." in client.get(reverse("mfa_index")).content.decode()


def test_it_leads_to_where_somebody_wanted_to_be_and_nowhere_else(device):
    client, other = browser(), browser()
    assert use(client, device.shows(asked(client)), next="/introductions/")["Location"] == "/introductions/"
    assert use(other, device.shows(asked(other)), next="https://evil.example/")["Location"] == "/today/"


def test_on_a_shared_computer_a_sign_in_by_passkey_ends_as_soon(device):
    client = browser()
    use(client, device.shows(asked(client)), shared="on")
    with time_machine.travel(time.time() + 31 * 60):
        assert not is_in(client)


def test_the_session_changes_its_key(device):
    client = browser()
    shown = device.shows(asked(client))
    before = client.cookies["session"].value
    use(client, shown)
    stolen = browser()
    stolen.cookies["session"] = before
    assert not is_in(stolen)


def untrue() -> dict[str, object]:
    def without(shown: dict, name: str, value: object) -> dict:
        return shown | {"response": shown["response"] | {name: value}}

    return {
        "without its own lock": lambda device, what: device.shows(what, flags=FLAG.UP),
        "with nobody there": lambda device, what: device.shows(what, flags=FLAG.UV),
        "on another site": lambda device, what: device.shows(what, origin="https://livingwell.example"),
        "on a site whose name ends as ours": lambda device, what: device.shows(what, origin="http://evil.localhost"),
        "for another site": lambda device, what: device.shows(what, rp="livingwell.example"),
        "in a frame of somebody's": lambda device, what: device.shows(what, cross_origin=True),
        "with a tampered signature": lambda device, what: without(
            shown := device.shows(what), "signature", tampered(shown["response"]["signature"])
        ),
        "with tampered data": lambda device, what: without(
            shown := device.shows(what), "authenticatorData", tampered(shown["response"]["authenticatorData"])
        ),
        "with no signature": lambda device, what: without(device.shows(what), "signature", ""),
        "by nobody": lambda device, what: without(device.shows(what), "userHandle", None),
        "by somebody who is not here": lambda device, what: without(
            device.shows(what), "userHandle", websafe_encode(b"0" * 32)
        ),
        "by something that is no account": lambda device, what: without(
            device.shows(what), "userHandle", websafe_encode(b"\0\xff{}")
        ),
        "by another device": lambda device, what: Device(handle=device.handle).shows(what),
        "by another key of the same name": lambda device, what: Device(device.passkey_id, handle=device.handle).shows(
            what
        ),
        "to something nobody asked": lambda device, what: device.shows(
            {"publicKey": {"challenge": websafe_encode(b"x" * 32)}}
        ),
        "with a signature of Chinese letters": lambda device, what: without(device.shows(what), "signature", "签名"),
        "with half its bytes": lambda device, what: without(device.shows(what), "authenticatorData", "AAAA"),
        "a list": lambda device, what: [],
        "nothing": lambda device, what: None,
        "words": lambda device, what: "open",
    }


@pytest.mark.parametrize("how", untrue())
def test_what_does_not_open_is_told_one_sentence_whatever_is_wrong(device, how):
    client = browser()
    answer = use(client, untrue()[how](device, asked(client)), login=EMAIL)
    assert answer.status_code == 422
    assert sentence_in(answer.content.decode()) == NOT_KNOWN
    assert f'value="{EMAIL}"' in answer.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(
    "sent",
    [
        "not json",
        "[" * 19_000,
        '{"id":' * 3_000,
        "9" * 15_000,
        "{}",
        "\x00",
        "NaN",
        '{"response": {"clientDataJSON": "AAAA"}}',
        "x" * 30_000,
    ],
)
def test_whatever_is_posted_by_hand_is_answered(device, sent):
    outside, half_way, inside = browser(), browser(), opened(device)
    by_password(half_way)
    for client, where in (
        (outside, "mfa_login_webauthn"),
        (half_way, "mfa_authenticate"),
        (inside, "mfa_add_webauthn"),
        (inside, "mfa_reauthenticate_webauthn"),
    ):
        asked_for_new(client) if where == "mfa_add_webauthn" else asked(client)
        answer = client.post(reverse(where), {"credential": sent})
        assert answer.status_code == 422, where
        assert sentence_in(answer.content.decode()) in (NOT_KNOWN, NOT_KEPT, NOTHING_CAME)


def test_bytes_that_somebody_made_up_are_refused_and_break_nothing(rf, figure):
    """Two thousand answers, each with a few bytes changed, read as a page would read them."""
    chance = Random(20_261_126)  # noqa: S311 -- the same bytes every time, and no secret
    request = rf.get("/", SERVER_NAME="localhost")
    device, challenge = Device(handle=b"1"), websafe_encode(b"x" * 32)
    what = {"publicKey": {"challenge": challenge, "user": {"id": "MQ"}}}
    kinds = ((device.makes(what), passkeys.MADE), (device.shows(what), passkeys.SHOWN))
    refused = 0
    for _ in range(1_000):
        for answer, parts in kinds:
            part = chance.choice([one for one in parts if one in answer["response"]])
            raw = bytearray(websafe_decode(answer["response"][part]))
            for _byte in range(chance.randint(1, 4)):
                raw[chance.randrange(len(raw))] = chance.randrange(256)
            changed = answer | {"response": answer["response"] | {part: websafe_encode(bytes(raw))}}
            try:
                read = passkeys.read(json.dumps(changed), parts=parts, request=request)
                passkeys.check_key(read) if parts is passkeys.MADE else parse_authentication_response(read)
            except (*passkeys.UNREADABLE, ValidationError):
                refused += 1
    figure("passkeys.made_up_answers", 2_000, "answers")
    assert refused > 500


def test_an_answer_that_was_heard_opens_nothing_again(device):
    client = browser()
    shown = device.shows(asked(client))
    use(client, shown)
    client.post(reverse("accounts:sign_out"))
    for replayed in (client, browser()):
        assert use(replayed, shown).status_code == 422
        asked(replayed)
        assert use(replayed, shown).status_code == 422
        assert not is_in(replayed)


def test_an_answer_that_was_stolen_on_its_way_opens_nothing_elsewhere(device):
    shown = device.shows(asked(browser()))
    thief = browser()
    asked(thief)
    assert use(thief, shown).status_code == 422


def test_nobody_who_was_not_asked_is_heard(device):
    client = browser()
    assert use(client, device.shows({"publicKey": {"challenge": websafe_encode(b"x" * 32)}})).status_code == 422


def test_what_is_asked_and_answered_is_the_same_whoever_has_an_account(device):
    """Whether an account is there at all, and whether it has passkeys, cannot be told."""
    make_nurse_called = Device(handle=b"0" * 32), Device(handle=device.handle), device
    pages = []
    for one in make_nurse_called:
        client = browser()
        shown = one.shows(asked(client))
        shown["response"]["signature"] = tampered(shown["response"]["signature"])
        pages.append(re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", use(client, shown).content.decode()))
    assert pages[0] == pages[1] == pages[2]


def test_somebody_who_has_left_gets_nowhere(device):
    with owner_connection() as owner:
        owner.execute("update accounts_user set is_active = false where email = %s", [EMAIL])
    client = browser()
    assert use(client, device.shows(asked(client)))["Location"] == reverse("account_inactive")
    assert not is_in(client)


def test_tries_slow_down_and_a_whole_ward_gets_in(device):
    answers = [use(browser(REMOTE_ADDR="198.51.100.1"), {}).status_code for _ in range(61)]
    assert (answers[0], answers[59], answers[60]) == (422, 422, 429)
    elsewhere = browser(REMOTE_ADDR="203.0.113.7")
    assert use(elsewhere, device.shows(asked(elsewhere))).status_code == 302
    askings = [browser(REMOTE_ADDR="198.51.100.2").post(reverse("accounts:ask_for_passkey")) for _ in range(121)]
    assert (askings[119].status_code, askings[120].status_code) == (200, 429)


# -- after a password --------------------------------------------------------------------------------------------------
def test_after_a_password_a_passkey_is_the_second_factor(lasting_place):
    device = nurse_with_passkey(lasting_place, phone=False)
    client = browser()
    assert by_password(client)["Location"] == reverse("mfa_authenticate")
    what = asked(client)
    assert [one["id"] for one in what["publicKey"]["allowCredentials"]] == [websafe_encode(device.passkey_id)]
    html = client.get(reverse("mfa_authenticate")).content.decode()
    assert "One of your spare codes" in html
    assert "six digits" not in html
    assert show(client, device.shows(what))["Location"] == "/today/"
    assert is_in(client)


def test_whoever_has_a_passkey_is_not_asked_for_an_app(lasting_place):
    device = nurse_with_passkey(lasting_place, phone=False)
    client = browser()
    use(client, device.shows(asked(client)))
    assert client.get("/today/").status_code == 200


def test_a_spare_code_opens_for_whoever_has_a_passkey_alone(lasting_place):
    make_nurse(lasting_place, second_factor=False)
    client = browser()
    by_password(client)
    keep(client, Device().makes(asked_for_new(client)))
    shown = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    spare = re.search(r"<li><code>(\d{4} \d{4})</code>", shown)[1]
    assert is_in(client)
    again = browser()
    by_password(again)
    enter_digits(again, spare)
    assert is_in(again)


def test_a_passkey_of_another_account_opens_nothing_half_way(lasting_place, device):
    make_nurse(lasting_place, email="b.nurse@brackwell.example")
    client = browser()
    by_password(client, email="b.nurse@brackwell.example")
    for _ in range(2):
        answer = show(client, device.shows(asked(client)))
        assert (answer.status_code, sentence_in(answer.content.decode())) == (422, NOT_KNOWN)
    assert not is_in(client)


def test_half_way_too_a_passkey_opens_only_by_the_device_s_own_lock(device):
    client = browser()
    by_password(client)
    assert show(client, device.shows(asked(client), flags=FLAG.UP)).status_code == 422
    assert show(client, device.shows(asked(client))).status_code == 302


def test_half_way_wrong_passkeys_slow_down_as_wrong_digits_do(device):
    client = browser()
    by_password(client)
    answers = [show(client, Device(handle=device.handle).shows(asked(client))) for _ in range(12)]
    assert [one.status_code for one in answers] == [422] * 10 + [429] * 2
    assert "nothing is locked" in answers[-1].content.decode()


# -- changing ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_edit_webauthn", "accounts:take_off"])
def test_an_hour_in_nothing_is_changed_without_showing_who_it_is(device, name):
    client = opened(device)
    page = reverse(name, args=[passkeys_of()[0].pk] if name != "mfa_add_webauthn" else [])
    with hour_later():
        to = client.get(page)["Location"]
        assert to.startswith(reverse("mfa_reauthenticate_webauthn"))
        assert client.post(reverse("accounts:ask_for_new")).status_code == 401
        wrong = show(client, Device(handle=device.handle).shows(asked(client)), "mfa_reauthenticate_webauthn")
        assert (wrong.status_code, sentence_in(wrong.content.decode())) == (422, NOT_KNOWN)
        assert "Use your password" in wrong.content.decode()
        done = client.post(to, {"credential": json.dumps(device.shows(asked(client)))})
        assert done["Location"] == page
        assert client.get(page).status_code == 200


def test_a_passkey_takes_another_name(device):
    client = opened(device)
    page = reverse("mfa_edit_webauthn", args=[passkeys_of()[0].pk])
    assert client.post(page, {"name": ""}).status_code == 422
    assert client.post(page, {"name": "The\0laptop " + "x" * 60}).status_code == 422
    assert client.post(page, {"name": "<b>Laptop</b>"})["Location"] == reverse("mfa_index")
    assert "&lt;b&gt;Laptop&lt;/b&gt;" in client.get(reverse("mfa_index")).content.decode()


def test_a_passkey_that_is_taken_off_opens_nothing_and_they_are_told(device):
    client = opened(device)
    page = reverse("accounts:take_off", args=[passkeys_of()[0].pk])
    assert "Take “My phone” off?" in client.get(page).content.decode()
    assert client.post(page)["Location"] == reverse("mfa_index")
    assert passkeys_of() == []
    assert any("has just been taken off" in body for body in sent_to(EMAIL))
    other = browser()
    answer = use(other, device.shows(asked(other)))
    assert (answer.status_code, sentence_in(answer.content.decode())) == (422, NOT_KNOWN)


def test_the_last_one_leads_to_setting_up_another_before_it_goes(lasting_place):
    device = nurse_with_passkey(lasting_place, phone=False)
    client = opened(device)
    page = reverse("accounts:take_off", args=[passkeys_of()[0].pk])
    for answer in (client.get(page), client.post(page)):
        html = answer.content.decode()
        assert "Set up something else first" in html
        assert reverse("mfa_add_webauthn") in html
        assert reverse("mfa_activate_totp") in html
    assert client.post(page).status_code == 422
    assert len(passkeys_of()) == 1
    keep(client, Device().makes(asked_for_new(client)), "Another")
    assert client.post(page).status_code == 302
    assert [one.name for one in passkeys_of()] == ["Another"]
    assert is_in(client)


def test_the_only_phone_is_not_simply_taken_off_either(client):
    [phone] = Authenticator.objects.filter(type="totp", user__email=EMAIL)
    assert client.post(reverse("accounts:take_off", args=[phone.pk])).status_code == 422
    assert Authenticator.objects.filter(pk=phone.pk).exists()


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "accounts:take_off"])
def test_somebody_else_s_passkey_is_not_there(device, lasting_place, name):
    theirs = passkeys_of()[0].pk
    client = browser()
    by_password(client, email=make_nurse(lasting_place, email="b.nurse@brackwell.example").email)
    enter_digits(client)
    for pk in (theirs, 10**9, 10**30):
        assert client.get(reverse(name, args=[pk])).status_code == 404
        assert client.post(reverse(name, args=[pk]), {"name": "Mine"}).status_code == 404
    assert [one.name for one in passkeys_of()] == ["My phone"]


def test_two_that_are_taken_off_at_once_leave_one(lasting_place):
    """Each waits for the other: neither may count on one that is just going."""
    device = nurse_with_passkey(lasting_place, phone=False)
    client = opened(device)
    keep(client, Device().makes(asked_for_new(client)), "Another")
    pages = [reverse("accounts:take_off", args=[one.pk]) for one in passkeys_of()]
    clients = [opened(device) for _ in pages]
    together, answers = Barrier(len(pages)), []

    def takes_off(client: Client, page: str) -> None:
        together.wait()
        answers.append(client.post(page).status_code)
        connection.close()

    hands = [Thread(target=takes_off, args=pair) for pair in zip(clients, pages, strict=True)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (sorted(answers), len(passkeys_of())) == ([302, 422], 1)


# -- where it can be used ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("host", "secure", "can"),
    [
        ("localhost", False, True),
        ("brackwell.localhost", False, True),
        ("livingwell.example", True, True),
        ("livingwell.example", False, False),
        ("127.0.0.1", False, False),
        ("192.0.2.7", True, False),
        ("[::1]", True, False),
    ],
)
def test_a_page_says_where_a_passkey_cannot_be_used(lasting_place, settings, host, secure, can):
    settings.ALLOWED_HOSTS = ["*"]
    html = Client(SERVER_NAME=host).get(reverse("account_login"), secure=secure).content.decode()
    assert ("A passkey needs a secure address" in html, 'id="passkey"' in html) == (not can, can)


def test_behind_a_proxy_with_https_a_passkey_is_for_the_site_s_own_name(lasting_place, settings):
    settings.ALLOWED_HOSTS = ["brackwell.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    client = Client(SERVER_NAME="brackwell.example", SERVER_PORT="8000", HTTP_HOST="brackwell.example")
    what = client.post(reverse("accounts:ask_for_passkey"), headers={"X-Forwarded-Proto": "https"}).json()
    assert what["publicKey"]["rpId"] == "brackwell.example"


@pytest.mark.parametrize(("port", "status"), [("443", 302), ("8443", 422), ("80", 422)])
def test_a_proxy_may_name_the_usual_port_which_browsers_leave_out(device, port, status):
    client = Client(HTTP_HOST=f"localhost:{port}")
    secure = {"secure": True}
    what = client.post(reverse("accounts:ask_for_passkey"), **secure).json()
    shown = json.dumps(device.shows(what, origin="https://localhost"))
    assert client.post(reverse("mfa_login_webauthn"), {"credential": shown}, **secure).status_code == status


def test_without_its_script_the_page_says_what_else_there_is(lasting_place):
    html = browser().get(reverse("account_login")).content.decode()
    assert "A passkey needs this page’s scripts" in html
    assert "<script>" not in html
    assert "Send me a code instead" in html
