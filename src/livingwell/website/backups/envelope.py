"""How a backup is sealed: the lines it begins with, then its bytes in pieces, of which none may be left out or moved.

    livingwell backup               what kind of file this is
    {"format": 1, ...}              how its key is found again: nothing about the place
    <sha-256 of the two lines>      so that a slip there is not taken for a wrong key
    <flag, length, sealed piece>    again and again

The pieces are STREAM (Hoang, Reyhanitabar, Rogaway, Vizar 2015) over AES-256-GCM: the nonce of each is its number and
whether it is the last, so that a piece that is gone, doubled, moved or changed does not open, and a file that was cut
short has no last one. One key seals one file, so a number is a safe nonce. Pure: files come in, no clock and no query.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from livingwell.website.database.trouble import Trouble

MAGIC = b"livingwell backup\n"
FORMAT = 1
PIECE = 64 * 1024
TAG = 16
LONGEST_LINE = 4096
MORE, LAST = 0, 1

HALF = "This is only a part of a backup: it ends before it is whole. Use another one; nothing was restored."
CHANGED = "This backup was changed after it was made, near byte %(at)s. Use another one; nothing was restored."
NOT_ONE = "This file is not a backup that livingwell made. Nothing was restored."
NEWER = "This backup was made by a newer livingwell than this one. Install that version first; nothing was restored."
WRONG_KEY = "This backup does not open with %(what)s. Nothing was restored."


class CannotOpen(Trouble):
    """A backup that does not open, and why, in a sentence."""


def begin(says: Mapping[str, Any]) -> bytes:
    """Return the lines a backup begins with; `says` is how its key is found again."""
    lines = MAGIC + json.dumps({"format": FORMAT, **says}, sort_keys=True).encode() + b"\n"
    return lines + hashlib.sha256(lines).hexdigest().encode() + b"\n"


def read_beginning(file: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    """Return the lines a backup begins with, and what they say. Raises CannotOpen for any other file."""
    first = file.read(len(MAGIC))
    if first != MAGIC:
        raise CannotOpen(HALF if MAGIC.startswith(first) else NOT_ONE)
    line, check = (_line(file) for _ in range(2))
    if check[:-1] != hashlib.sha256(first + line).hexdigest().encode():
        raise CannotOpen(CHANGED % {"at": len(MAGIC)})
    says = json.loads(line)
    if says["format"] != FORMAT:
        raise CannotOpen(NEWER)
    return first + line + check, says


def _line(file: BinaryIO) -> bytes:
    line = file.readline(LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise CannotOpen(HALF if len(line) < LONGEST_LINE else CHANGED % {"at": len(MAGIC)})
    return line


def derived(secret: bytes, *, purpose: str, salt: bytes = b"") -> bytes:
    """Return 32 bytes for one purpose: whoever knows them learns neither the secret nor those of another."""
    return HKDF(SHA256(), 32, salt or None, b"livingwell backup, " + purpose.encode()).derive(secret)


def _cipher(secret: bytes, beginning: bytes) -> AESGCM:
    """Return what seals this file's pieces, and no other's: bound to every byte of its beginning."""
    return AESGCM(derived(secret, purpose="pieces", salt=hashlib.sha256(beginning).digest()))


def _nonce(number: int, flag: int) -> bytes:
    return number.to_bytes(11, "big") + bytes([flag])


class Sealing:
    """Seals what is written to it, and writes that to `file`. Without `finish` a file is not whole, and never opens."""

    def __init__(self, file: BinaryIO, secret: bytes, beginning: bytes) -> None:
        self._file, self._cipher = file, _cipher(secret, beginning)
        self._left, self._number = bytearray(), 0
        file.write(beginning)

    def write(self, some: bytes) -> None:
        """Take some more bytes."""
        self._left += some
        while len(self._left) > PIECE:  # never all of it: the last piece is not empty where anything was written
            self._seal(bytes(self._left[:PIECE]), MORE)
            del self._left[:PIECE]

    def finish(self) -> None:
        """Seal what is left as the last piece."""
        self._seal(bytes(self._left), LAST)

    def _seal(self, piece: bytes, flag: int) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, flag), piece, None)
        self._file.write(bytes([flag]) + len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


def opened(file: BinaryIO, secret: bytes, beginning: bytes) -> Iterator[bytes]:
    """Yield what was sealed, piece by piece, after `read_beginning`. Raises CannotOpen as soon as a piece is not right.

    What was yielded is authentic; that it is all of it is known only at the end.
    """
    cipher, number, flag, at = _cipher(secret, beginning), 0, MORE, len(beginning)
    while flag == MORE:
        head = _exactly(file, 5)
        flag, length = head[0], int.from_bytes(head[1:], "big")
        if flag not in (MORE, LAST) or not TAG <= length <= PIECE + TAG:
            raise CannotOpen(CHANGED % {"at": at})
        try:
            yield cipher.decrypt(_nonce(number, flag), _exactly(file, length), None)
        except InvalidTag:
            raise CannotOpen(CHANGED % {"at": at}) from None
        number, at = number + 1, at + 5 + length
    if file.read(1):
        raise CannotOpen(CHANGED % {"at": at})


def _exactly(file: BinaryIO, length: int) -> bytes:
    some = file.read(length)
    if len(some) < length:
        raise CannotOpen(HALF)
    return some
