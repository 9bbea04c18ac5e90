"""Nurses with accounts, and a browser without a screen to sign in with."""

import re
import time
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from django.test import Client
from django.urls import reverse
from neighbourhood import Place, owner_connection
from opening import opened
from record.roles import second_connection

from livingwell.accounts import sealing
from livingwell.accounts.actions import make_account
from livingwell.website.database.engine.base import owning

EMAIL, PASSWORD = "a.nurse@brackwell.example", "a kettle, a fiddle and some moss"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@dataclass
class Nurse:
    """An account, made by the action as the owner, and its practitioner."""

    account_id: object
    email: str = EMAIL
    password: str = PASSWORD


def make_nurse(
    place: Place, *, second_factor: bool = True, email: str = EMAIL, password: str | None = PASSWORD
) -> Nurse:
    """Give Tom an account; with a phone set up unless told otherwise."""
    with owning(connection):
        account = make_account(email=email, password=password)
    with owner_connection() as owner:
        owner.execute("update places_practitioner set account_id = %s where id = %s", [account.pk, place.tom.pk])
    Authenticator.objects.filter(user=account).delete()  # the cast has one already, of no secret anybody knows
    if second_factor:
        Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": sealing.seal(SECRET)})
    return Nurse(account.pk, email, password or "")


def digits(secret: str = SECRET, *, at: float | None = None) -> str:
    """Return what an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def by_password(client: Client, email: str = EMAIL, password: str = PASSWORD, **more: str):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def ask_for_code(client: Client, email: str = EMAIL, **more: str):
    return client.post(reverse("account_request_login_code"), {"email": email, **more})


def enter_digits(client: Client, code: str | None = None):
    return client.post(reverse("mfa_authenticate"), {"code": code or digits()})


def sign_in(client: Client, **more: str) -> Client:
    """Sign in by password and phone."""
    by_password(client, **more)
    enter_digits(client)
    return client


def is_in(client: Client) -> bool:
    """Whether pages of ours open."""
    return client.get("/today/").status_code == 200


def sent_to(email: str) -> list[str]:
    """What post was given for an address, oldest first; only an administrator may look."""
    with second_connection(None) as admin:
        rows = admin.execute('select body from post_delivery where "to" = %s order by made_at', [email]).fetchall()
    return [opened(row[0], "post_delivery.body") for row in rows]


def code_sent_to(email: str) -> str:
    return re.search(r"[B-Z]{4}-[B-Z]{4}", sent_to(email)[-1])[0]


def sentence_in(html: str) -> str:
    """Return the error summary's words."""
    found = re.search(r"nhsuk-error-summary__list.*?</ul>", html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0].partition(">")[2]).split()) if found else ""
