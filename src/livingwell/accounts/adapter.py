"""How allauth behaves here: nobody signs themselves up, everybody has a second factor, and what it says is ours."""

import time
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as N_  # noqa: N812 -- gettext's own name for a marker

from livingwell.lib.refusals import NotPossible
from livingwell.post import actions as post

from . import passkeys, queries, sealing, sessions

CODE = "account/email/login_code"
NOBODY_HERE = "account/email/unknown_account"
# What is said when something about signing in has changed, in case it was somebody else who did it.
CHANGED = {
    "account/email/password_changed": N_("Your password has just been changed."),
    "mfa/email/totp_activated": N_("A phone has just been set up to sign in with."),
    "mfa/email/totp_deactivated": N_("The phone you sign in with has just been taken off."),
    "mfa/email/webauthn_added": N_("A passkey has just been added, to sign in with."),
    "mfa/email/webauthn_removed": N_("A passkey you sign in with has just been taken off."),
    "mfa/email/recovery_codes_generated": N_("New spare codes have just been made, and the old ones no longer work."),
}
# How somebody may show once more who they are, by allauth's names for the ways.
BY_PASSKEY = "mfa_reauthenticate:webauthn"
WAYS = {
    BY_PASSKEY: N_("Use a passkey"),
    "reauthenticate": N_("Use your password"),
    "mfa_reauthenticate": N_("Use a code"),
}
TOO_MANY = gettext_lazy("That was too often within a minute. Wait one minute and try again: nothing is locked.")


class Undone(Exception):  # noqa: N818 -- not an error: how work is taken back
    """Raised to take back what was done only so that it took as long."""


class Adapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; what is sent is neutral and goes through post."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("That address and password do not go together. Check them both."),
        "incorrect_code": gettext_lazy("That code is not right. Check it, and enter it again."),
        "incorrect_password": gettext_lazy("That password is not right."),
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        super().login(request, user)
        sessions.begin(request.session, now=time.time())

    def is_reauthentication_required(self, *, app: str, **rest: Any) -> bool:
        """Ask again before anything about signing in is changed, but not of somebody who has only just signed in."""
        lately = sessions.began_lately(self.request.session, now=time.time())
        return super().is_reauthentication_required(app=app, **rest) and not lately

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict]:
        """Return the ways to show who one is, in our words. A passkey comes first: it is one press."""
        ways = super().get_reauthentication_methods(user)
        if passkeys.can_be_used_at(self.request):
            ways = sorted(ways, key=lambda way: way["id"] != BY_PASSKEY)
        return [way | {"description": gettext(WAYS[way["id"]])} for way in ways]

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Send a code. For an address nobody has here the same is done and then undone, so that it takes as long."""
        if template_prefix not in (CODE, NOBODY_HERE):
            raise RuntimeError(f"{template_prefix} is not something that is sent from here")
        try:
            with transaction.atomic():
                body = render_to_string("accounts/mail/code.txt.jinja", {"code": context.get("code", "")})
                _hand_over(email, gettext("Your code"), body)
                if template_prefix == NOBODY_HERE:
                    raise Undone
        except Undone:
            return

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell whoever an account belongs to that something about signing in has changed."""
        sentence = CHANGED.get(template_prefix)
        if sentence is None:
            return
        body = render_to_string("accounts/mail/changed.txt.jinja", {"sentence": gettext(sentence)})
        try:
            _hand_over(email or user.get_username(), gettext("About signing in"), body)
        except NotPossible:
            return  # a place without a mail server still lets its people change their password


class SecondFactorAdapter(DefaultMFAAdapter):
    """What an authenticator app shows beside the code says nothing of what this is; its secret is sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("That code is not right. Codes change every half minute: enter the newest."),
    }

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the site a passkey is for: the host that was asked, called as an app on a phone calls it."""
        return super().get_public_key_credential_rp_entity() | {"name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002 -- allauth's own name for it
        """Return what a passkey is called until somebody gives it a name."""
        there = queries.factors_of(user).filter(type=type).count()
        return gettext("Passkey %(number)s") % {"number": there + 1} if there else gettext("My passkey")

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)


def _hand_over(to: str, subject: str, body: str) -> None:
    post.hand_over(id=uuid4(), transport="email", to=to, sender="", subject=subject, body=body)
