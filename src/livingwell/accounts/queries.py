"""Reading accounts: what somebody can sign in with."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

PHONE, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN
SECOND_FACTORS = (PHONE, PASSKEY)
Account = AbstractBaseUser | AnonymousUser


@dataclass(frozen=True)
class Factor:
    """Something that somebody has, to sign in with: the app on their phone, or a passkey."""

    pk: int
    is_passkey: bool
    name: str
    added_at: datetime
    used_at: datetime | None


def factors_of(user: Account) -> QuerySet[Authenticator]:
    """Return what somebody can show beside a password, oldest first. Spare codes are not among it."""
    return Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS).order_by("created_at", "pk")


def shown(factor: Any) -> Factor:
    """Return what a page says of a second factor."""
    is_passkey = factor.type == PASSKEY
    name = factor.data["name"] if is_passkey else ""
    return Factor(factor.pk, is_passkey, name, factor.created_at, factor.last_used_at)


def has_phone(user: Account) -> bool:
    """Return whether somebody has an authenticator app set up."""
    return factors_of(user).filter(type=PHONE).exists()


def has_passkey(user: Account) -> bool:
    """Return whether somebody has a passkey."""
    return factors_of(user).filter(type=PASSKEY).exists()


def is_taken(passkey_id: str) -> bool:
    """Return whether a passkey is somebody's already."""
    return Authenticator.objects.filter(type=PASSKEY, data__credential__id=passkey_id).exists()


def spare_codes_left(user: Account) -> int:
    """Return how many spare codes somebody has not used yet."""
    codes = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
