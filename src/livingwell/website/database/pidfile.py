"""Whether a server is truly alive in a data folder: `postmaster.pid` is a claim, the process table knows."""

import os
import shutil
from pathlib import Path

from livingwell.website.database.lodging import Home
from livingwell.website.database.system_users import run_as

NOBODYS_PID = 2**31 - 1  # higher than any process number Linux or macOS gives out


def live_server(home: Home) -> int | None:
    """The process number of the server alive in this data folder, or None."""
    claimed = _claimed(home.data / "postmaster.pid")
    return claimed if claimed and _serves(claimed, home) else None


def set_aside_stale(home: Home) -> bool:
    """Make a stale pid file name nobody; True if there was one: the last server was killed.

    After a reboot its number may be some other program's, and PostgreSQL would refuse to start. The rest of
    the file stays, so that PostgreSQL still checks for orphans of the old server by its shared memory.
    """
    claimed = _claimed(home.data / "postmaster.pid")
    if not claimed or _serves(claimed, home):
        return False
    folder = os.open(home.data, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        handle = os.open("postmaster.pid", os.O_RDWR | os.O_NOFOLLOW, dir_fd=folder)
        with os.fdopen(handle, "r+") as file:
            _, _, rest = file.read().partition("\n")
            file.seek(0)
            file.truncate()
            file.write(f"{NOBODYS_PID}\n{rest}")
    finally:
        os.close(folder)
    return True


def _claimed(path: Path) -> int | None:
    try:
        return int(path.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _serves(pid: int, home: Home) -> bool:
    """A postmaster works in its data folder: true of a live one, not of a zombie or any other program."""
    process = Path("/proc") / str(pid)
    if Path("/proc/self").exists():
        try:
            return (process / "comm").read_text().strip() == "postgres" and (process / "cwd").samefile(home.data)
        except OSError:
            return False
    said = run_as(home.user, shutil.which("ps") or "/bin/ps", "-o", "command=", "-p", str(pid)).stdout
    return "postgres" in said and str(home.data) in said
