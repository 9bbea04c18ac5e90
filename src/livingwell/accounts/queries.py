"""Reading accounts: how many spare codes somebody has left."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser


def spare_codes_left(user: AbstractBaseUser | AnonymousUser) -> int:
    """Return how many spare codes somebody has not used yet."""
    codes = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(codes.wrap().get_unused_codes()) if codes else 0
