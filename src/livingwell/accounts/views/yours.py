"""What somebody may change about how they sign in: the password, the phone, the passkeys, the spare codes."""

import time
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.password_change import finalize_password_change
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as totp
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView

from livingwell.accounts import actions, forms, passkeys, queries, sessions
from livingwell.design import views as design
from livingwell.lib.refusals import NotPossible

from .pages import OurPage, home


@login_required
@never_cache
def yours(request: HttpRequest) -> HttpResponse:
    """Show what somebody may change about how they sign in."""
    factors = [queries.shown(one) for one in queries.factors_of(request.user)]
    return design.page(
        request,
        "accounts/yours.jinja",
        email=request.user.get_username(),
        passkeys=[one for one in factors if one.is_passkey],
        phone=next((one for one in factors if not one.is_passkey), None),
        left=queries.spare_codes_left(request.user),
        onward=home(),
    )


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
    return design.page(request, "accounts/changed.jinja", onward=home())


class SetUpSecondFactor(OurPage, totp.ActivateTOTPView):
    """Setting up an authenticator app; a passkey is offered beside it."""

    template_name, form_class = "accounts/set_up.jinja", forms.SetUpForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret.rstrip("=")
        in_fours = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        return context | {"secret": in_fours, "has_passkey": queries.has_passkey(self.request.user)}


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class OtherPhone(SetUpSecondFactor):
    """Another phone in place of the one there is. The old one works until the new one has shown its first digits."""

    template_name = "accounts/other_phone.jinja"
    did_generate_recovery_codes = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not queries.has_phone(request.user):
            return redirect("mfa_activate_totp")
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form: forms.SetUpForm) -> HttpResponse:
        actions.change_phone(request=self.request, form=form)
        return FormView.form_valid(self, form)


@reauthentication_required(app="allauth.mfa")
@never_cache
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Take off a phone or a passkey; for the last one, say what to set up first."""
    factor = get_object_or_404(queries.factors_of(request.user), pk=pk)
    if request.method == "POST":
        try:
            actions.take_off(factor=factor, request=request)
        except NotPossible as reason:
            return _about(request, factor, refused=str(reason))
        return redirect("mfa_index")
    return _about(request, factor)


def _about(request: HttpRequest, factor: Authenticator, *, refused: str = "") -> HttpResponse:
    is_last = not queries.factors_of(request.user).exclude(pk=factor.pk).exists()
    return design.page(
        request,
        "accounts/take_off.jinja",
        status=design.ANOTHER_LOOK if refused else 0,
        factor=queries.shown(factor),
        is_last=is_last,
        passkeys_here=passkeys.can_be_used_at(request),
    )


class SpareCodes(OurPage, spare.ViewRecoveryCodesView):
    """The spare codes, shown once."""

    template_name = "accounts/spare_codes.jinja"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.RECOVERY_CODES).first()
        shown_before = mine is not None and mine.wrap().did_view
        context = super().get_context_data(**kwargs)
        left = len(context["unused_codes"])
        return {"codes": [] if shown_before else context["unused_codes"], "left": left, "onward": home()}


class NewSpareCodes(OurPage, spare.GenerateRecoveryCodesView):
    """Fresh spare codes; the old ones stop working."""

    template_name = "accounts/new_spare_codes.jinja"


def _came_by_code(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "code" for record in records)
