"""Finding somebody among people who are known: by any name, a number, part of an email, a postcode. Pure.

Only those whom the viewer may see are ever passed in, so nobody else can change an answer, a count, or how long it
takes. The nearest is first; what anybody is going through is no part of it.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from livingwell.lib.alike import MOST_WORDS, Close, fold, near, words_of

from .by_way import EMAIL, LEAST_FIGURES, NUMBER, POSTCODE, figures, in_address, in_email, in_number

Hit = tuple[Close, str]  # how near, and by which name or way
ENOUGH_LETTERS = 4  # of a name that is not yet typed to its end
Names = Sequence[tuple[str, Sequence[str]]]
OtherNames = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Known:
    """Somebody who may be found: what they are called, other names they were given, ways they were reached."""

    id: UUID
    called: str
    others: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """Somebody found: how near (it sorts), and by what, where it is not what they are called."""

    id: UUID
    called: str
    near: tuple[int, ...]
    by: str = ""
    is_by_way: bool = False


@dataclass(frozen=True)
class Asked:
    """What was typed, told apart."""

    words: tuple[str, ...]
    number: str
    email: str
    postcode: str

    @property
    def is_words(self) -> bool:
        """Whether it is only words: then no way but an email can be what is meant."""
        return not (self.number or self.email or self.postcode)

    @property
    def is_empty(self) -> bool:
        return self.is_words and not self.words


def read_other_names(text: str) -> OtherNames:
    """Return the other forms of each name, of a file that lists them: a name, and what its bearers are also called."""
    forms: dict[str, set[str]] = {}
    for full, shorts in tomllib.loads(text)["names"].items():
        group = {fold(full), *words_of(shorts)}
        for name in group:
            forms.setdefault(name, set()).update(group - {name})
    return {name: frozenset(others) for name, others in forms.items()}


def by_any_name(word: str, other_names: OtherNames) -> frozenset[str]:
    """Return the other forms of a name that was typed, or of those that enough of one begins."""
    if word in other_names:
        return other_names[word]
    if len(word) < ENOUGH_LETTERS:
        return frozenset()
    begun = [others for name, others in other_names.items() if name.startswith(word)]
    return frozenset().union(*begun)


def read(typed: str) -> Asked:
    """Return what somebody typed, told apart: a postcode, an email, a number, and the words that are left."""
    text, email = _taken(EMAIL, typed.lower())
    text, postcode = _taken(POSTCODE, text)
    text, number = _taken(NUMBER, text, least=LEAST_FIGURES)
    return Asked(tuple(words_of(text)[:MOST_WORDS]), number, email if email != "@" else "", "".join(postcode.split()))


def _taken(pattern: re.Pattern[str], text: str, *, least: int = 0) -> tuple[str, str]:
    found = pattern.search(text)
    if found is None or len(figures(found[0])) < least:
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}", found[0]


def find(typed: str, known: Iterable[Known], other_names: OtherNames) -> list[Found]:
    """Return who of those known is near what was typed, the nearest first."""
    asked = read(typed)
    if asked.is_empty:
        return []
    everybody = [(one, _names(one)) for one in known]
    every = {word for _one, names in everybody for _name, words in names for word in words}
    nears = [near(word, every, by_any_name(word, other_names)) for word in asked.words]
    found = [hit for one, names in everybody if (hit := _of(one, names, asked, nears)) is not None]
    found.sort(key=lambda one: (one.near, one.called, one.id))
    return found


def _names(one: Known) -> list[tuple[str, list[str]]]:
    """Return the words of each name somebody has, with two that stand together as one: Anne-Marie is Annemarie too."""
    return [(name, _words(name)) for name in (one.called, *one.others)]


def _words(name: str) -> list[str]:
    words = words_of(name)
    if len(words) > 1:
        words += [first + second for first, second in pairwise(words)]
    return words


def _of(one: Known, names: Names, asked: Asked, nears: Sequence[Mapping[str, Close]]) -> Found | None:
    """Return somebody as found, or None as soon as anything that was typed is nowhere near."""
    best: list[Hit] = []
    for word, found in zip(asked.words, nears, strict=True):
        hit = _by_word(word, one, names, found)
        if hit is None:
            return None
        best.append(hit)
    for typed, compare in ((asked.number, in_number), (asked.email, in_email), (asked.postcode, in_address)):
        hits = [(close, way) for way in one.ways if (close := compare(typed, way)) is not None] if typed else []
        if hits:
            best.append(min(hits))
        elif typed:
            return None
    closes = [close for close, _by in best]
    by = next((by for _close, by in best if by != one.called), "")
    return Found(one.id, one.called, (max(closes), sum(closes)), by, by in one.ways)


def _by_word(word: str, one: Known, names: Names, found: Mapping[str, Close]) -> Hit | None:
    hits = [(found[written], name) for name, words in names for written in words if written in found]
    hits = hits or [(close, way) for way in one.ways if (close := in_email(word, way)) is not None]
    return min(hits, default=None)
