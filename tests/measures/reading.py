"""Measures as they are written: those that come with us, and one whose words are ours and that asks of life."""

from pathlib import Path

import livingwell.measures
from livingwell.measures.rules import read_measure
from livingwell.measures.words import Measure

PACKS = Path(livingwell.measures.__file__).parent / "packs"

LIFE = """
called = "How this week was"
version = "1"
about = "person"
higher_is = "better"
least = 0
most = 2

[licence]
state = "free"
words = "Made up for tests."

[[options]]
value = 0
words = "Never"

[[options]]
value = 1
words = "Now and then"

[[options]]
value = 2
words = "Often"

[[items]]
key = "1"
wording = "I had somebody to talk with"

[[items]]
key = "2"
wording = "I thought that life was not worth living"
reversed = true

[life]
item = "2"
answers = ["1", "2"]

[[scales]]
key = "total"
called = "This week"
how = "sum"
items = ["1", "2"]
change = "2"
change_source = "Made up for tests"
change_version = "1"
"""


def ours(slug: str) -> Measure:
    """Return a measure that comes with us."""
    return read_measure(slug, (PACKS / f"{slug}.toml").read_text())


def of_life() -> Measure:
    return read_measure("week", LIFE)
