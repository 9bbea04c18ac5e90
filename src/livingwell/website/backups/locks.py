"""What locks a backup and what opens it: a recovery key that the place makes once, or words that somebody remembers.

A recovery key is a pair (X25519). The place keeps the half that locks, and no more, so whoever takes its server opens
none of its backups; the half that opens is a file kept elsewhere. Words are made into a key by scrypt.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from livingwell.lib.private import private_folder, write_private
from livingwell.website.backups.envelope import WRONG_KEY, CannotOpen, begin, derived
from livingwell.website.database.trouble import Trouble

LOCK = "backups.lock"  # in the place's keys: the half that locks
SIGN = "livingwell-recovery-key-"
SHORTEST = 16  # characters of words: they are all that stands between a copy of the file and what is in it
SCRYPT = {"n": 2**17, "r": 8, "p": 1}  # 128 MB and about half a second for each guess (OWASP, 2025)
MOST = 2**20  # a file that asks for more than this is not one of ours, and would fill the memory

KEY_FILE = """\
# The recovery key of the backups of {place}, made on {day}.
# Whoever has this file and a backup reads everything in it. Without this file nobody does, and nobody can make another.
# Keep two copies, both away from the server and away from the backups: a safe, a sealed envelope with a lawyer.
{key}
"""
NOT_A_KEY = "%(file)s is not a recovery key: it has no line that begins with livingwell-recovery-key-."
NO_LOCK = (
    "There is no recovery key for this place's backups yet. Make one with `livingwell backup --make-key FILE`, "
    "on something that does not stay here; or use --words."
)
OTHER_KEY = (
    "This backup was made for the recovery key %(wanted)s, and the one in %(file)s is %(given)s. Nothing was restored."
)
TOO_SHORT = f"That is too short: use {SHORTEST} characters or more, such as five words that do not belong together."
NEEDS_KEY = "This backup opens with the recovery key %(wanted)s: say where it is with --key FILE."
NEEDS_WORDS = "This backup opens with words, not with a recovery key: use --words instead of --key."


@dataclass(frozen=True)
class Locked:
    """A file's own secret, and the lines it begins with."""

    secret: bytes
    beginning: bytes


def name_of(public: bytes) -> str:
    """Return the eight letters by which a recovery key is told from another."""
    return derived(public, purpose="name").hex()[:8]


def make_key(file: Path, *, keys: Path, place: str, day: str) -> str:
    """Make a recovery key: the half that opens in `file`, the half that locks in the place's keys. Return its name."""
    if file.exists():
        raise Trouble(f"{file} is there already. A recovery key is never written over: choose another name.")
    private = X25519PrivateKey.generate()
    written = SIGN + base64.b32encode(private.private_bytes_raw()).decode().rstrip("=").lower()
    try:
        write_private(file, KEY_FILE.format(place=place, day=day, key=written))
    except OSError as reason:
        raise Trouble(f"The recovery key could not be written to {file}: {reason.strerror}.") from None
    write_private(private_folder(keys) / LOCK, private.public_key().public_bytes_raw().hex() + "\n")
    return name_of(private.public_key().public_bytes_raw())


def lock_with_key(keys: Path) -> Locked:
    """Return what locks one file, so that only the recovery key opens it."""
    try:
        public = bytes.fromhex((keys / LOCK).read_text().strip())
    except FileNotFoundError:
        raise Trouble(NO_LOCK) from None
    once = X25519PrivateKey.generate()
    secret = _shared(once, public, once.public_key().public_bytes_raw(), public)
    says = {"for": name_of(public), "once": once.public_key().public_bytes_raw().hex()}
    return _locked(secret, {"opens_with": "key", **says})


def lock_with_words(words: str) -> Locked:
    """Return what locks one file, so that only whoever knows the words opens it."""
    if len(words) < SHORTEST:
        raise Trouble(TOO_SHORT)
    salt = secrets.token_bytes(16)
    secret = Scrypt(salt, 32, **SCRYPT).derive(words.encode())
    return _locked(secret, {"opens_with": "words", "salt": salt.hex(), **SCRYPT})


def _locked(secret: bytes, says: dict[str, Any]) -> Locked:
    return Locked(secret, begin({**says, "check": _check(secret)}))


def _check(secret: bytes) -> str:
    """Return what tells a right key from a wrong one, before anything is opened with it."""
    return derived(secret, purpose="check").hex()[:32]


def secret_by_key(says: dict[str, Any], file: Path) -> bytes:
    """Return a file's secret, found with the recovery key in `file`. Raises CannotOpen for another's."""
    if says["opens_with"] != "key":
        raise Trouble(NEEDS_WORDS)
    private = _read_key(file)
    public = private.public_key().public_bytes_raw()
    if name_of(public) != says["for"]:
        raise CannotOpen(OTHER_KEY % {"wanted": says["for"], "given": name_of(public), "file": file})
    once = bytes.fromhex(says["once"])
    return _right(_shared(private, once, once, public), says, "that recovery key")


def secret_by_words(says: dict[str, Any], words: str) -> bytes:
    """Return a file's secret, found with the words. Raises CannotOpen for others."""
    if says["opens_with"] != "words":
        raise Trouble(NEEDS_KEY % {"wanted": says["for"]})
    if says["n"] * says["r"] * says["p"] > MOST * 8:
        raise CannotOpen(WRONG_KEY % {"what": "anything that this machine could try"})
    secret = Scrypt(bytes.fromhex(says["salt"]), 32, says["n"], says["r"], says["p"]).derive(words.encode())
    return _right(secret, says, "those words")


def _right(secret: bytes, says: dict[str, Any], what: str) -> bytes:
    if not secrets.compare_digest(_check(secret), str(says["check"])):
        raise CannotOpen(WRONG_KEY % {"what": what})
    return secret


def _shared(mine: X25519PrivateKey, theirs: bytes, once: bytes, public: bytes) -> bytes:
    """Return what both halves arrive at, bound to both (as RFC 9180 does)."""
    return derived(mine.exchange(X25519PublicKey.from_public_bytes(theirs)), purpose="shared", salt=once + public)


def _read_key(file: Path) -> X25519PrivateKey:
    try:
        lines = file.read_text(errors="replace").split()
    except OSError as reason:
        raise Trouble(f"The recovery key in {file} could not be read: {reason.strerror}.") from None
    found = next((line.removeprefix(SIGN) for line in lines if line.startswith(SIGN)), "")
    try:
        raw = base64.b32decode(found.upper() + "=" * (-len(found) % 8))
        return X25519PrivateKey.from_private_bytes(raw)
    except (binascii.Error, ValueError):
        raise Trouble(NOT_A_KEY % {"file": file}) from None
