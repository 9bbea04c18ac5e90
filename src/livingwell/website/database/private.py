"""Small files of our own that an embedded server's user may read too, and a lock between processes."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from livingwell.lib.private import sync_folder, written_whole
from livingwell.website.database.lodging import Home
from livingwell.website.database.system_users import OsUser, running_as_root

__all__ = ["only_one", "sync_folder", "write_private"]


def write_private(path: Path, text: str, *, reader: OsUser | None = None) -> None:
    """Write `text` to a file, at once and durably. Only we may read it, and `reader`."""
    with written_whole(path) as file:
        if reader and running_as_root():
            os.fchown(file.fileno(), path.parent.lstat().st_uid, reader.gid)
            os.fchmod(file.fileno(), 0o640)
        file.write(text)


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
