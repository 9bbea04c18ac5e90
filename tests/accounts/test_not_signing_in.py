"""Who does not get in, and what the pages of signing in refuse."""

import pytest
from accounts.people import (
    EMAIL,
    PASSWORD,
    ask_for_code,
    by_password,
    enter_digits,
    is_in,
    make_nurse,
    sent_to,
    sentence_in,
    sign_in,
)
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse
from neighbourhood import owner_connection

from livingwell.accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def nurse(lasting_place):
    return make_nurse(lasting_place)


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.mark.parametrize(
    "path", ["/today/", "/introductions/", "/huddles/today/", "/sign-in/yours/", "/sign-in/password/"]
)
def test_half_way_through_nothing_of_ours_opens(nurse, client, path):
    by_password(client)
    answer = client.get(path)
    assert answer.status_code in (302, 404)
    assert answer.get("Location", "/sign-in/").startswith("/sign-in/")


def test_without_a_second_factor_everything_leads_to_setting_one_up(lasting_place, client):
    make_nurse(lasting_place, second_factor=False)
    by_password(client)
    for path in ("/today/", "/introductions/", "/messages/write/00000000-0000-4000-8000-000000000000/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/sign-in/second-factor/set-up/?next={path}")
    assert client.post("/today/").status_code == 302


def test_somebody_who_has_left_gets_nowhere(nurse, client):
    sign_in(client)
    with owner_connection() as owner:
        owner.execute("update accounts_user set is_active = false where email = %s", [EMAIL])
    assert not is_in(client)
    fresh = Client()
    closed = by_password(fresh)
    assert closed["Location"] == reverse("account_inactive")
    assert fresh.get(closed["Location"]).status_code == 403
    ask_for_code(fresh)
    assert sent_to(EMAIL) == []


@pytest.mark.parametrize("next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_sent_elsewhere_after_signing_in(nurse, client, next_):
    client.post(reverse("account_login") + f"?next={next_}", {"login": EMAIL, "password": PASSWORD, "next": next_})
    assert enter_digits(client)["Location"] == "/today/"


@pytest.mark.parametrize(
    "bad",
    [
        {"login": ""},
        {"login": "not an address"},
        {"login": "a" * 300 + "@example.org"},
        {"login": "\0@example.org"},
        {"login": "‮moc.elpmaxe@mot"},
        {"password": ""},
        {"password": "\0"},
        {"password": "🌱" * 2000},
        {"login": "<script>alert(1)</script>@example.org"},
    ],
)
def test_what_cannot_be_an_address_or_a_password_is_said_beside_it(nurse, client, bad):
    answer = client.post(reverse("account_login"), {"login": EMAIL, "password": PASSWORD, **bad})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert sentence_in(answer.content.decode())


def test_nobody_signs_themselves_up(client, lasting_place):
    assert client.get("/sign-in/signup/").status_code == 404
    assert not User.objects.filter(email="new@example.org").exists()


def test_whatever_else_sends_an_email_goes_through_post_as_well(lasting_place, settings):
    settings.EMAIL_BACKEND = "livingwell.accounts.mail.PostBackend"
    assert EmailMessage("Hello", "Some words", "us@example.org", ["a@example.org", "b@example.org"]).send() == 1
    assert (sent_to("a@example.org"), sent_to("b@example.org")) == (["Some words"], ["Some words"])
