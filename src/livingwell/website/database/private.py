"""Small files of our own, written whole or not at all, and a lock between processes."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livingwell.website.database.lodging import Home
from livingwell.website.database.system_users import OsUser, running_as_root


def write_private(path: Path, text: str, *, reader: OsUser | None = None) -> None:
    """Write `text` to a file, at once and durably. Only we may read it, and `reader`."""
    making = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    making.unlink(missing_ok=True)
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w") as file:
        if reader and running_as_root():
            os.fchown(handle, path.parent.lstat().st_uid, reader.gid)
            os.fchmod(handle, 0o640)
        file.write(text)
        file.flush()
        os.fsync(handle)
    making.rename(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def only_one(home: Home) -> Iterator[None]:
    """Let one process at a time start or stop this server; the lock is freed if that process dies."""
    handle = os.open(home.path / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        if running_as_root():
            os.fchown(handle, home.path.lstat().st_uid, home.user.gid)
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
