"""A place backed up and put back, by the commands that whoever runs a place types, each in a process of its own."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "database"))

from commands import do, environment, livingwell

HERE = Path(__file__).parent
QUICK = {"LIVINGWELL_FOR_TESTS": "yes"}
HOUSE = {**QUICK, "DJANGO_SETTINGS_MODULE": "livingwell.website.settings", "LIVINGWELL_SMTP_HOST": "mail.example"}


@dataclass(frozen=True)
class Rehearsal:
    """Where a place was made, its recovery key, and where its backups are."""

    folder: Path

    @property
    def place(self) -> Path:
        return self.folder / "place"

    @property
    def key(self) -> Path:
        return self.folder / "recovery.key"

    @property
    def backups(self) -> Path:
        return self.folder / "backups"

    def file(self) -> Path:
        return max(self.backups.glob("*.backup"))


def program(what: str, folder: Path) -> subprocess.Popen[str]:
    """Start the place's own program: `make` or `go_on`."""
    told = environment(folder, **HOUSE)
    told["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), told["PYTHONPATH"]])
    words = [sys.executable, str(HERE / "a_place.py"), what]
    return subprocess.Popen(words, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def made(folder: Path) -> Rehearsal:
    """Make a place, and a recovery key for its backups."""
    one = Rehearsal(folder)
    for inside in (one.place, one.backups):
        inside.mkdir(mode=0o755)
    do(one.place, "prepare", "--made-up", **QUICK)
    making = program("make", one.place)
    said, _ = making.communicate(timeout=300)
    if making.returncode:
        raise RuntimeError(said)
    do(one.place, "backup", "--make-key", one.key, **QUICK)
    return one


def restore(one: Rehearsal, into: Path, *words: object, file: Path | None = None, **more: str):
    """Put a backup back into a folder with nothing in it."""
    return livingwell(into, "restore", file or one.file(), "--key", one.key, *words, **{**QUICK, **more})


def checks(said: str) -> tuple[int, int]:
    """Return how many checks passed, of how many."""
    passed, made_ = re.search(r"(\d+) of (\d+) checks passed", said).groups()
    return int(passed), int(made_)
