"""Somebody's own words at the door, and what was added since: for their page, and for My page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ..queries import Words
from ..words import SAID


@dataclass(frozen=True)
class Quoted:
    """Some words: what they answer, who said them when they are not the person's own, and when."""

    label: str
    words: str
    at: datetime
    by: str


@dataclass(frozen=True)
class WordsPanel:
    """What was said at the door. Nothing that is in confidence: `queries.passages_of` leaves that out."""

    quoted: tuple[Quoted, ...]

    @classmethod
    def of(cls, words: Iterable[Words]) -> "WordsPanel":
        return cls(tuple(Quoted(_label(one), one.words, one.at, _by(one)) for one in words))

    @property
    def is_empty(self) -> bool:
        return not self.quoted


def _label(one: Words) -> str:
    return _("Said in confidence, and may be read") if one.was_in_confidence else _(SAID[one.said])


def _by(one: Words) -> str:
    return (one.introducer or _("Whoever introduced them")) if one.by_introducer else ""
