"""Walking the house in a real browser, in words a nurse could read."""

import copy
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neighbourhood
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from livingwell.places.models import Practitioner

PROJECT = Path(__file__).resolve().parents[1]
# All of axe; then the one rule of WCAG 2.2 that it leaves off: things to press are 24 px, or stand apart. What stays in
# sight while a page scrolls is let go of for it: something half under it now is whole a moment later.
AXE_RUNS = """async () => {
  const all = await axe.run();
  const stuck = [...document.querySelectorAll("body *")].filter((one) =>
    ["sticky", "fixed"].includes(getComputedStyle(one).position));
  stuck.forEach((one) => { one.style.position = "static" });
  const sizes = await axe.run({ runOnly: { type: "rule", values: ["target-size"] } });
  stuck.forEach((one) => { one.style.position = "" });
  return { violations: [...all.violations, ...sizes.violations] } }"""
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = Path(os.environ.get("LIVINGWELL_PICTURES", PROJECT / "var" / "stories"))
PHONE, TABLET, DESK = {"width": 390, "height": 844}, {"width": 1180, "height": 820}, {"width": 1440, "height": 900}
Words = str | re.Pattern[str]
SMALLEST = 320  # px: the narrowest screen anybody should have to use
WIDER = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)}`)"""

SCROLLED_TO = """(part) => { const top = document.querySelector(".top");
  scrollTo(0, part ? part.getBoundingClientRect().top + scrollY - (top ? top.offsetHeight : 0) - 16 : 0) }"""


@dataclass
class Walker:
    """Somebody at a screen."""

    page: Page
    address: str
    runs_scripts: bool = True
    part: Locator | None = None
    noise: list[str] = field(default_factory=list)  # what the browser complained of: errors, our own policy broken

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.noise.append(f"{self.page.url}: {error}"))

    # -- what they do ---------------------------------------------------------------------------------------------

    def goes_to(self, path: str) -> "Walker":
        self.page.goto(path if path.startswith("http") else f"{self.address}{path}")
        return self

    def writes(self, label: str, words: str) -> "Walker":
        self.field(label).fill(words)
        return self

    def chooses(self, label: str) -> "Walker":
        self.field(label).check()
        return self

    def picks(self, label: str, answer: str) -> "Walker":
        """Pick one line of a list, by how it begins."""
        wanted = self.field(label)
        wanted.select_option(index=_line_of(wanted, answer))
        return self

    def opens(self, summary: Words) -> "Walker":
        """Unfold what is folded away; what is open stays open."""
        if not self.is_open(summary):
            self.fold(summary).click()
        return self

    def presses(self, name: Words) -> "Walker":
        self.button(name).click()
        return self

    def follows(self, name: Words) -> "Walker":
        self.link(name).click()
        return self

    # -- what they see --------------------------------------------------------------------------------------------

    def sees(self, *words: Words) -> "Walker":
        for one in words:
            expect(self.page.get_by_text(one).locator("visible=true").first).to_be_visible()
        return self

    def does_not_see(self, *words: str) -> "Walker":
        """None of these words is anywhere on the page, folded away or not."""
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(one)
        return self

    def reads(self, selector: str) -> str:
        """Return the words of one part of the page, spaces and line ends made one."""
        return " ".join(self.page.locator(selector).first.inner_text().split())

    def finds(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def within(self, part: str | Locator) -> "Walker":
        """The same person, whose hands are on one part of the page only: a selector's, or a fold by its summary."""
        looking = copy.copy(self)
        looking.part = self.page.locator(part).first if isinstance(part, str) else part
        return looking

    def in_fold(self, summary: Words) -> "Walker":
        """The same person, whose hands are on what is folded under these words."""
        self.opens(summary)
        return self.within(self.fold(summary).locator("xpath=.."))

    # -- where things are -----------------------------------------------------------------------------------------

    @property
    def here(self) -> Page | Locator:
        return self.part or self.page

    def field(self, label: str) -> Locator:
        return self.here.get_by_label(label, exact=False).locator("visible=true").first

    def button(self, name: Words) -> Locator:
        return self.here.get_by_role("button", name=_said(name)).first

    def link(self, name: Words) -> Locator:
        return self.here.get_by_role("link", name=name).first

    def fold(self, summary: Words) -> Locator:
        return self.here.locator("summary", has_text=summary).locator("visible=true").first

    def is_open(self, summary: Words) -> bool:
        return self.fold(summary).locator("xpath=..").get_attribute("open") is not None

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.address)

    # -- what every page is held to -------------------------------------------------------------------------------

    def has_an_accessible_page(self) -> "Walker":
        """Run axe (WCAG 2.2 AA and best practice): it must find nothing."""
        with self._with_scripts() as page:
            page.evaluate(f"{AXE.read_text()}; 0")
            found = page.evaluate(AXE_RUNS)["violations"]
        wrong = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
        assert wrong == [], f"{self.path}: {wrong}"
        return self

    def fits(self, width: int = 0) -> "Walker":
        """Nothing runs off the side of the page; at `width` pixels, where one is given."""
        was = self.page.viewport_size
        if width:
            self.page.set_viewport_size({"width": width, "height": was["height"]})
        wide = self.page.evaluate(WIDER)
        self.page.set_viewport_size(was)
        assert wide == [], f"{self.path} is wider than {width or was['width']} px: {wide}"
        return self

    def is_well_made(self) -> "Walker":
        """Axe finds nothing, and the page fits this screen and the smallest."""
        return self.has_an_accessible_page().fits().fits(SMALLEST)

    def fits_when_zoomed(self) -> "Walker":
        """At 200 % a desk's screen has half its pixels; and letters may be twice as large by themselves."""
        self.fits(DESK["width"] // 2)
        self.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
        self.fits(DESK["width"] // 2)
        self.page.evaluate("() => { document.documentElement.style.fontSize = '' }")
        return self

    def heard_nothing_wrong(self) -> "Walker":
        """No script failed, nothing was missing, and our own policy was not broken."""
        assert self.noise == []
        return self

    def picture(self, name: str, *, tall: int = 0, at: str = "", of: str = "") -> "Walker":
        """Keep a picture for the manual: the screen from its top or `at` a part, `tall` pixels of it; or one part."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        how: dict[str, Any] = {"path": PICTURES / f"{name}.jpg", "type": "jpeg", "quality": 70}
        if of:
            self.page.locator(of).first.screenshot(**how)
            return self
        was = self.page.viewport_size
        if tall:
            self.page.set_viewport_size({"width": was["width"], "height": tall})
        self.page.mouse.move(0, 0)  # nothing is pointed at
        self.page.evaluate(SCROLLED_TO, self.page.locator(at).first.element_handle() if at else None)
        self.page.screenshot(**how)
        self.page.set_viewport_size(was)
        return self

    # -- how ------------------------------------------------------------------------------------------------------

    @contextmanager
    def _with_scripts(self) -> Iterator[Page]:
        """Yield the page; where scripts are off, the very same page in a window where axe can run and ours do not."""
        if self.runs_scripts:
            yield self.page
            return
        shown, address = self.page.content(), self.page.url
        context = self.page.context.browser.new_context(viewport=self.page.viewport_size, locale="en-GB")
        twin = context.new_page()
        twin.route("**/*.js", lambda route: route.abort())
        twin.route(address, lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"))
        twin.goto(address)
        yield twin
        context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not _is_an_answer(message.text):
            self.noise.append(f"{self.page.url}: {message.text}")


def _said(name: Words) -> Words:
    """Words that only some can see ("Done: Ring the surgery") are read as on a line of their own, after a space."""
    return re.compile(re.escape(name).replace(":", r"\s*:"), re.IGNORECASE) if isinstance(name, str) else name


def _line_of(wanted: Locator, answer: str) -> int:
    """Return which line of a list begins with these words."""
    lines = [line.strip() for line in wanted.evaluate("one => [...one.options].map((line) => line.label)")]
    found = [number for number, line in enumerate(lines) if line.casefold().startswith(answer.casefold())]
    assert found, f"no line begins with “{answer}” among {lines}"
    return found[0]


def _is_an_answer(said: str) -> bool:
    """A refusal (422), "not there" (404) and "somebody else wrote too" (409) are answers; the browser says them too."""
    return any(f"status of {status}" in said for status in (404, 409, 422))


class Fingers(Walker):
    """Somebody who uses the keyboard and nothing else: Tab, Shift+Tab, Enter, Space, arrows and letters."""

    def writes(self, label: str, words: str) -> "Walker":
        self.reaches(self.field(label))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(words) if len(words) > 60 else self.page.keyboard.type(words)
        return self

    def chooses(self, label: str) -> "Walker":
        wanted = self.field(label)
        if wanted.get_attribute("type") == "radio":
            return self._arrows_to(wanted)
        self.reaches(wanted)
        if not wanted.is_checked():
            self.page.keyboard.press("Space")
        return self

    def picks(self, label: str, answer: str) -> "Walker":
        wanted = self.field(label)
        line = _line_of(wanted, answer)
        self.reaches(wanted)
        away = line - wanted.evaluate("one => one.selectedIndex")
        for _press in range(abs(away)):
            self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")
        assert wanted.evaluate("one => one.selectedIndex") == line
        return self

    def opens(self, summary: Words) -> "Walker":
        if not self.is_open(summary):
            self.reaches(self.fold(summary))
            self.page.keyboard.press("Enter")
        return self

    def presses(self, name: Words) -> "Walker":
        return self._enters(self.button(name))

    def follows(self, name: Words) -> "Walker":
        return self._enters(self.link(name))

    def reaches(self, wanted: Locator, *, at_most: int = 200) -> "Walker":
        """Press Tab until this has the focus, from wherever the focus is: forwards, and round once more."""
        wanted.wait_for(state="attached")
        here = wanted.element_handle()
        for _press in range(at_most):
            if here.evaluate(HAS_FOCUS):
                assert here.evaluate(SHOWS_FOCUS), f"the focus cannot be seen on {here.evaluate(OUTSIDE)}"
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{at_most} presses of Tab do not reach {here.evaluate(OUTSIDE)} on {self.path}")

    def _enters(self, wanted: Locator) -> "Walker":
        self.reaches(wanted)
        leads_on = wanted.evaluate(LEADS_ON)
        with self.page.expect_navigation() if leads_on else nullcontext():
            self.page.keyboard.press("Enter")
        return self

    def _arrows_to(self, wanted: Locator) -> "Walker":
        self.reaches(wanted)  # a group is one stop: Tab brings to its first, or to the one that is chosen
        if not wanted.is_checked() and wanted.evaluate(HAS_FOCUS_ITSELF):
            self.page.keyboard.press("Space")
        for _answer in range(20):
            if wanted.is_checked():
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {wanted.evaluate(OUTSIDE)}")


# A link, or a button of a form that no script sends piece by piece.
LEADS_ON = """one => one.tagName === "A" ||
  (one.type === "submit" && !one.hasAttribute("hx-post") && !one.form.hasAttribute("hx-post"))"""
HAS_FOCUS_ITSELF = "one => one === document.activeElement"
# In a group of radios whichever has the focus has it for all of them.
HAS_FOCUS = """one => { const now = document.activeElement;
  return now === one || (one.type === "radio" && now.type === "radio" && now.name === one.name) }"""
OUTSIDE = "one => one.outerHTML.slice(0, 120)"
# Our focus is an outline or a shadow, on the thing itself or on the label that stands for it.
SHOWS_FOCUS = """() => { const now = document.activeElement;
  const drawn = (one) => { const look = getComputedStyle(one);
    return (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none" };
  const label = now.labels && now.labels[0];
  return [now, now.nextElementSibling, label, now.parentElement].some((one) => one && (drawn(one) ||
    (one === label && [getComputedStyle(one, "::before"), getComputedStyle(one, "::after")]
      .some((look) => look.outlineStyle !== "none" || look.boxShadow !== "none")))) }"""

Arrive = Callable[..., Walker]


def arriving(browser: Browser, address: str) -> Arrive:
    """Return a maker of walkers: a stranger, or a practitioner already signed in, with or without JavaScript."""

    def arrive(
        practitioner: Practitioner | None = None,
        *,
        screen: dict[str, int] = PHONE,
        javascript: bool = True,
        hands: type[Walker] = Walker,
    ) -> Walker:
        context = browser.new_context(
            viewport=screen, java_script_enabled=javascript, locale="en-GB", reduced_motion="reduce"
        )
        context.set_default_timeout(10_000)
        if practitioner is not None:
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": sign_in(practitioner), "url": address}]
            )
        return hands(context.new_page(), address, runs_scripts=javascript)

    return arrive


def sign_in(practitioner: Practitioner) -> str:
    """Return the key of a session that is signed in as a practitioner."""
    client = neighbourhood.signed_in(practitioner)
    return SessionStore(client.session.session_key).session_key
