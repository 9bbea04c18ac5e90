"""The website and the worker beside it, until told to stop. A worker that ends by itself is started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from .address import Address
from .database.administered import environment_of

STOPS = (signal.SIGTERM, signal.SIGINT)
PAUSE = 3.0  # seconds before a worker that ended by itself is started again; its database may be coming back
LAST_PATIENCE = 40.0  # seconds for what is being answered; gunicorn gives up after 30
WORKER = [sys.executable, "-m", "livingwell.website.cli", "work"]


class Kept:
    """A process that is started again, after a pause, whenever it ends by itself."""

    def __init__(self, command: list[str], environment: Mapping[str, str]) -> None:
        self.command, self.environment = command, dict(environment)
        self.process = self._start()
        self.ended_at: float | None = None

    def look_after(self) -> None:
        """Start it again where it ended a while ago."""
        if self.process.poll() is None:
            return
        now = time.monotonic()
        self.ended_at = self.ended_at or now
        if now - self.ended_at >= PAUSE:
            self.process, self.ended_at = self._start(), None

    def _start(self) -> subprocess.Popen:
        return subprocess.Popen(self.command, env=self.environment)  # noqa: S603 -- a command of ours


def serve(address: Address, *, demonstration: bool, folder: Path, when_open: Callable[[], None]) -> int:
    """Serve until told to stop; call `when_open` once the website answers. Returns the status to exit with.

    Neither process has any credentials but its own role's.
    """
    environment = {**os.environ, "LIVINGWELL_DEMONSTRATION": "yes" if demonstration else "no"}
    own, workers = (environment_of(word, environment, folder=folder) for word in ("web", "worker"))
    for told in STOPS:  # a shell in the background has had SIGINT ignored
        signal.signal(told, signal.default_int_handler)
    website: subprocess.Popen | None = None
    worker: Kept | None = None
    try:
        website = subprocess.Popen(_gunicorn(address), env=own)  # noqa: S603 -- our server; the address is whoever runs it's
        worker = Kept(WORKER, workers)
        _watch(website, worker, address, when_open)
        return website.returncode or 1  # nobody told it to end
    except KeyboardInterrupt:
        return 0
    finally:
        now = (website, worker.process if worker else None)  # the worker as it is now, begun again or not
        _end(*(one for one in now if one))


def _watch(website: subprocess.Popen, worker: Kept, address: Address, when_open: Callable[[], None]) -> None:
    """Look after both until the website ends."""
    is_open = False
    while website.poll() is None:
        worker.look_after()
        if not is_open and answers(address):
            when_open()
            is_open = True
        time.sleep(1 if is_open else 0.1)


def answers(address: Address) -> bool:
    """Return whether the website answers there: with the front door, or by sending whoever asks to HTTPS."""
    asked = HTTPConnection(address.here, address.port, timeout=10)
    try:
        asked.request("GET", "/", headers={"Host": "localhost"})
        return asked.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


def _gunicorn(address: Address) -> list[str]:
    bound = ["--bind", str(address), "--workers", "2", "--threads", "4", "--no-control-socket"]
    return [sys.executable, "-m", "gunicorn", "livingwell.website.wsgi", *bound]


def _end(*started: subprocess.Popen) -> None:
    """End them all, whoever presses Ctrl-C again."""
    for told in STOPS:
        signal.signal(told, signal.SIG_IGN)
    for one in started:
        one.terminate()
    for one in started:
        try:
            one.wait(timeout=LAST_PATIENCE)
        except subprocess.TimeoutExpired:
            one.kill()
