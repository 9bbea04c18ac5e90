"""How an anchor is written: a line that a file on another machine, a printout or a letter can hold."""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from livingwell.record.rules import moment
from livingwell.record.words import Anchored, Finding, Kind

# `number chain-in-hex moment`, and where the place has a key, its Ed25519 signature of the three.


def write_line(anchor: Anchored, *, key: bytes | None = None) -> str:
    """Return the anchor as one line without its end, signed where a key (32 bytes) is given."""
    line = f"{anchor.number} {anchor.chain.hex()} {moment(anchor.at)}"
    if key is None:
        return line
    signature = Ed25519PrivateKey.from_private_bytes(key).sign(line.encode())
    return f"{line} {b64encode(signature).decode()}"


def public_key(key: bytes) -> bytes:
    """Return the 32 bytes with which anybody can check our signature and nobody can make it."""
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw()


def read_lines(lines: Iterable[str], *, public: bytes | None = None) -> Iterator[Anchored | Finding]:
    """Yield each anchor, or what is wrong with its line. Blank lines are passed over.

    `public` demands our signature on every line; without it signatures are not looked at.
    """
    for place, line in enumerate(lines, start=1):
        words = line.split()
        if not words:
            continue
        anchor = _read(words[:3])
        if anchor is None or len(words) > 4:
            yield Finding.of(Kind.ANCHOR_UNREADABLE, line=place)
        elif public is not None and not _is_signed(words, public):
            yield Finding.of(Kind.ANCHOR_UNSIGNED, line=place)
        else:
            yield anchor


def _read(words: list[str]) -> Anchored | None:
    try:
        number, chain, at = words
        anchor = Anchored(int(number), bytes.fromhex(chain), datetime.fromisoformat(at))
    except ValueError:
        return None
    return anchor if anchor.number > 0 and len(anchor.chain) == 32 and anchor.at.tzinfo else None


def _is_signed(words: list[str], public: bytes) -> bool:
    try:
        signature = b64decode(words[3], validate=True)
        Ed25519PublicKey.from_public_bytes(public).verify(signature, " ".join(words[:3]).encode())
    except (IndexError, ValueError, InvalidSignature):
        return False
    return True
