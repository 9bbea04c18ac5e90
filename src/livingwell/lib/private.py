"""Files that only we may read, in folders that nobody else can enter; on the disk before the function returns."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


def private_folder(path: Path) -> Path:
    """Make `path` a folder that only we can enter, whether or not it was there. Folders above keep their modes."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o700)
    return path


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Give a file to write; it takes the name `path` when all of it is on the disk, and never before."""
    making = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}")
    making.unlink(missing_ok=True)
    handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        yield file
        file.flush()
        os.fsync(handle)
    making.rename(path)
    sync_folder(path.parent)


def write_private(path: Path, text: str) -> None:
    """Write `text` to a file that only we may read, whole or not at all."""
    with written_whole(path) as file:
        file.write(text)


def append_private(path: Path, line: str) -> None:
    """Add a line to a file; only we may read it where we are the first to write there."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(handle)


def sync_folder(path: Path) -> None:
    """Have the disk know a folder's names."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
