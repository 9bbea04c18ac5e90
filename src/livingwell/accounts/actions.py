"""Making an account, and changing what it is signed in to with: the only place that writes them."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.flows import activate_totp, deactivate_totp
from allauth.mfa.webauthn.internal.flows import remove_authenticator as remove_passkey
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.http import HttpRequest

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .models import User
from .queries import PASSKEY, PHONE, factors_of

LAST = N_("Besides a password, this is all you have to sign in with. Set up something else first.")


@transaction.atomic
def make_account(*, email: str, password: str | None = None) -> User:
    """Make an account, or return the one this address has. Run by whoever sets the place up, as the owner.

    Without a password nobody can sign in by one; a code still reaches the address. Raises ValidationError for a
    password that is too easy to guess.
    """
    address = email.strip().lower()
    there = User.objects.filter(email__iexact=address).first()
    if there:
        return there
    account = User(email=address)
    if password is None:
        account.set_unusable_password()
    else:
        validate_password(password, account)
        account.set_password(password)
    account.save(force_insert=True)
    EmailAddress.objects.create(user=account, email=address, verified=True, primary=True)
    return account


@transaction.atomic
def change_password(*, account: User, password: str) -> None:
    """Give an account another password. Every other sign-in of theirs ends. Raises ValidationError for an easy one."""
    validate_password(password, account)
    account.set_password(password)
    account.save(update_fields=["password"])


@transaction.atomic
def forget_factors(*, account: User) -> None:
    """Have whatever an account could show beside a password open nothing any more: spare codes, phones and passkeys."""
    Authenticator.objects.filter(user=account).delete()


@transaction.atomic
def take_off(*, factor: Authenticator, request: HttpRequest) -> None:
    """Take off a phone or a passkey. Raises NotPossible for the last: another is set up first.

    One at a time: two that are taken off at once must not each count on the other.
    """
    User.objects.select_for_update().get(pk=factor.user_id)
    if not factors_of(factor.user).exclude(pk=factor.pk).exists():
        raise NotPossible(LAST)
    flow = remove_passkey if factor.type == PASSKEY else deactivate_totp
    flow(request, factor)


@transaction.atomic
def change_phone(*, request: HttpRequest, form: ActivateTOTPForm) -> None:
    """Have another phone take the place of the one there is, which works until this very moment."""
    account = User.objects.select_for_update().get(pk=form.user.pk)
    factors_of(account).filter(type=PHONE).delete()
    activate_totp(request, form)
