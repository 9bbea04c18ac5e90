"""Signing in and out. Allauth does the work and guards the steps; the pages are ours."""

import time
from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from . import actions, forms, queries, sessions
from .adapter import TOO_MANY

SLOWED = 429
A_MINUTE = "60"


class OurPage:
    """Makes a view of allauth's answer with a page of ours: 422 to look at again, 429 to wait a minute."""

    template_name: str
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **rest: Any) -> HttpResponse:
        context.pop("view", None)
        slowed = forms.is_slowed(context.get("form"))
        response = design.page(self.request, self.template_name, status=SLOWED if slowed else 0, **context)
        if slowed:
            response["Retry-After"] = A_MINUTE
        return response


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
    """What an authenticator app shows, or a spare code."""

    template_name, form_class = "accounts/second_factor.jinja", forms.SecondFactorForm


class SetUpSecondFactor(OurPage, totp.ActivateTOTPView):
    """Setting up an authenticator app, before anything else can be done."""

    template_name, form_class = "accounts/set_up.jinja", forms.SetUpForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret.rstrip("=")
        return context | {"secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))}


class OtherPhone(OurPage, totp.DeactivateTOTPView):
    """Taking a phone off, to set up another."""

    template_name = "accounts/other_phone.jinja"
    success_url = reverse_lazy("mfa_activate_totp")


class SpareCodes(OurPage, spare.ViewRecoveryCodesView):
    """The spare codes, shown once."""

    template_name = "accounts/spare_codes.jinja"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES).first()
        shown_before = mine is not None and mine.wrap().did_view
        context = super().get_context_data(**kwargs)
        left = len(context["unused_codes"])
        return {"codes": [] if shown_before else context["unused_codes"], "left": left, "onward": _home()}


class NewSpareCodes(OurPage, spare.GenerateRecoveryCodesView):
    """Fresh spare codes; the old ones stop working."""

    template_name = "accounts/new_spare_codes.jinja"


class PasswordAgain(OurPage, account.ReauthenticateView):
    """The password once more, before anything about signing in is changed."""

    template_name, form_class = "accounts/again.jinja", forms.PasswordAgainForm


class SecondFactorAgain(OurPage, mfa.ReauthenticateView):
    """The second factor once more, before anything about signing in is changed."""

    template_name, form_class = "accounts/again.jinja", forms.SecondFactorAgainForm


@login_required
@never_cache
def yours(request: HttpRequest) -> HttpResponse:
    """Show what somebody may change about how they sign in."""
    left = queries.spare_codes_left(request.user)
    return design.page(request, "accounts/yours.jinja", email=request.user.get_username(), left=left, onward=_home())


@login_required
@never_cache
@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Choose another password. Whoever has just signed in by a code need not know the old one."""
    needs_old = not (_came_by_code(request) and sessions.began_lately(request.session, now=time.time()))
    user = request.user
    form = forms.NewPasswordForm(request.POST or None, user=user, needs_old=needs_old and user.has_usable_password())
    if request.method != "POST" or not form.is_valid():
        return design.page(request, "accounts/change_password.jinja", form=form)
    actions.change_password(account=user, password=form.cleaned_data["new"])
    finalize_password_change(request, user)
    return design.page(request, "accounts/changed.jinja", onward=_home())


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


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer when one address asks too often, whatever it asks."""
    response = design.refuse(request, NotPossible(str(TOO_MANY)))
    response.status_code = SLOWED
    response["Retry-After"] = A_MINUTE
    return response


def _came_by_code(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "code" for record in records)


def _home() -> str:
    return str(settings.LOGIN_REDIRECT_URL)
