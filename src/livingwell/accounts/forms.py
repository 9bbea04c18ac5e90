"""The forms of signing in, made of design fields; what they check is allauth's."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.design.fields import BooleanField, BoundField, CharField, EmailField
from livingwell.design.fields.bound import Drawn, Params
from livingwell.design.forms import Form

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


class SignInForm(Form, LoginForm):
    """An address and a password."""

    login = email_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": email_field(),
            "password": PasswordField(
                label=_("Password"), missing=_("Enter your password"), autocomplete="current-password"
            ),
            "shared": shared_field(),
        }


class AskForCodeForm(Form, RequestLoginCodeForm):
    """An address to send a code to."""

    email = email_field()
    shared = shared_field()


class EnterCodeForm(Form, ConfirmLoginCodeForm):
    """The code that was sent."""

    code = CodeField(label=_("The code from the email"), missing=_("Enter the code"))


class SecondFactorForm(Form, AuthenticateForm):
    """The six digits an authenticator app shows, or a spare code."""

    code = CodeField(
        label=_("The six digits your app shows now"),
        hint=_("Or one of your spare codes."),
        missing=_("Enter the six digits, or a spare code"),
    )


class SecondFactorAgainForm(Form, SecondFactorAgain):
    """The same, asked again before anything about signing in is changed."""

    code = CodeField(
        label=_("The six digits your app shows now"),
        hint=_("Or one of your spare codes."),
        missing=_("Enter the six digits, or a spare code"),
    )


class PasswordAgainForm(Form, ReauthenticateForm):
    """The password, asked again before anything about signing in is changed."""

    password = PasswordField(label=_("Password"), missing=_("Enter your password"), autocomplete="current-password")


class SetUpForm(Form, ActivateTOTPForm):
    """The first six digits an app shows, which prove that it has the key."""

    code = CodeField(label=_("The six digits your app shows now"), missing=_("Enter the six digits"))


class NewPasswordForm(Form):
    """A new password; and the old one, unless somebody has just signed in by a code because they forgot it."""

    old = PasswordField(
        label=_("Your password now"), missing=_("Enter your password as it is now"), autocomplete="current-password"
    )
    new = new_password_field(label=_("New password"), missing=_("Enter a new password"))

    def __init__(self, *args: Any, user: Any, needs_old: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not needs_old:
            del self.fields["old"]

    def clean_old(self) -> str:
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError(_("That is not your password as it is now."))
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.user)
        return self.cleaned_data["new"]


def is_slowed(form: Any) -> bool:
    """Return whether a form was refused because too many tries came at once."""
    errors = form.errors.as_data() if isinstance(form, forms.BaseForm) and form.is_bound else {}
    return any(error.code in SLOWED for found in errors.values() for error in found)
