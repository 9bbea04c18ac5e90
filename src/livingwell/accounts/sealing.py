"""Sealing what must be kept but never read in the database, each sort of thing with a key of its own."""

import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

SECOND_FACTOR = "second factor"  # the secret an authenticator app shares with us


def seal(text: str, *, sort: str = SECOND_FACTOR) -> str:
    """Return `text` sealed by the place's key for this sort of thing."""
    return _keys(sort).encrypt(text.encode()).decode()


def unseal(sealed: str, *, sort: str = SECOND_FACTOR) -> str:
    """Return what was sealed by this key or an older one. Raises cryptography.fernet.InvalidToken for anything else."""
    return _keys(sort).decrypt(sealed.encode()).decode()


def _keys(sort: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(_derived(key, sort))) for key in keys])


def _derived(key: str | bytes, sort: str) -> bytes:
    return hmac.new(key.encode() if isinstance(key, str) else key, sort.encode(), "sha256").digest()
