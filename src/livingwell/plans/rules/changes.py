"""What changed from one version of somebody's words to the next, word by word. Pure."""

import re
from difflib import SequenceMatcher

from ..words import Piece, Same

WORDS = re.compile(r"\s+|[^\s]+")


def what_changed(before: str, after: str) -> tuple[Piece, ...]:
    """Return `after` in pieces, with what was taken out of `before` where it stood."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece(Same.KEPT, "".join(new[k:m])))
            continue
        if i < j:
            pieces.append(Piece(Same.TAKEN_OUT, "".join(old[i:j])))
        if k < m:
            pieces.append(Piece(Same.ADDED, "".join(new[k:m])))
    return tuple(pieces)
