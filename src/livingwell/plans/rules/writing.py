"""What may be written in a plan, over what, and what became of a suggestion. Pure."""

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from ..words import LONGEST, Answer

MEANWHILE = N_("Somebody has written here since you opened it. Both are below, and nothing is lost.")


def tidied(words: str) -> str:
    """Return words as they are kept. Raises NotPossible where there are more than can be."""
    kept = words.replace("\r\n", "\n").strip()
    if len(kept) > LONGEST:
        raise NotPossible(N_("Keep it to %(most)s characters. Nothing you typed is lost."), field="words", most=LONGEST)
    return kept


def check_newest(*, on: int, newest: int) -> None:
    """Raise NotPossible where somebody wrote a version after the one that was read (`on`; 0 is nothing yet)."""
    if on != newest:
        raise NotPossible(MEANWHILE, field="words")


def check_suggested(words: str, *, now: str) -> None:
    """Raise NotPossible for a suggestion that says nothing, or nothing new."""
    if not words:
        raise NotPossible(N_("Write what you would suggest, in a few words."), field="words")
    if words == now:
        raise NotPossible(N_("That is what stands there already. Change it, or leave it as it is."), field="words")


def answer_by(words: str, *, suggested: str) -> Answer:
    """Return what it says of a suggestion that these words were written from it: taken as it was, or changed first."""
    return Answer.YES if words == suggested else Answer.CHANGED
