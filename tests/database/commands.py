"""Our commands as whoever runs a place types them: each in a process of its own, and a visitor to what they serve."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path

from real_servers import PATHS

PATIENCE = 240.0  # seconds; a machine with two cores may be busy with other tests
OPEN = "Ctrl-C stops it."
ME = {"called": "Ama", "channel": "text", "value": "07700 900123", "safe_ways": "message", "going_on": "No sleep."}


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return what a command is told, and nothing of what this process was told."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": PATHS, "LIVINGWELL_VAR": str(folder), **more}


def words_of(*words: object) -> list[str]:
    return [sys.executable, "-m", "livingwell.website.cli", *map(str, words)]


def livingwell(folder: Path, *words: object, answers: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `answers` are what is typed when it asks, a line each."""
    return subprocess.run(
        words_of(*words),
        env=environment(folder, **more),
        input=answers,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
        cwd="/",
    )


def do(folder: Path, *words: object, answers: str = "", **more: str) -> str:
    """Run a command that must come to a good end; return what it said."""
    done = livingwell(folder, *words, answers=answers, **more)
    assert done.returncode == 0, done.stdout
    return done.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """A place that is served: the process that was started, where, and what it has said."""

    process: subprocess.Popen
    url: str
    log: Path

    @property
    def said(self) -> str:
        return self.log.read_text()

    def children(self) -> dict[int, str]:
        """Return the process numbers of what it started, each with its command line."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return {int(pid): Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in found}


@contextmanager
def served(folder: Path, *words: object, **more: str) -> Iterator[Served]:
    """Serve on a free port until the block ends, from the moment the command says that it is open."""
    port, log = free_port(), folder / "served.log"
    with log.open("w") as said:
        process = subprocess.Popen(
            words_of(*(words or ("serve",)), "--address", f"127.0.0.1:{port}"),
            env=environment(folder, **more),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            cwd="/",
        )
    try:
        place = Served(process, f"http://127.0.0.1:{port}", log)
        soon(lambda: OPEN in place.said or process.poll() is not None)
        assert process.poll() is None, place.said
        yield place
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def soon(is_so: Callable[[], object], *, within: float = PATIENCE) -> float:
    """Wait until something is so, and return how long that took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < within, "it did not come to be so"
        time.sleep(0.1)
    return time.monotonic() - began


class Visitor:
    """A browser without a screen: keeps its cookies, and fills in forms as they were shown."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar()), urllib.request.ProxyHandler({}), NoOnward()
        )

    def ask(self, path: str, typed: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status, the page, and where it sends one on to."""
        sent = urllib.parse.urlencode(typed).encode() if typed is not None else None
        request = urllib.request.Request(urllib.parse.urljoin(self.url, path), data=sent)  # noqa: S310 -- the address of a server of this test’s own
        try:
            with self.opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode(), ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), answer.headers.get("Location", "")

    def fill(self, path: str, typed: dict[str, str], *, to: str = "") -> tuple[int, str, str]:
        """Open a page and send its form, hidden fields and all, to the page itself or to another of its forms."""
        status, page, _ = self.ask(path)
        assert status == 200, page
        hidden = re.findall(r'<input type="hidden" name="(csrfmiddlewaretoken|key|_once)" value="([^"]*)"', page)
        return self.ask(to or path, {**{name: unescape(value) for name, value in hidden}, **typed})

    def come_to_the_door(self) -> str:
        """Introduce oneself; return the receipt's address, which is what was acknowledged."""
        status, page, receipt = self.fill("/for-me/", {**ME, "send": "ask"})
        assert status == 303, page
        return receipt


class NoOnward(urllib.request.HTTPRedirectHandler):
    """A visitor looks where they are sent before they go."""

    def redirect_request(self, *_: object) -> None:
        return None
