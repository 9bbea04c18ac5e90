"""Making an account, and changing its password: the only place that writes them."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from .models import User


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
