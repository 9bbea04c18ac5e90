"""An embedded PostgreSQL: made, started, asked and stopped with PostgreSQL's own programs.

No TCP; one socket in a folder only its user can enter; peer authentication and nothing else (see `guarding`).
A crash, a reboot or a stale pid file needs nobody: the next process that asks starts it again, and recovery
is PostgreSQL's own. What was acknowledged is on the disk, because `fsync` stays on; only a cluster made for
tests turns it off, and that one has a name of its own so that real data can never be opened that way.
"""

import json
import logging
import os
import shlex
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from psycopg import pq
from psycopg.conninfo import make_conninfo

from livingwell.website.database.binaries import programs
from livingwell.website.database.guarding import set_guards
from livingwell.website.database.lodging import (
    Home,
    find_home,
    home_of,
    is_private,
    own_folder,
    socket_folder,
)
from livingwell.website.database.pidfile import live_server, set_aside_stale
from livingwell.website.database.private import only_one, sync_folder, write_private
from livingwell.website.database.system_users import run_as
from livingwell.website.database.trouble import Trouble

logger = logging.getLogger(__name__)

SILENCES = 15  # a fifth of a second each
MEMORY = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20  # of the machine, in megabytes
PATIENCE = 600  # seconds; a crash recovery of 1.7 GB of log took 20 on two cores
FIRST_SETTINGS = {  # the place may change these in data/postgresql.conf
    # An eighth of the machine: a team’s rows lie scattered in a large place, and are read from here far faster.
    "shared_buffers": f"{min(max(MEMORY // 8, 128), 2048)}MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_filename": "postgresql-%a.log",  # one file a weekday, begun afresh each week: nothing piles up
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
}
ALWAYS = {  # said on the command line, where neither a file nor ALTER SYSTEM can outrank it
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "logging_collector": "on",
    "log_file_mode": "0600",
    "log_min_error_statement": "panic",  # a failing INSERT's words are somebody's words,
    "log_error_verbosity": "terse",  # and so is a DETAIL's
}
DURABLE = {"fsync": "on", "full_page_writes": "on"}
FOR_TESTS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "256MB",  # tests drop a database and empty tables often: each looks through all of it
}
LOCALE = {
    "18": ("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    "16": ("--locale-provider=libc", "--locale=C.UTF-8"),
}


@dataclass(frozen=True)
class Cluster:
    """A running embedded server: `os_user` runs it; `socket` is the folder that libpq takes as its host."""

    home: Path
    socket: Path
    programs: Path
    os_user: str

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    def incarnation(self) -> str:
        """Which data this is: another after it was made anew, or put back from a copy."""
        made = (self.data / "global" / "pg_control").read_bytes()[:8]  # PostgreSQL's system identifier
        return f"{made.hex()} {self.data.stat().st_ino}"

    def conninfo(self, user: str, database: str = "postgres") -> str:
        """A libpq connection string, which refuses a socket served by anybody but `os_user`."""
        return make_conninfo(host=str(self.socket), port=5432, user=user, dbname=database, requirepeer=self.os_user)


def ensure_running(folder: Path, *, version: str = "18", for_tests: bool = False) -> Cluster:
    """The project's embedded server, running: made, started or recovered first where needed."""
    home = home_of(folder, home_name(version, for_tests=for_tests))
    running = _remembered(home)
    if running:
        return running
    with only_one(home):
        return _remembered(home) or _start(home, version, for_tests=for_tests)


def stop(folder: Path, *, version: str = "18", for_tests: bool = False) -> None:
    """Stop the project's embedded server, if there is one; its connections are ended."""
    home = find_home(folder, home_name(version, for_tests=for_tests))
    if home:
        with only_one(home):
            _stop(home, version)


def home_name(version: str, *, for_tests: bool) -> str:
    return f"postgresql-{version}" + ("-tests" if for_tests else "")


def _remembered(home: Home) -> Cluster | None:
    """The server that was started here last, if it answers. A copied or moved folder remembers nothing."""
    try:
        said = json.loads((home.path / "running.json").read_text())
        cluster = Cluster(Path(said["home"]), Path(said["socket"]), Path(said["programs"]), said["os_user"])
    except (OSError, ValueError, KeyError):
        return None
    if cluster.home != home.path or cluster.os_user != home.user.name or not is_private(cluster.socket, home.user):
        return None
    return cluster if _asked(cluster) == pq.Ping.OK else None


def _asked(cluster: Cluster) -> pq.Ping:
    return pq.Ping(pq.PGconn.ping(cluster.conninfo("lw_super").encode()))


def _start(home: Home, version: str, *, for_tests: bool) -> Cluster:
    """Bring the server up. Called with the lock held."""
    cluster = Cluster(home.path, socket_folder(home), programs(version, home.user), home.user.name)
    own_folder(home.log, home.user)
    if not home.data.exists():
        _make(home, cluster, version, for_tests=for_tests)
    set_guards(home)
    if not _already_up(home, cluster, version):
        _launch(home, cluster, for_tests=for_tests)
    said = json.dumps({key: str(value) for key, value in vars(cluster).items()})
    write_private(home.path / "running.json", said, reader=home.user)
    return cluster


def _make(home: Home, cluster: Cluster, version: str, *, for_tests: bool) -> None:
    """Make the data folder, whole or not at all: initdb works beside it, and a rename puts it in place."""
    making = home.path / "data.making"
    if making.exists():
        shutil.rmtree(making)
    own_folder(making, home.user)
    settings = [f"--set={name}={value}" for name, value in FIRST_SETTINGS.items()]
    guarded = ("--username=lw_super", "--auth-local=peer", "--auth-host=reject", "--encoding=UTF8")
    hasty = ["--no-sync"] if for_tests else []
    initdb = cluster.programs / "initdb"
    made = run_as(home.user, initdb, "--pgdata", making, *guarded, *LOCALE[version], *settings, *hasty)
    if made.returncode != 0:
        raise Trouble(f"PostgreSQL could not make its data folder in {home.path}:\n{made.stdout.strip()}")
    making.rename(home.data)
    sync_folder(home.path)


def _already_up(home: Home, cluster: Cluster, version: str) -> bool:
    """Whether a live server answers where we look; wait for one that is starting, stop one astray.

    Astray: its socket was swept away, or is where this folder was moved from. A moment's silence is not that.
    """
    until, silent = time.monotonic() + PATIENCE, 0
    while live_server(home) and time.monotonic() < until:
        answer = _asked(cluster)
        if answer == pq.Ping.OK:
            return _reload(home)
        silent = 0 if answer == pq.Ping.REJECT else silent + 1
        if silent > SILENCES:
            logger.warning("The PostgreSQL in %s does not answer at %s: restarting it.", home.data, cluster.socket)
            _stop(home, version)
        time.sleep(0.2)
    return False


def _reload(home: Home) -> bool:
    """Have a running server read its guards anew: root may just have been let in."""
    pid = live_server(home)
    if pid:
        os.kill(pid, signal.SIGHUP)
    return pid is not None


def _launch(home: Home, cluster: Cluster, *, for_tests: bool) -> None:
    """Start the server; after a kill, try again while what is left of the old one lets go of its memory."""
    settings = {
        **ALWAYS,
        **(FOR_TESTS if for_tests else DURABLE),
        "unix_socket_directories": str(cluster.socket),
        "hba_file": str(home.path / "pg_hba.conf"),
        "ident_file": str(home.path / "pg_ident.conf"),
        "log_directory": str(home.log),
    }
    options = shlex.join(word for name, value in settings.items() for word in ("-c", f"{name}={value}"))
    waiting = ("-D", home.data, "-w", "-t", str(PATIENCE), "-l", home.log / "start.log", "-o", options)
    tries = 40 if set_aside_stale(home) else 1
    for left in cluster.socket.iterdir():  # a killed server's, whose lock PostgreSQL would believe
        left.unlink()
    for _ in range(tries):
        started = run_as(home.user, cluster.programs / "pg_ctl", *waiting, "start")
        if started.returncode == 0:
            return
        time.sleep(0.5)
    raise Trouble(f"PostgreSQL did not start in {home.data}:\n{started.stdout}{_last_words(home)}")


def _last_words(home: Home) -> str:
    """The end of the newest log, for whoever has to find out why."""
    logs = sorted(home.log.glob("*.log"), key=lambda log: log.stat().st_mtime)
    said = [line for log in logs[-2:] for line in log.read_text(errors="replace").splitlines()[-8:]]
    return "\n".join([*said, f"(from the logs in {home.log})"])


def _stop(home: Home, version: str) -> None:
    if not live_server(home):
        return
    where = programs(version, home.user)
    said = run_as(home.user, where / "pg_ctl", "-D", home.data, "-m", "fast", "-w", "-t", str(PATIENCE), "stop")
    if said.returncode != 0 and live_server(home):
        raise Trouble(f"The PostgreSQL in {home.data} did not stop: {said.stdout.strip()}")
