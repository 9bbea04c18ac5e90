"""What becomes of words that arrive to be kept. Nothing that was ever kept is lost by keeping something else."""

import re
from collections import Counter
from dataclasses import dataclass

from ..words import Kept

WORD = re.compile(r"""[^\s.,;:!?…“”"'()]+""")


@dataclass(frozen=True)
class Standing:
    """The note as it is: its words, how many saves made it, and the open page that made the last one."""

    words: str
    revision: int
    writer: str
    is_closed: bool = False


@dataclass(frozen=True)
class Arriving:
    """Words on their way in: what they were written upon, and by which open page."""

    words: str
    revision: int
    writer: str


def weigh(note: Standing, arriving: Arriving) -> Kept:
    """Return what becomes of the words that arrive.

    | the note | written upon | by | then |
    |---|---|---|---|
    | says the same already | anything | anybody | nothing to do |
    | has been read back | anything | anybody | beside it |
    | as it was read | this revision | anybody | saved |
    | saved since | an older one | the page that saved it, whose answer was lost on the way | saved |
    | saved since | an older one | another page | beside it |
    """
    if arriving.words == note.words:
        return Kept.ALREADY
    if note.is_closed:
        return Kept.BESIDE
    if arriving.revision == note.revision:
        return Kept.SAVED
    own_retry = bool(arriving.writer) and arriving.writer == note.writer and arriving.revision < note.revision
    return Kept.SAVED if own_retry else Kept.BESIDE


def leaves_behind(note: Standing, arriving: Arriving) -> bool:
    """Return whether a save that does not know the newest words would drop some of them.

    Two sends of one page can overtake each other on a bad line; what the earlier one would take away is kept beside.
    """
    if arriving.revision == note.revision:
        return False
    return bool(Counter(WORD.findall(note.words)) - Counter(WORD.findall(arriving.words)))
