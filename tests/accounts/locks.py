"""The lock of a phone or computer in a real browser, made up: it makes passkeys, keeps them, and can say no."""

from typing import Any

from browsing import Walker
from playwright.sync_api import CDPSession

LOCK: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Lock:
    """A phone's or computer's own lock, and the passkeys behind it."""

    def __init__(self, walker: Walker) -> None:
        self.session: CDPSession = walker.page.context.new_cdp_session(walker.page)
        self.session.send("WebAuthn.enable", {"enableUI": False})
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": LOCK})
        self.here = {"authenticatorId": made["authenticatorId"]}

    def opens(self, yes: bool = True) -> None:
        """From now on a finger fits, or it does not."""
        self.session.send("WebAuthn.setUserVerified", self.here | {"isUserVerified": yes})

    def nobody_presses(self) -> None:
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", self.here | {"enabled": False})

    def passkeys(self) -> list[dict[str, Any]]:
        return self.session.send("WebAuthn.getCredentials", self.here)["credentials"]

    def brings(self, passkey: dict[str, Any]) -> None:
        self.session.send("WebAuthn.addCredential", self.here | {"credential": passkey})
