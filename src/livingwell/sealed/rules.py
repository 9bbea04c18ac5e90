"""How words become a sealed cell and are read again. Pure: keys come in, no file and no query.

A sealed cell is `sealed.<key>.<what>`: eight letters that tell which key sealed it, then, in URL-safe base64, twelve
random bytes and the words under AES-256-GCM. It is bound to its table and column, so that one moved elsewhere does not
open. What is no such cell is plain, and read as it stands: it was written before this, or by the database itself.
"""

import hashlib
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from livingwell.lib.sentences import N_

SIGN = "sealed."
CELL = re.compile(r"sealed\.([0-9a-f]{8})\.([A-Za-z0-9_-]{39,})")
NONCE = 12  # bytes, fresh for each cell: NIST SP 800-38D lets one key seal 2 to the 32nd cells so

NO_KEY = N_(
    "What is kept in %(where)s was sealed with the key %(key)s, which is not among this place’s keys. Put it back."
)
NOT_HERE = N_("What people wrote was sealed with the key %(key)s, which is not among this place’s keys. Put it back.")
NOT_OURS = N_("What is kept in %(where)s does not open: somebody has changed it, or moved it there from elsewhere.")


class CannotOpen(Exception):  # noqa: N818 -- it reads as what it says
    """A sealed cell that cannot be read. `sentence` is translatable, its places filled from `values`."""

    def __init__(self, sentence: str, **values: str) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(sentence % values)


class NoKey(CannotOpen):
    """It was sealed with a key that is not here."""


def name_of(key: bytes) -> str:
    """Return the eight letters by which a cell names its key; from them, nobody gets back to it."""
    return hashlib.sha256(b"livingwell words " + key).hexdigest()[:8]


def beginning_of(key: bytes) -> str:
    """Return what every cell sealed with `key` begins with."""
    return f"{SIGN}{name_of(key)}."


class Keyring:
    """The place's keys, each of 32 bytes: the first seals, and all of them open."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._opening = {name_of(key): AESGCM(key) for key in reversed(keys)}
        self.beginning = beginning_of(keys[0])
        self._sealing = AESGCM(keys[0])

    def seal(self, words: str, where: str) -> str:
        """Return the cell that keeps `words` in the column `where`. Nothing stays nothing."""
        if not words:
            return words
        nonce = secrets.token_bytes(NONCE)
        sealed = self._sealing.encrypt(nonce, words.encode(), where.encode())
        return self.beginning + urlsafe_b64encode(nonce + sealed).rstrip(b"=").decode()

    def open(self, cell: str, where: str) -> str:
        """Return the words of a cell. Raises NoKey, or CannotOpen for one that was changed or moved."""
        found = CELL.fullmatch(cell)
        if found is None:
            return cell
        name, kept = found.groups()
        key = self._opening.get(name)
        if key is None:
            raise NoKey(NO_KEY, where=where, key=name)
        try:
            both = urlsafe_b64decode(kept + "=" * (-len(kept) % 4))
            return key.decrypt(both[:NONCE], both[NONCE:], where.encode()).decode()
        except (ValueError, InvalidTag):
            raise CannotOpen(NOT_OURS, where=where) from None

    def has(self, name: str) -> bool:
        """Return whether the key of this name is here."""
        return name in self._opening

    def is_newest(self, cell: str) -> bool:
        """Return whether there is nothing in a cell to seal with the newest key."""
        return not cell or cell.startswith(self.beginning)
