"""A table as its person reads it, and the labels that many tables share."""

from collections.abc import Mapping
from dataclasses import dataclass

from livingwell.lib.sentences import N_

BY, WHEN, UNTIL, WORDS, WHY, WHO = N_("By"), N_("When"), N_("Until"), N_("Words"), N_("Why"), N_("Who")


@dataclass(frozen=True)
class Section:
    """A table as its person reads it: `columns` in the order they are read; `at` orders the rows.

    `only` is a plain column that must be true before a row may be read: somebody has reviewed it.
    """

    title: str
    columns: Mapping[str, str]
    at: str = "made_at"
    only: str = ""
    held_back: bool = False  # whether it is words, of which one may be held back: never who sees, looked or holds
