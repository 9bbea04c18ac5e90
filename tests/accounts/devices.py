"""A phone that keeps passkeys, without a browser or a screen: says what a real one says, or what a liar would."""

import json
from dataclasses import dataclass, field
from secrets import token_bytes
from typing import Any

from accounts.people import EMAIL, make_nurse, sign_in
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData
from neighbourhood import Place

from livingwell.accounts import queries
from livingwell.accounts.models import User

ORIGIN = "http://localhost"
FLAG = AuthenticatorData.FLAG
UNLOCKED = FLAG.UP | FLAG.UV
Answer = dict[str, Any]


def browser(**more: str) -> Client:
    """A browser at the one address without https where passkeys can be used."""
    return Client(SERVER_NAME="localhost", raise_request_exception=False, **more)


@dataclass
class Device:
    """One passkey, and the private key that never leaves it."""

    passkey_id: bytes = field(default_factory=lambda: token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: bytes = b""

    def makes(self, asked: Answer, *, origin: str = ORIGIN, flags: int = UNLOCKED, **said: Any) -> Answer:
        """Make a passkey as asked."""
        self.handle = websafe_decode(asked["publicKey"]["user"]["id"])
        public = said.pop("public", ES256.from_cryptography_key(self.key.public_key()))
        attested = AttestedCredentialData.create(b"\0" * 16, self.passkey_id, public)
        data = AuthenticatorData.create(sha256(b"localhost"), flags | FLAG.AT, 0, attested)
        client = self._client("webauthn.create", asked, origin, **said)
        made = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": websafe_encode(client), "attestationObject": websafe_encode(made)})

    def shows(
        self, asked: Answer, *, origin: str = ORIGIN, flags: int = UNLOCKED, rp: str = "localhost", **said: Any
    ) -> Answer:
        """Sign what is asked."""
        data = AuthenticatorData.create(sha256(rp.encode()), flags, 0)
        client = self._client("webauthn.get", asked, origin, **said)
        signed = self.key.sign(data + sha256(client), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": websafe_encode(client),
                "authenticatorData": websafe_encode(data),
                "signature": websafe_encode(signed),
                "userHandle": websafe_encode(self.handle),
            }
        )

    def _client(self, kind: str, asked: Answer, origin: str, **said: Any) -> bytes:
        return CollectedClientData.create(kind, asked["publicKey"]["challenge"], origin, **said)

    def _answer(self, response: Answer) -> Answer:
        name = websafe_encode(self.passkey_id)
        return {"id": name, "rawId": name, "response": response}


def asked(client: Client) -> Answer:
    """What a device is to sign."""
    return client.post(reverse("accounts:ask_for_passkey")).json()


def asked_for_new(client: Client, name: str = "My phone") -> Answer:
    return client.post(reverse("accounts:ask_for_new"), {"name": name}).json()


def keep(client: Client, made: Answer, name: str = "My phone"):
    return client.post(reverse("mfa_add_webauthn"), {"name": name, "credential": json.dumps(made)})


def use(client: Client, shown: Answer, **more: str):
    """Sign in by a passkey alone."""
    return client.post(reverse("mfa_login_webauthn"), {"credential": json.dumps(shown), **more})


def show(client: Client, shown: Answer, where: str = "mfa_authenticate"):
    return client.post(reverse(where), {"credential": json.dumps(shown)})


def passkeys_of(email: str = EMAIL) -> list[queries.Factor]:
    user = User.objects.get(email=email)
    return [queries.shown(one) for one in queries.factors_of(user).filter(type=queries.PASSKEY)]


def nurse_with_passkey(place: Place, *, phone: bool = True, **more: Any) -> Device:
    """A nurse who has signed in before, added a passkey, and signed out; without a phone, if so told."""
    nurse = make_nurse(place, **more)
    client, device = sign_in(browser()) if nurse.email == EMAIL else by_force(nurse.account_id), Device()
    assert keep(client, device.makes(asked_for_new(client))).status_code == 302
    if not phone:
        [app] = queries.factors_of(User.objects.get(pk=nurse.account_id)).filter(type=queries.PHONE)
        client.post(reverse("accounts:take_off", args=[app.pk]))
    client.post(reverse("accounts:sign_out"))
    return device


def by_force(account_id: object) -> Client:
    """Signed in just now, however."""
    client = browser()
    client.force_login(User.objects.get(pk=account_id))
    return client
