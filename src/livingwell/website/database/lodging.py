"""Where an embedded PostgreSQL lives on this machine, and as which of the system's users.

PostgreSQL refuses to run as root, rightly. Started as root, we make an ordinary system user for it, who owns
the data, the logs and the socket's folder and nothing else. Folders above ours keep the modes they had: where
that user cannot reach the project's folder, the data goes to `/var/lib/livingwell/` instead and a note in the
folder says so.

    postgresql-18/        the home: ours to write in, and the server's user may walk through it
        data/  log/       the server's user's own, 0700
        socket/           the same, when its path is short enough
        pg_hba.conf  pg_ident.conf  lock  running.json
"""

import hashlib
import logging
import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from livingwell.website.database.system_users import OsUser, os_user, run_as, running_as_root, system_user
from livingwell.website.database.trouble import Trouble

logger = logging.getLogger(__name__)

HOUSE = Path("/var/lib/livingwell")
NOTE = "where-the-data-is.txt"
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")  # a socket's path is at most 107 bytes on Linux, 103 on macOS


@dataclass(frozen=True)
class Home:
    """The folder an embedded server lives in, and the system's user it runs as."""

    path: Path
    user: OsUser

    @property
    def data(self) -> Path:
        return self.path / "data"

    @property
    def log(self) -> Path:
        return self.path / "log"


def home_of(folder: Path, name: str) -> Home:
    """The home called `name` for the project's `folder`: the one that is there, or a new one."""
    folder = folder.resolve()
    found = find_home(folder, name)
    if found:
        return found
    if not running_as_root():
        folder.mkdir(parents=True, exist_ok=True)
        return _furnish(folder / name, os_user(os.geteuid()))
    folder.mkdir(parents=True, exist_ok=True)
    user = system_user()
    if run_as(user, shutil.which("test") or "/usr/bin/test", "-x", folder).returncode == 0:
        return _furnish(folder / name, user)
    return _lodge_elsewhere(folder, name, user)


def find_home(folder: Path, name: str) -> Home | None:
    """The home that is already there, or None. Refuses one that somebody else may have put there."""
    folder = folder.resolve()
    near, far = folder / name, _far(folder) / name
    for path in (near, far):
        if path.is_symlink() or path.exists():
            return Home(path, _keeper_of(path))
    if (folder / NOTE).exists() and f"/{name}.\n" in (said := (folder / NOTE).read_text()):
        raise Trouble(
            f"{folder / NOTE} says:\n{said}\nThat is not there, or is another folder's, or is root's to see. "
            f"Run this as root; if the project was moved here, move that folder to {far}; "
            "to begin anew, remove the note."
        )
    return None


def socket_folder(home: Home) -> Path:
    """A folder for the server's socket that nobody else can enter, made if it is not there.

    Inside the home when the path is short enough: never XDG_RUNTIME_DIR, which goes when its user signs out
    while the server stays. Otherwise under /run (root) or /tmp, where a folder planted by others is refused.
    """
    place = home.path / "socket"
    if len(os.fsencode(place)) > LONGEST_SOCKET - 4:
        mark = hashlib.sha256(os.fsencode(home.path)).hexdigest()[:12]
        place = Path("/run" if running_as_root() else "/tmp") / f"livingwell-{mark}"  # noqa: S108 -- checked below
    own_folder(place, home.user)
    return place


def own_folder(path: Path, user: OsUser) -> None:
    """Make `path` a folder that only `user` can enter; refuse one that is anything else."""
    try:
        path.mkdir(mode=0o700)
        if running_as_root():
            os.chown(path, user.uid, user.gid)
    except FileExistsError:
        if running_as_root() and path.lstat().st_uid == 0:  # made by us, and we were cut short
            os.chown(path, user.uid, user.gid, follow_symlinks=False)
    if not is_private(path, user):
        raise Trouble(
            f"{path} should be a folder that {user.name} owns and nobody else can enter (0700), and is not. "
            "Somebody else may have put it there: look at it, and remove it if it is not yours."
        )


def is_private(path: Path, user: OsUser) -> bool:
    try:
        seen = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == user.uid and not seen.st_mode & 0o077


def _furnish(path: Path, user: OsUser) -> Home:
    """Make a home: root's own with a way through for the server's user, or simply the user's own."""
    path.mkdir(mode=0o700, exist_ok=True)
    home = Home(path, _keeper_of(path))
    if running_as_root():
        os.chown(path, 0, user.gid, follow_symlinks=False)
        path.chmod(0o710)
    return home


def _keeper_of(path: Path) -> OsUser:
    """Who runs the server in this home; one made by anybody but us, or the project's owner, is refused."""
    seen = path.lstat()
    trusted = {os.geteuid()} | ({path.parent.lstat().st_uid} if running_as_root() else set())
    if not stat.S_ISDIR(seen.st_mode) or seen.st_mode & 0o027 or seen.st_uid not in trusted:
        raise Trouble(
            f"{path} is not a private folder of {os_user(os.geteuid()).name}'s (owner {seen.st_uid}, "
            f"mode {stat.S_IMODE(seen.st_mode):o}). If it was made as root, run this as root."
        )
    if seen.st_uid:
        return os_user(seen.st_uid)
    data = path / "data"
    return system_user(data.lstat().st_uid if data.exists() else None)


def _far(folder: Path) -> Path:
    return HOUSE / hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]


def _lodge_elsewhere(folder: Path, name: str, user: OsUser) -> Home:
    far = _far(folder)
    far.mkdir(mode=0o755, parents=True, exist_ok=True)
    home = _furnish(far / name, user)
    said = f"The system's user {user.name} cannot reach {folder}, so its database is kept in {home.path}.\n"
    with (folder / NOTE).open("a") as note:
        note.write(said)
    logger.warning(said.strip())
    return home
