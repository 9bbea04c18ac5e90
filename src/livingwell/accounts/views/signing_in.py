"""Signing in and out. Allauth does the work and guards the steps; the pages are ours."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from livingwell.accounts import forms, queries, sessions
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .pages import OurPage


class SignIn(OurPage, account.LoginView):
    """By address and password."""

    template_name, form_class = "accounts/sign_in.jinja", forms.SignInForm

    def form_valid(self, form: forms.SignInForm) -> HttpResponse:
        sessions.share(self.request.session, shared=form.cleaned_data["shared"])
        return super().form_valid(form)


class AskForCode(OurPage, account.RequestLoginCodeView):
    """By a code sent to the address; also for whoever forgot their password."""

    template_name, form_class = "accounts/ask_for_code.jinja", forms.AskForCodeForm
    forgotten = False

    def form_valid(self, form: forms.AskForCodeForm) -> HttpResponse:
        sessions.share(self.request.session, shared=form.cleaned_data["shared"])
        try:
            return super().form_valid(form)
        except NotPossible as reason:
            form.add_refusal(reason)
            return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        onward = reverse("account_change_password") if self.forgotten else self.get_next_url() or ""
        spent = "spent" in self.request.GET
        return super().get_context_data(**kwargs) | {"forgotten": self.forgotten, "onward": onward, "spent": spent}


class EnterCode(OurPage, account.ConfirmLoginCodeView):
    """The code that was sent, three tries long."""

    template_name, form_class = "accounts/enter_code.jinja", forms.EnterCodeForm

    def form_invalid(self, form: forms.EnterCodeForm) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect(reverse("account_request_login_code") + "?spent=1")


class SecondFactor(OurPage, mfa.AuthenticateView):
    """A passkey, what an authenticator app shows, or a spare code."""

    template_name, form_class = "accounts/second_factor.jinja", forms.SecondFactorForm
    webauthn_form_class = forms.PasskeyAfterForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Not allauth's own, which would ask the device already: it is asked when the button is pressed.
        user = self.stage.login.user
        has = {"has_phone": queries.has_phone(user), "has_passkey": queries.has_passkey(user)}
        return {"form": self.auth_form, "passkey": self.webauthn_form} | has


class PasswordAgain(OurPage, account.ReauthenticateView):
    """The password once more, before anything about signing in is changed."""

    template_name, form_class = "accounts/again.jinja", forms.PasswordAgainForm


class SecondFactorAgain(OurPage, mfa.ReauthenticateView):
    """The second factor once more, before anything about signing in is changed."""

    template_name, form_class = "accounts/again.jinja", forms.SecondFactorAgainForm


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, or give up half-way through signing in; and have the browser forget what it kept of us."""
    logout(request)
    response = redirect("accounts:signed_out")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """Say that somebody is signed out."""
    return design.page(request, "accounts/signed_out.jinja")


def closed(request: HttpRequest) -> HttpResponse:
    """Say that an account has been closed."""
    return design.page(request, "accounts/closed.jinja", status=403)
