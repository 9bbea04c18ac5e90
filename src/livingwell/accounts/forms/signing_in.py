"""The forms of signing in, made of design fields; what they check is allauth's."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm, ReauthenticateForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgain
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from livingwell.accounts import queries
from livingwell.design.forms import Form

from .fields import CodeField, PasswordField, digits_field, email_field, new_password_field, shared_field


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


class AsksForDigits:
    """Mixed into allauth's: whoever has no app on a phone is asked for a spare code alone."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not queries.has_phone(self.user):
            code = self.fields["code"]
            code.label, code.help_text = _("One of your spare codes"), ""
            code.error_messages["required"] = _("Enter a spare code")


class SecondFactorForm(AsksForDigits, Form, AuthenticateForm):
    """The six digits an authenticator app shows, or a spare code."""

    code = digits_field()


class SecondFactorAgainForm(AsksForDigits, Form, SecondFactorAgain):
    """The same, asked again before anything about signing in is changed."""

    code = digits_field()


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
