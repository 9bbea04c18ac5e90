"""What somebody brings: what may be written, what is near what a colleague looks for, and whom a need brings to mind.

Nobody is ranked. Whoever is found is listed by name, however near their words are.
"""

import re
from collections.abc import Collection, Iterable, Sequence

from livingwell.lib import alike
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import OFFERED, Brings, Brought, Key, Match

MOST = 30  # rows of one person's: more is a list that nobody reads
SIGNED = frozenset({"sign", "signs", "signed", "signer", "signing", "bsl", "isl", "sse", "makaton"})
# Words that say nothing of what is needed, in a line about a language or about what somebody needs to take part.
SAYS_NOTHING = frozenset(
    """a an and any are as at basic be best bit both but by can could do first fluent fluently for from good has have he
    help her him his i if in is it language languages level like likes little me more mother mostly my native needs need
    of on one only or people person please prefers quite room second she some someone somebody speak speaks spoken that
    the their them they time to tongue very wants well when who will with work working works would you""".split()  # noqa: SIM905 -- a list of words reads better as a sentence
)
UNWANTED = frozenset(
    {"no", "not", "never", "none", "dont", "doesnt", "cant", "cannot", "hate", "hates", "without", "avoid"}
)
PIECE = re.compile(r"[^.,;:!?\n]+")
SHORTEST = 4  # letters of a word in a need, before it is looked for among what colleagues wrote


def check_bringing(words: str, others: Iterable[Brought], *, kind: Brings) -> None:
    """Raise NotPossible unless this may stand beside what somebody has written already."""
    listed = list(others)
    if not words.strip():
        raise NotPossible(N_("Write what you bring, in a few words."), field="words")
    if any(one.kind == kind and alike.fold(one.words) == alike.fold(words) for one in listed):
        raise NotPossible(N_("You have written this already."), field="words")
    if len(listed) >= MOST:
        raise NotPossible(
            N_("That is %(most)s already. Take one back first, so that colleagues still read them."), most=MOST
        )


def brings_it(typed: str, texts: Sequence[str]) -> list[bool]:
    """Return of each text whether all the words typed are in it or near it: another spelling, a word half typed."""
    return [found is not None for found in alike.all_near(alike.words_of(typed), map(alike.words_of, texts))]


def alongside(
    brought: Iterable[tuple[Key, Sequence[Brought]]], *, language: str = "", needs: str = ""
) -> list[Match[Key]]:
    """Return who brings something that answers a person's language or what they need to take part.

    In the order given, never by how well. Lived experience is not among it, whatever it says.
    """
    found = (_matches(key, one, language, needs) for key, one in brought)
    return [match for match in found if match is not None]


def _matches(key: Key, brought: Sequence[Brought], language: str, needs: str) -> Match[Key] | None:
    answers = [(one, why) for one in brought if one.kind in OFFERED and (why := _why(one, language, needs))]
    if not answers:
        return None
    whys = dict.fromkeys(why for _one, why in answers)
    return Match(key, tuple(one.words for one, _why_ in answers), ", ".join(whys))


def _why(one: Brought, language: str, needs: str) -> str:
    """Return the person's own word that this answers, or nothing."""
    wanted = _wanted(needs)
    if one.kind == Brings.SIGNING:
        return _as_written(f"{language} {wanted}", SIGNED)
    own = set(alike.words_of(one.words))
    if one.kind == Brings.LANGUAGE and _meet(_telling(language), own):
        return language
    return _as_written(wanted, _meet({word for word in _telling(wanted) if len(word) >= SHORTEST}, own))


def _wanted(needs: str) -> str:
    """Return what somebody needs without what they said they do not: "no groups" brings nobody's groups to mind."""
    return " ".join(piece for piece in PIECE.findall(needs) if not UNWANTED & set(alike.words_of(piece)))


def _as_written(said: str, words: Collection[str]) -> str:
    """Return the words of a line that are among some folded ones, as the line has them."""
    return ", ".join(dict.fromkeys(word for word in alike.WRITTEN.findall(said) if alike.fold(word) in words))


def _telling(said: str) -> set[str]:
    return set(alike.words_of(said)) - SAYS_NOTHING


def _meet(wanted: set[str], own: set[str]) -> set[str]:
    """Return the words wanted that somebody wrote too, a slip of the spelling aside."""
    near = (alike.Close.SAME, alike.Close.SPELT)
    return {word for word in wanted if any(close in near for close in alike.near(word, own - SAYS_NOTHING).values())}
