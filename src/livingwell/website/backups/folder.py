"""The folder backups are kept in: a file has its name when all of it is on the disk, and never before."""

import errno
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from livingwell.lib.private import sync_folder
from livingwell.website.database.trouble import Trouble

UNFINISHED = ".unfinished"
NAME = "livingwell-{place}-{at}.backup"
A_DAY = 24 * 60 * 60
NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS)  # what a stick says that knows of no second name for a file

NOT_THERE = "There is no folder {folder}. Make it first; if it is on a disk that is plugged in, see that it is."
NO_FOLDER = "{folder} is not a folder."
MAY_NOT = "Nothing may be written in {folder} by whoever runs this ({reason}). Nothing was left there."
FULL = "The disk that {folder} is on is full. Nothing was left there: make room, or use another folder."
SAME_MOMENT = "There is a backup of this very second in {folder} already. It was left alone: try again."
OTHERWISE = "The backup could not be written in {folder}: {reason}. Nothing was left there."
SENTENCES = {
    errno.ENOENT: NOT_THERE,
    errno.EEXIST: SAME_MOMENT,
    errno.ENOTDIR: NO_FOLDER,
    errno.EACCES: MAY_NOT,
    errno.EPERM: MAY_NOT,
    errno.EROFS: MAY_NOT,
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
}


@contextmanager
def whole_file(folder: Path, place: str, at: datetime) -> Iterator[tuple[BinaryIO, Path]]:
    """Give a file to write, and the name it takes once the block ends well. Raises Trouble, and leaves nothing."""
    path = folder / NAME.format(place=place, at=at.astimezone(UTC).strftime("%Y%m%d-%H%M%S"))
    making = folder / f".{path.name}.{os.getpid()}{UNFINISHED}"
    try:
        _sweep(folder, place)
        handle = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file, path
                file.flush()
                os.fsync(handle)
            _name(making, path)
        finally:
            making.unlink(missing_ok=True)
        sync_folder(folder)
    except OSError as reason:
        said = SENTENCES.get(reason.errno or 0, OTHERWISE)
        raise Trouble(said.format(folder=folder, reason=reason.strerror)) from None


def _name(making: Path, path: Path) -> None:
    """Give the file its name. It never takes the place of one that is there."""
    try:
        os.link(making, path)
    except OSError as reason:
        if reason.errno not in NO_LINKS:
            raise
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        making.rename(path)


def _sweep(folder: Path, place: str) -> None:
    """Take away what a backup that was killed left of itself, once it is surely nobody's."""
    for left in folder.glob(f".livingwell-{place}-*{UNFINISHED}"):
        if left.stat().st_mtime < time.time() - A_DAY:
            left.unlink(missing_ok=True)


def those_of(folder: Path, place: str) -> list[Path]:
    """Return a place's whole backups, the oldest first by what their names say."""
    ours = re.compile(re.escape(f"livingwell-{place}-") + r"\d{8}-\d{6}\.backup")
    return sorted(path for path in folder.iterdir() if ours.fullmatch(path.name))


def keep_newest(made: Path, place: str, *, count: int) -> tuple[list[Path], list[Path]]:
    """Take away all but the newest `count`; return those taken away, and those that say they were made later.

    The one just made always stays, and so do those from later: a clock was wrong, and nobody can say which is newer.
    """
    others = [path for path in those_of(made.parent, place) if path != made]
    later = [path for path in others if path.name > made.name]
    earlier = [path for path in others if path.name < made.name]
    gone = earlier[: max(len(earlier) - (count - 1), 0)]
    for path in gone:
        path.unlink()
    return gone, later


def on_the_same_disk(folder: Path, data: Path) -> bool:
    """Return whether a fire, or a disk that fails, would take both."""
    try:
        return folder.stat().st_dev == data.stat().st_dev
    except OSError:
        return False
