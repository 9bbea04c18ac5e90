"""The forms a passkey is sent in. What the device says is read by us before it is allauth's to check."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.accounts import passkeys, queries
from livingwell.design.fields import BoundField, CharField
from livingwell.design.forms import Form

from .fields import SLOWED, shared_field

NOT_KNOWN = _("That passkey does not open anything here. Try once more, or use another way.")
NOT_KEPT = _("That passkey could not be kept. Try once more, or use another device.")
IS_TAKEN = _("That passkey is here already.")
NOTHING_CAME = _("Nothing came from your device. Press the button once more, or use another way.")


class CredentialField(forms.Field):
    """What passkey.js brings back from the device: believed in nothing, never shown again."""

    widget = forms.HiddenInput
    is_secret = True

    def __init__(self, *, parts: tuple[str, ...], refusal: Any) -> None:
        self.parts, self.refusal = parts, refusal
        super().__init__(error_messages={"required": NOTHING_CAME})

    def clean(self, value: Any) -> passkeys.Sent:
        sent = super().clean(value)
        with refusing(self.refusal):
            return passkeys.read(sent, parts=self.parts, request=context.request)

    def first_input(self, bound: BoundField) -> str:
        return "passkey"


@contextmanager
def refusing(sentence: Any) -> Iterator[None]:
    """Say one sentence whatever is wrong: an answer that told apart what is wrong would help whoever guesses."""
    try:
        yield
    except ValidationError as error:
        if error.code in SLOWED:
            raise
        raise ValidationError(sentence, "passkey") from error
    except passkeys.UNREADABLE as error:
        raise ValidationError(sentence, "passkey") from error


@contextmanager
def answering(sentence: Any) -> Iterator[None]:
    """The same, of what a device was asked: one answer is heard, and lately asked or not at all."""
    try:
        with refusing(sentence):
            passkeys.check_was_asked_lately(context.request)
            yield
    finally:
        auth.clear_state()


class ShowsOne:
    """Mixed into allauth's forms in which a passkey is shown."""

    def clean_credential(self) -> Any:
        with answering(NOT_KNOWN):
            return super().clean_credential()


class UsePasskeyForm(ShowsOne, Form, LoginWebAuthnForm):
    """A passkey alone, which says whose it is."""

    credential = CredentialField(parts=passkeys.SHOWN, refusal=NOT_KNOWN)
    shared = shared_field()


class PasskeyAfterForm(ShowsOne, Form, AuthenticateWebAuthnForm):
    """A passkey after a password or a code."""

    credential = CredentialField(parts=passkeys.SHOWN, refusal=NOT_KNOWN)


class PasskeyAgainForm(ShowsOne, Form, ReauthenticateWebAuthnForm):
    """A passkey, asked again before anything about signing in is changed."""

    credential = CredentialField(parts=passkeys.SHOWN, refusal=NOT_KNOWN)


def name_field(*, missing: Any = "") -> CharField:
    return CharField(
        label=_("What to call it"),
        hint=_("So that you know it again: “My phone”, “The laptop at home”."),
        missing=missing,
        longest=60,
    )


class AddPasskeyForm(Form, AddWebAuthnForm):
    """A passkey that a device has just made. It is kept with or without a name."""

    name = name_field()
    credential = CredentialField(parts=passkeys.MADE, refusal=NOT_KEPT)

    def clean(self) -> dict[str, Any]:
        if self.errors:
            return self.cleaned_data
        try:
            self._keep_nothing_unread(self.cleaned_data["credential"])
        except ValidationError as error:
            self.add_error("credential", error)
        return self.cleaned_data

    def _keep_nothing_unread(self, made: passkeys.Sent) -> None:
        with answering(NOT_KEPT):
            passkeys.check_key(made)
            super().clean()
        if queries.is_taken(made["id"]):
            raise ValidationError(IS_TAKEN)


class NamePasskeyForm(Form, EditWebAuthnForm):
    """Another name for a passkey."""

    name = name_field(missing=_("Enter a name"))
