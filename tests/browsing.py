"""Walking the house in a real browser, in words a nurse could read."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, Locator, Page, expect

import neighbourhood
from livingwell.places.models import Practitioner

PROJECT = Path(__file__).resolve().parents[1]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = Path(os.environ.get("LIVINGWELL_PICTURES", PROJECT / "var" / "stories"))
PHONE, TABLET, DESK = {"width": 390, "height": 844}, {"width": 1180, "height": 820}, {"width": 1440, "height": 900}


@dataclass
class Walker:
    """Somebody at a screen."""

    page: Page
    address: str

    def goes_to(self, path: str) -> "Walker":
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        return self

    def writes(self, label: str, words: str) -> "Walker":
        self.page.get_by_label(label, exact=False).first.fill(words)
        return self

    def chooses(self, label: str) -> "Walker":
        self.page.get_by_label(label, exact=False).first.check()
        return self

    def opens(self, summary: str) -> "Walker":
        self.page.locator("summary", has_text=summary).first.click()
        return self

    def presses(self, name: str) -> "Walker":
        self.page.get_by_role("button", name=name).first.click()
        return self

    def follows(self, name: str) -> "Walker":
        self.page.get_by_role("link", name=name).first.click()
        return self

    def sees(self, words: str | re.Pattern[str]) -> "Walker":
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self

    def does_not_see(self, words: str) -> "Walker":
        expect(self.page.locator("body")).not_to_contain_text(words)
        return self

    def finds(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def has_an_accessible_page(self) -> "Walker":
        """Run axe (WCAG 2.2 AA and best practice): it must find nothing."""
        self.page.evaluate(f"{AXE.read_text()}; 0")
        found = self.page.evaluate("() => axe.run()")["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        return self

    def fits(self) -> "Walker":
        """Nothing runs off the side of the page."""
        wide = self.page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px wider than its screen"
        return self

    def picture(self, name: str) -> "Walker":
        """Keep a picture for the manual."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        return self


Arrive = Callable[..., Walker]


def arriving(browser: Browser, address: str) -> Arrive:
    """Return a maker of walkers: a stranger, or a practitioner already signed in, with or without JavaScript."""

    def arrive(
        practitioner: Practitioner | None = None, *, screen: dict[str, int] = PHONE, javascript: bool = True
    ) -> Walker:
        context = browser.new_context(viewport=screen, java_script_enabled=javascript, locale="en-GB")
        if practitioner is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sign_in(practitioner), "url": address}])
        return Walker(context.new_page(), address)

    return arrive


def sign_in(practitioner: Practitioner) -> str:
    """Return the key of a session that is signed in as a practitioner."""
    client = neighbourhood.signed_in(practitioner)
    return SessionStore(client.session.session_key).session_key
