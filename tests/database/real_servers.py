"""What these tests need of the machine: other users, other processes, another PostgreSQL, and tidying up."""

import contextlib
import hashlib
import hmac
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest

from livingwell.website.database import embedded, lodging
from livingwell.website.database.binaries import programs
from livingwell.website.database.pidfile import live_server
from livingwell.website.database.system_users import OsUser, os_user, run_as, system_user

KEY = b"the viewer key of these tests"
SOMEBODY = UUID("01234567-89ab-cdef-0123-456789abcdef")
PATHS = os.pathsep.join([str(Path(embedded.__file__).parents[3]), *filter(None, sys.path)])
AS_ROOT = os.geteuid() == 0
only_root = pytest.mark.skipif(not AS_ROOT, reason="only root can become another of the system's users")


def named(kind: str = "practitioner", ref: object = SOMEBODY, *, until: float = 0, key: bytes = KEY) -> str:
    """A viewer's signed line, as the website writes it."""
    message = f"{kind} {ref} {int(until or time.time() + 60)}"
    return f"{message} {hmac.new(key, message.encode(), hashlib.sha256).hexdigest()}"


def open_folder() -> Path:
    """A folder that every user of the system can walk through."""
    folder = Path(tempfile.mkdtemp(prefix="lw-test-"))
    folder.chmod(0o755)
    return folder


def take_away(folder: Path) -> None:
    """Stop whatever serves from this folder, and leave nothing of it."""
    for for_tests in (False, True):
        home = lodging.find_home(folder, embedded.home_name("18", for_tests=for_tests))
        if home:
            embedded.stop(folder, for_tests=for_tests)
            shutil.rmtree(lodging.socket_folder(home))
            shutil.rmtree(home.path)
            if home.path.parent != folder.resolve():
                home.path.parent.rmdir()
    shutil.rmtree(folder)


def postmaster(folder: Path, *, for_tests: bool = False) -> int | None:
    """The process number of the server that is alive in this folder."""
    home = lodging.find_home(folder, embedded.home_name("18", for_tests=for_tests))
    return live_server(home) if home else None


def python(code: str, *words: object, user: str | None = None) -> subprocess.Popen[str]:
    """A few lines of Python in a process of their own, as another of the system's users if asked."""
    interpreter, identity = sys.executable, {}
    if user:
        entry = pwd.getpwnam(user)
        identity = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        interpreter = _python_for(OsUser(user, entry.pw_uid, entry.pw_gid))
    return subprocess.Popen(
        [interpreter, "-c", code, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONPATH": PATHS, "PATH": os.environ["PATH"]},
        cwd="/",
        **identity,
    )


def _python_for(user: OsUser) -> str:
    """This Python, or the system's of the same version where ours is in somebody's private folder."""
    usual = shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")
    for candidate in (sys.executable, usual):
        with contextlib.suppress(OSError):
            if (
                candidate
                and run_as(user, "/usr/bin/env", f"PYTHONPATH={PATHS}", candidate, "-c", "import psycopg").returncode
                == 0
            ):
                return candidate
    pytest.skip(f"{user.name} can run no Python {sys.version_info.minor} with our packages here")


def said_by(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=120)
    return said


def server_user() -> OsUser:
    return system_user() if AS_ROOT else os_user(os.geteuid())


@contextmanager
def somebody_elses_server(folder: Path) -> Iterator[str]:
    """A PostgreSQL 16 as a place may run one: over TCP, with passwords. Gives the administrator's URL."""
    user, port, password = server_user(), _free_port(), "s3cret of the admin"
    where = programs("16", user)
    lodging.own_folder(folder / "sixteen", user)
    secret = folder / "password"
    secret.write_text(password)
    secret.chmod(0o644)
    data = folder / "sixteen" / "data"
    made = run_as(user, where / "initdb", "-D", data, "-U", "admin", "--auth=scram-sha-256", "-E", "UTF8",
                  "--locale=C.UTF-8", f"--pwfile={secret}", "--no-sync")  # fmt: skip
    assert made.returncode == 0, made.stdout
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={data} -c fsync=off"
    started = run_as(user, where / "pg_ctl", "-D", data, "-w", "-l", folder / "sixteen/log", "-o", options, "start")
    assert started.returncode == 0, started.stdout
    try:
        yield f"postgresql://admin:{password.replace(' ', '%20')}@127.0.0.1:{port}/brackwell"
    finally:
        run_as(user, where / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
