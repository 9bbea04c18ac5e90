"""What is asked while signing in: an address, a password, a code, and whether others use this computer."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import BooleanField, BoundField, CharField, EmailField
from livingwell.design.fields.bound import Drawn, Params

LONGEST_PASSWORD = 1_000  # a hash of more than this would be a way to keep a server busy
SLOWED = frozenset({"too_many_login_attempts", "rate_limited"})


class PasswordField(Drawn, forms.CharField):
    """A password: exactly what was typed, never shown again by us. show.js offers to show it while it is typed."""

    widget = forms.PasswordInput
    is_secret = True

    def __init__(self, *, autocomplete: str, **options: Any) -> None:
        self.autocomplete = autocomplete
        super().__init__(strip=False, **options)

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > LONGEST_PASSWORD:
            raise ValidationError(_("A password can have %(most)s letters."), "too_long", {"most": LONGEST_PASSWORD})

    def specifics(self, bound: BoundField) -> Params:
        off = {"spellcheck": False, "autocapitalize": "none", "width": "20"}
        return {"type": "password", "autocomplete": self.autocomplete, "attributes": {"data-show": "true"}, **off}


class CodeField(CharField):
    """A code from an email, an app or a list; spaces and dashes are forgiven."""

    is_secret = True

    def __init__(self, **options: Any) -> None:
        super().__init__(longest=40, width=10, autocomplete="one-time-code", **options)

    def specifics(self, bound: BoundField) -> Params:
        return super().specifics(bound) | {"value": "", "spellcheck": False, "autocapitalize": "characters"}


def shared_field() -> BooleanField:
    return BooleanField(
        label=_("This is a shared computer"),
        hint=_("Signs you out when nobody has used it for half an hour."),
        required=False,
    )


def new_password_field(*, label: Any, missing: Any) -> PasswordField:
    return PasswordField(
        label=label,
        hint=_("At least 12 letters. Three words that have nothing to do with one another are easy to remember."),
        missing=missing,
        autocomplete="new-password",
    )


def email_field() -> EmailField:
    return EmailField(label=_("Email address"), missing=_("Enter your email address"), autocomplete="username")


def digits_field() -> CodeField:
    return CodeField(
        label=_("The six digits your app shows now"),
        hint=_("Or one of your spare codes."),
        missing=_("Enter the six digits, or a spare code"),
    )


def is_slowed(form: Any) -> bool:
    """Return whether a form was refused because too many tries came at once."""
    errors = form.errors.as_data() if isinstance(form, forms.BaseForm) and form.is_bound else {}
    return any(error.code in SLOWED for found in errors.values() for error in found)
