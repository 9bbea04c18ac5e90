"""Passkeys: used alone, shown once more, made, and named. A device is asked when its button is pressed, not before."""

from typing import Any

from allauth.account.internal.flows.reauthentication import is_reauthentication_required
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.account.utils import get_next_redirect_url
from allauth.decorators import rate_limit
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from livingwell.accounts import forms, passkeys, queries, sessions
from livingwell.design.views import ANOTHER_LOOK, SIGNED_OUT

from .pages import OurPage


@require_POST
@never_cache
@rate_limit(action="passkey_ask")
def ask_for_passkey(request: HttpRequest) -> HttpResponse:
    """Tell a browser what its device is to sign, for whoever is signed in, half-way in, or not known yet."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    user = request.user if request.user.is_authenticated else stage.login.user if stage else None
    return JsonResponse(passkeys.ask_for_one(request, user))


@require_POST
@never_cache
@rate_limit(action="passkey_ask")
def ask_for_new(request: HttpRequest) -> HttpResponse:
    """Tell a browser what its device is to make a passkey for: once it is known who asks, and what it is called."""
    if is_reauthentication_required(request, app="allauth.mfa"):
        return HttpResponse(status=SIGNED_OUT)
    if "name" in forms.AddPasskeyForm(request.POST, user=request.user).errors:
        return HttpResponse(status=ANOTHER_LOOK)
    return JsonResponse(passkeys.ask_for_new(request, request.user))


class UsePasskey(OurPage, webauthn.LoginWebAuthnView):
    """Signing in by a passkey alone."""

    template_name, form_class = "accounts/sign_in.jinja", forms.UsePasskeyForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("account_login")

    def form_valid(self, form: forms.UsePasskeyForm) -> HttpResponse:
        sessions.share(self.request.session, shared=form.cleaned_data["shared"])
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, passkey, login)

    def form_invalid(self, form: forms.UsePasskeyForm) -> HttpResponse:
        """Show the page of signing in again, with the sentence beside the button and the address still there."""
        typed = {"login": self.request.POST.get("login", ""), "shared": form.cleaned_data.get("shared", False)}
        onward = get_next_redirect_url(self.request) or ""
        by_code = reverse("account_request_login_code") + (f"?{urlencode({'next': onward})}" if onward else "")
        page = {"form": forms.SignInForm(initial=typed, request=self.request), "passkey": form}
        return self.render_to_response(page | {"redirect_field_value": onward, "request_login_code_url": by_code})


class PasskeyAgain(OurPage, webauthn.ReauthenticateWebAuthnView):
    """A passkey once more, before anything about signing in is changed."""

    template_name, form_class = "accounts/again.jinja", forms.PasskeyAgainForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # Past allauth's own, which would ask the device already: it is asked when the button is pressed.
        return super(webauthn.ReauthenticateWebAuthnView, self).get_context_data(**kwargs)

    def form_invalid(self, form: forms.PasskeyAgainForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))


class AddPasskey(OurPage, webauthn.AddWebAuthnView):
    """Making a passkey on this device, or on a phone beside it."""

    template_name, form_class = "accounts/add_passkey.jinja", forms.AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super(webauthn.AddWebAuthnView, self).get_context_data(**kwargs)
        user = self.request.user
        has = {"has_phone": queries.has_phone(user), "has_passkey": queries.has_passkey(user)}
        return context | has | {"is_shared": self.request.session.get(sessions.SHARED, False)}


class NamePasskey(OurPage, webauthn.EditWebAuthnView):
    """Another name for a passkey."""

    template_name, form_class = "accounts/name_passkey.jinja", forms.NamePasskeyForm
    success_url = reverse_lazy("mfa_index")
