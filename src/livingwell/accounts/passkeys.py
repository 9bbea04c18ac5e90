"""What a browser sends of a passkey, read with suspicion; and what its device is asked to sign.

The private key never leaves the device. What is kept is its public half and a name that tells nothing.
"""

import ipaddress
import json
import struct
import time
from typing import Any

from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from fido2.cose import CoseKey
from fido2.utils import websafe_decode, websafe_encode

LASTS = 10 * 60.0  # seconds in which a device has to answer what it was asked
LONGEST = 20_000  # letters; no device sends a quarter of this
MADE = ("clientDataJSON", "attestationObject")
SHOWN = ("clientDataJSON", "authenticatorData", "signature", "userHandle")
MAY_BE_MISSING = frozenset({"userHandle"})
ASKED = "passkey_asked_at"
# What comes of reading bytes that somebody made up: in JSON, in CBOR, in fido2 and in the keys themselves.
UNREADABLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    UnsupportedAlgorithm,
    ValueError,
    struct.error,
)
Sent = dict[str, Any]


def can_be_used_at(request: HttpRequest) -> bool:
    """Return whether browsers let a passkey be used at the address that was asked for: by name, and in private."""
    name = _host(request)
    if _is_a_number(name):
        return False
    return request.is_secure() or name == "localhost" or name.endswith(".localhost")


def ask_for_one(request: HttpRequest, user: AbstractBaseUser | None) -> Sent:
    """Return what a device is to sign; any passkey it has for this place where nobody has said yet who they are."""
    request.session[ASKED] = time.time()
    return auth.begin_authentication(user)


def ask_for_new(request: HttpRequest, user: AbstractBaseUser) -> Sent:
    """Return what a device is to make a passkey for, which it must keep and must ask for its own lock."""
    request.session[ASKED] = time.time()
    return auth.begin_registration(user, passwordless=True)


def read(sent: str, *, parts: tuple[str, ...], request: HttpRequest) -> Sent:
    """Return what a browser sent, and of it only what is known to belong there. Raises one of UNREADABLE."""
    if len(sent) > LONGEST:
        raise ValueError("longer than any device sends")
    found = json.loads(sent)
    response = {name: _text(found["response"].get(name), may_be_missing=name in MAY_BE_MISSING) for name in parts}
    _check_where(json.loads(websafe_decode(response["clientDataJSON"])), request)
    return {
        "id": _text(found["id"]),
        "rawId": _text(found["rawId"]),
        "type": "public-key",
        "response": {name: text for name, text in response.items() if text},
        "clientExtensionResults": {},
    }


def check_was_asked_lately(request: HttpRequest) -> None:
    if time.time() - request.session.get(ASKED, 0.0) > LASTS:
        raise ValueError("asked too long ago, or not at all")


def check_key(made: Sent) -> None:
    """Check that a new passkey is what it says, of a kind we asked for, and could ever be used. Raises UNREADABLE."""
    data = auth.parse_registration_response(made).response.attestation_object.auth_data.credential_data
    if data is None or websafe_encode(data.credential_id) != made["id"]:
        raise ValueError("its name is not the one in what was signed")
    if data.public_key.ALGORITHM not in CoseKey.supported_algorithms():
        raise ValueError("nobody here can read what it would sign")
    try:
        data.public_key.verify(b"", b"")
    except InvalidSignature:
        return
    raise ValueError("it takes anything for its own signature")


def _text(value: object, *, may_be_missing: bool = False) -> str:
    if value is None and may_be_missing:
        return ""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        raise TypeError("not the letters that bytes are written in")
    return value


def _check_where(said: Sent, request: HttpRequest) -> None:
    """Check that the browser signed on a page of this very site, in nobody's frame: a name like ours is not ours."""
    if said["origin"] != _origin(request) or said.get("crossOrigin", False) is not False:
        raise ValueError("signed on another site")


def _origin(request: HttpRequest) -> str:
    """Return this site as a browser writes it: its port only where it is not the usual one."""
    usual = ":443" if request.is_secure() else ":80"
    return f"{request.scheme}://{request.get_host().removesuffix(usual)}"


def _host(request: HttpRequest) -> str:
    host = request.get_host()
    return host.rpartition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]


def _is_a_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
