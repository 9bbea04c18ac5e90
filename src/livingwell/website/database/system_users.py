"""The system's users that have to do with an embedded server: who we are, and who the server runs as."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from livingwell.website.database.trouble import Trouble

SYSTEM_USER = "livingwell"
QUIET_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C"}  # no PG*, no LD_*


@dataclass(frozen=True)
class OsUser:
    """One of the system's users, who runs the server and owns its files."""

    name: str
    uid: int
    gid: int


def running_as_root() -> bool:
    return os.geteuid() == 0


def os_user(uid: int) -> OsUser:
    """The system's user with this number; PostgreSQL itself insists that they have a name."""
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Trouble(
            f"The system's user number {uid} has no name in /etc/passwd, and PostgreSQL will not run for "
            "a user without one. Add the user, or set DATABASE_URL to a server of your own."
        ) from None
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def run_as(user: OsUser, *command: str | Path, seconds: float = 660) -> subprocess.CompletedProcess[str]:
    """Run a program as `user`, in a quiet environment, everything it says kept."""
    identity: dict = {"user": user.uid, "group": user.gid, "extra_groups": []} if running_as_root() else {}
    return subprocess.run(  # noqa: S603 -- every command is one of ours, with no shell in between
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=QUIET_ENVIRONMENT,
        cwd="/",
        umask=0o077,
        timeout=seconds,
        check=False,
        **identity,
    )


def system_user(uid: int | None = None) -> OsUser:
    """The ordinary user that PostgreSQL runs as when we are root; made the first time, with no shell.

    `uid` is the owner of data already there: a new container has the old one's disk, but not its users.
    """
    user = _known() or _add_system_user(uid)
    if uid not in (None, user.uid):
        raise Trouble(
            f"The data belongs to the system's user {uid}, and {SYSTEM_USER} is number {user.uid} here. "
            f"Hand it over with: chown -R {SYSTEM_USER} <the folder's data, log and socket>"
        )
    return user


def _known() -> OsUser | None:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        return None
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _add_system_user(uid: int | None) -> OsUser:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if not useradd:
        raise Trouble(
            "PostgreSQL does not run as root, and there is no useradd here to make an ordinary user for it. "
            f"Make a system user called {SYSTEM_USER}, or run this as an ordinary user."
        )
    numbered = () if uid is None else ("--uid", str(uid))
    kept_out = ("--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin")
    made = run_as(OsUser("root", 0, 0), useradd, "--system", "--user-group", *numbered, *kept_out, SYSTEM_USER)
    user = _known()  # there even if another process made it first
    if not user:
        raise Trouble(f"The system's user {SYSTEM_USER} could not be made: {made.stdout.strip()}")
    return user
