"""The place's secrets: a file each, or all from LIVINGWELL_SECRET_KEY where that is set."""

import hashlib
import hmac
import os
import re
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path

from livingwell.lib.private import private_folder, write_private
from livingwell.website.database.trouble import Trouble

FROM_ENVIRONMENT = "LIVINGWELL_SECRET_KEY"
WORDS_FROM_ENVIRONMENT = re.compile("LIVINGWELL_WORDS_KEY_([1-9][0-9]*)")
OF_SIGN_INS, OF_VIEWERS = "django", "viewer"
WORDS = "words"  # what the keys that seal people's words are called: files words.1, words.2 ..., the newest last
SHORTEST = 32  # characters


def key(folder: Path, name: str, environ: Mapping[str, str] = os.environ) -> bytes:
    """The 32 bytes called `name` ("django", "viewer"): the same for every process of the place, always."""
    given = environ.get(FROM_ENVIRONMENT, "")
    if given:
        return _derived_from(given, name, FROM_ENVIRONMENT)
    path = folder / "keys" / name
    if not path.exists():
        _make(path)
    return _read(path)


def derived(secret: bytes, label: str) -> bytes:
    """HMAC-SHA256: whoever knows the result learns nothing of the secret."""
    return hmac.new(secret, label.encode(), hashlib.sha256).digest()


def held(folder: Path, environ: Mapping[str, str] = os.environ) -> dict[str, bytes]:
    """Return the keys that this place keeps as files, by their names: none of those that the environment says."""
    own = [] if environ.get(FROM_ENVIRONMENT) else [OF_SIGN_INS, OF_VIEWERS]
    words = WordsKeys(folder, environ).names()
    return {name: key(folder, name, environ) for name in own} | {name: _read(folder / "keys" / name) for name in words}


def put_back(folder: Path, kept: Mapping[str, bytes]) -> list[Path]:
    """Write keys that were kept elsewhere; return the files that were not there before."""
    paths = {private_folder(folder / "keys") / name: value for name, value in kept.items()}
    new = [path for path in paths if not path.exists()]
    for path, value in paths.items():
        write_private(path, value.hex())
    return new


class WordsKeys:
    """The keys that seal what people wrote, the newest first: a file each, or from the environment where it says.

    LIVINGWELL_WORDS_KEY_1, _2 ... are secrets, the highest the newest; older than all is LIVINGWELL_SECRET_KEY. A key
    begun by another process is there the next time anybody asks for them as they are now.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str] = os.environ) -> None:
        self.folder, self.environ = folder / "keys", environ
        self._names: list[str] = []
        self._known: tuple[bytes, ...] = ()

    def known(self) -> tuple[bytes, ...]:
        """Return them as they were when they were last looked at."""
        return self._known or self.now()

    def now(self) -> tuple[bytes, ...]:
        """Return them as they are. Raises Trouble where there is none: a place that lost its keys is given no other."""
        if self._given():
            self._known = self._known or tuple(_derived_from(one, WORDS, said) for said, one in self._given())
            return self._known
        names = self._files()
        if not names:
            raise Trouble(
                f"There is no key in {self.folder} for what people wrote. Put back those that were there; only a place "
                "where nothing was written yet is given one, by `livingwell prepare`."
            )
        if names != self._names:
            self._known, self._names = tuple(_read(self.folder / name) for name in names), names
        return self._known

    def names(self) -> list[str]:
        """Return the names of the files they are kept in, the newest first: none where the environment says them."""
        return [] if self._given() else self._files()

    def begin_the_first(self) -> None:
        """Begin a key where there is none. For whoever has made sure that nothing was ever sealed here."""
        if not self._given() and not self._files():
            _make(self.folder / f"{WORDS}.1")

    def begin(self) -> None:
        """Begin a new key, which seals from now on. Where the environment says which, only whoever sets it may."""
        if self._given():
            raise Trouble(
                "The keys come from the environment here. Set a new one as LIVINGWELL_WORDS_KEY_1, or the number after "
                "the highest there is; start the place again; then run this with --go-on."
            )
        newest, *_older = self._files() or [f"{WORDS}.0"]
        _make(self.folder / f"{WORDS}.{_number(newest) + 1}")

    def drop_old(self) -> int:
        """Forget all but the newest; return how many. For whoever has made sure that they seal nothing any more."""
        if self._given():
            raise Trouble("The keys come from the environment here: take the old ones out of it.")
        old = self._files()[1:]
        for name in old:
            (self.folder / name).unlink()
        return len(old)

    def _given(self) -> list[tuple[str, str]]:
        """Return (the variable that says it, the secret) of each, the newest first."""
        numbered = {found[1]: name for name in self.environ if (found := WORDS_FROM_ENVIRONMENT.fullmatch(name))}
        names = [*(numbered[one] for one in sorted(numbered, key=int, reverse=True)), FROM_ENVIRONMENT]
        return [(name, self.environ[name]) for name in names if self.environ.get(name)]

    def _files(self) -> list[str]:
        found = os.listdir(self.folder) if self.folder.exists() else []
        ours = (one for one in found if one.startswith(f"{WORDS}.") and _number(one))
        return sorted(ours, key=_number, reverse=True)


def _number(name: str) -> int:
    said = name.partition(".")[2]
    return int(said) if said.isdecimal() else 0


def _derived_from(secret: str, label: str, variable: str) -> bytes:
    if len(secret) < SHORTEST:
        raise Trouble(f"{variable} has {len(secret)} characters; it needs {SHORTEST} or more.")
    return derived(secret.encode(), label)


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
