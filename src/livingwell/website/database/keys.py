"""The place's secrets: a file each, or all from LIVINGWELL_SECRET_KEY where that is set."""

import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from livingwell.website.database.trouble import Trouble

FROM_ENVIRONMENT = "LIVINGWELL_SECRET_KEY"
SHORTEST = 32  # characters


def key(folder: Path, name: str, environ: Mapping[str, str] = os.environ) -> bytes:
    """The 32 bytes called `name` ("django", "viewer"): the same for every process of the place, always."""
    given = environ.get(FROM_ENVIRONMENT, "")
    if given:
        if len(given) < SHORTEST:
            raise Trouble(f"{FROM_ENVIRONMENT} has {len(given)} characters; it needs {SHORTEST} or more.")
        return derived(given.encode(), name)
    path = folder / "keys" / name
    if not path.exists():
        _make(path)
    return _read(path)


def derived(secret: bytes, label: str) -> bytes:
    """HMAC-SHA256: whoever knows the result learns nothing of the secret."""
    return hmac.new(secret, label.encode(), hashlib.sha256).digest()


def _make(path: Path) -> None:
    """Write a new key whole, then give it its name: of two processes at once, both read the first's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(handle)
    try:
        os.link(making, path)
    except FileExistsError:
        pass
    finally:
        making.unlink()


def _read(path: Path) -> bytes:
    for seen in (path, path.parent):
        if seen.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise Trouble(f"{seen} holds a secret and others may read it. Take their rights away: chmod go= {seen}")
    return bytes.fromhex(path.read_text().strip())
