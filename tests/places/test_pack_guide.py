"""The guide to packs says every key that is read, and none that is not: held against what the readers know."""

import re
from collections.abc import Mapping

import pytest
from architecture.house import ROOT

from livingwell.conversations.rules.guides import GUIDE_KEYS
from livingwell.messages.rules.wordings import WORDING_KEYS
from livingwell.messages.words import READY
from livingwell.places.rules.packs import NATION_KEYS, PACK_KEYS
from livingwell.plans.rules import WORKSHEET_KEYS

GUIDE = (ROOT / "docs/a-pack-of-your-own.md").read_text()
ABOVE = "above the first section"
ROW = re.compile(r"^\| `(\w+)` \|", re.M)
SEVERAL = ("organisations", "teams", "doors", "wheel", "questions", "helplines", "who", "sheets", "sheets.questions")


def keys_said(text: str) -> dict[str, list[str]]:
    """Return the keys that the guide says, by the heading they stand under."""
    parts = re.split(r"^#{2,3} (.+)$", text, flags=re.M)
    said = {heading: ROW.findall(body) for heading, body in zip(parts[1::2], parts[2::2], strict=True)}
    return {heading.lower(): keys for heading, keys in said.items() if keys}


def headings(part: str, keys: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Return the headings that a part of a pack should have, and the keys under each."""
    before = f"{part}: " if part else ""
    wanted = {}
    for section, known in keys.items():
        called = f"[[{section}]]" if section in SEVERAL else f"[{section}]"
        wanted[before + (called if section else ABOVE)] = sorted(known)
    return wanted


def wanted() -> dict[str, list[str]]:
    ready = ", ".join(f"[{key}]" for key in READY.values())
    (messages,) = {WORDING_KEYS[key] for key in READY.values()}
    return {
        **headings("", PACK_KEYS),
        **headings("guide", GUIDE_KEYS),
        **headings("worksheets", WORKSHEET_KEYS),
        **headings("nation", NATION_KEYS),
        f"messages: {ABOVE}": sorted(WORDING_KEYS[""]),
        f"messages: {ready}": sorted(messages),
    }


def test_the_guide_says_every_key_that_is_read_and_no_other():
    assert {heading: sorted(keys) for heading, keys in keys_said(GUIDE).items()} == wanted()


@pytest.mark.parametrize("drift", ["| `quiet_days` |", "| `bar` |", "| `hint` |", "| `not_said` |", "### [look]"])
def test_a_guide_that_drifts_is_caught(drift):
    assert drift in GUIDE
    said = keys_said(GUIDE.replace(drift, drift.replace("`", "").replace("look", "sight"), 1))
    assert {heading: sorted(keys) for heading, keys in said.items()} != wanted()


def test_the_error_that_the_guide_shows_is_the_one_that_is_said():
    assert f"it knows {', '.join(PACK_KEYS['rhythm'])}." in GUIDE
