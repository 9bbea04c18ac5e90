"""How near what somebody types is to a word that was written: as typed, as it begins, as it is spelt, as it sounds.

Nothing is remembered from one call to the next: what one practitioner's people are called would otherwise be told to
another by how long an answer takes.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

# Letters that Unicode does not take apart, as people without them on their keyboard type them.
LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)
APOSTROPHES = re.compile("['’‘ʼ`´]")
WORD = re.compile(r"[^\W_]+")
WRITTEN = re.compile(r"[^\W_]+(?:['’‘ʼ`´][^\W_]+)*")
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+|\n|$)")
MOST_WORDS = 8  # of what is typed: enough for any name, and for a sentence somebody half remembers


class Close(IntEnum):
    """How near, the nearest first."""

    SAME = 0
    BEGINS = 1
    ALSO = 2  # another form of the same name
    WITHIN = 3
    SPELT = 4
    SOUNDS = 5


def fold(text: str) -> str:
    """Return text as it is compared: no capitals, no accents, no apostrophes."""
    if text.isascii():
        return APOSTROPHES.sub("", text.lower())
    apart = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    return APOSTROPHES.sub("", "".join(one for one in apart if not unicodedata.combining(one)))


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are compared."""
    return WORD.findall(fold(text))


def near(typed: str, words: Collection[str], also: Collection[str] = ()) -> dict[str, Close]:
    """Return which of some folded words are near a folded one that was typed, and how near.

    `also` are other forms of what was typed. Whole lists are compared at once, in C: thousands take a few milliseconds.
    """
    listed = list(words)
    found = dict.fromkeys(_sounding_like(typed, listed), Close.SOUNDS)
    found |= dict.fromkeys(_spelt_like(typed, listed), Close.SPELT)
    found |= {word: Close.ALSO for word in also if word in words}
    found |= {word: Close.SAME if word == typed else Close.BEGINS for word in listed if word.startswith(typed)}
    return found


def slips_allowed(typed: str) -> int:
    """Return how many letters may be wrong, missing, too many or swapped: none in a short word, two in a long one."""
    return 0 if len(typed) < 4 else 1 if len(typed) < 7 else 2


def _spelt_like(typed: str, words: Sequence[str]) -> list[str]:
    most = slips_allowed(typed)
    if not most:
        return []
    whole = _within(typed, words, most)
    # What is not typed to its end is compared with as much of each word, and may have one slip.
    begun = _within(typed, [word[: len(typed)] for word in words], 1) if len(typed) > 4 else []
    return [words[at] for at in {*whole, *begun}]


def _within(typed: str, words: Sequence[str], most: int) -> list[int]:
    found = process.extract(typed, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [at for _word, _slips, at in found]


def _sounding_like(typed: str, words: Sequence[str]) -> list[str]:
    """Return the words that sound as typed and look a little like it: sound alone would find Tim for Tom."""
    sound = jellyfish.metaphone(typed)
    if len(sound) < 2:
        return []
    least = 0.9 if len(typed) < 4 else 0.76
    alike = process.extract(typed, words, scorer=JaroWinkler.similarity, score_cutoff=least, limit=None)
    return [word for word, _score, _at in alike if jellyfish.metaphone(word) == sound]


# -- words found in what was written ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Piece:
    """A piece of a sentence, and whether it is what was looked for."""

    text: str
    is_it: bool = False


def sentences_with(typed: str, text: str, *, most: int = 3) -> tuple[tuple[Piece, ...], ...]:
    """Return the sentences of a text with any of the words typed, those marked; none unless all are in the text."""
    wanted = words_of(typed)[:MOST_WORDS]
    written = {fold(word) for word in WRITTEN.findall(text)}
    hits = [_hits(word, written) for word in wanted]
    if not hits or not all(hits):
        return ()
    every = frozenset().union(*hits)
    pieces = (_marked(sentence.strip(), every) for sentence in SENTENCE.findall(text))
    return tuple([one for one in pieces if any(piece.is_it for piece in one)][:most])


def _hits(word: str, written: Collection[str]) -> frozenset[str]:
    """Return the written words that are this one: as typed where there are any, else one that is spelt nearly so."""
    found = near(word, written)
    exact = frozenset(one for one, close in found.items() if close in (Close.SAME, Close.BEGINS))
    return exact or frozenset(one for one, close in found.items() if close == Close.SPELT)


def _marked(sentence: str, wanted: Collection[str]) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for found in WRITTEN.finditer(sentence):
        if fold(found[0]) in wanted:
            pieces += [Piece(sentence[at : found.start()]), Piece(found[0], True)]
            at = found.end()
    pieces.append(Piece(sentence[at:]))
    return tuple(piece for piece in pieces if piece.text)


def all_near(typed: Iterable[str], texts: Iterable[Sequence[str]]) -> list[tuple[int, ...] | None]:
    """Return how near each text, given as its folded words, is to all the words typed: None where one of them is not.

    What is returned sorts: the least near word first, then all of them together.
    """
    listed = list(texts)
    every = {word for words in listed for word in words}
    nears = [near(word, every) for word in list(typed)[:MOST_WORDS]]
    return [_least_near([[one[word] for word in words if word in one] for one in nears]) for words in listed]


def _least_near(each: Sequence[Sequence[Close]]) -> tuple[int, ...] | None:
    if not each or not all(each):
        return None
    best = [min(found) for found in each]
    return max(best), sum(best)
