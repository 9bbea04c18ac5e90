"""Words that somebody typed, carried in an address so that nobody reads them there.

A name in an address stays in the browser's history and in the notes of every machine between, on a phone or a desk that
others use too. So what is looked for is posted; and so that going back, and a browser without scripts, still come to
what was found, the address has the words sealed: for this practitioner, for half an hour. Nothing is kept here.
"""

import time

from livingwell.access.words import Viewer
from livingwell.sealed.keyring import seal, unseal
from livingwell.sealed.rules import SIGN, CannotOpen

SITTING = 30 * 60  # seconds: long enough to open somebody's page and come back


def closed(words: str, viewer: Viewer) -> str:
    """Return words as an address may carry them; nothing stays nothing."""
    return seal(f"{int(time.time())} {words}", _where(viewer)) if words else ""


def opened(carried: str, viewer: Viewer) -> str:
    """Return the words an address carries, or nothing where it is another's, too old, or made up."""
    if not carried.startswith(SIGN):
        return ""
    try:
        at, _space, words = unseal(carried, _where(viewer)).partition(" ")
    except CannotOpen:
        return ""
    return words if at.isdecimal() and 0 <= time.time() - int(at) < SITTING else ""


def _where(viewer: Viewer) -> str:
    return f"an address of {viewer.someone}"
