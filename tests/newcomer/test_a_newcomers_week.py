"""docs/a-newcomers-week.md, to the letter: its commands are run, and what it has in bold is what is pressed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from backups.rehearsal import checks
from commands import do, environment
from newcomer.week import FALLEN, STEPS
from real_servers import open_folder, take_away

from livingwell.website.database import embedded

pytestmark = [pytest.mark.slow]

HERE = Path(__file__).parent
GUIDE = (HERE.parents[1] / "docs/a-newcomers-week.md").read_text()
QUICK = {"LIVINGWELL_FOR_TESTS": "yes"}
HOUSE = {
    **QUICK,
    "LIVINGWELL_PLACE": "harbourside",
    "LIVINGWELL_SMTP_HOST": "mail.example",
    "DJANGO_SETTINGS_MODULE": "livingwell.website.settings",
}


def blocks() -> list[str]:
    """The indented blocks of the guide, each as it would be typed."""
    found = re.findall(r"(?:^    [^\n]*\n|^\n(?=    ))+", GUIDE, re.M)
    return [re.sub(r"^    ", "", one, flags=re.M).strip("\n") for one in found]


def commands() -> list[list[str]]:
    return [line.split()[1:] for block in blocks() for line in block.splitlines() if line.startswith("livingwell ")]


def answers() -> list[str]:
    """What is typed when `new` asks, and nothing for the last question."""
    return [one + "\n\n" for one in blocks() if not one.startswith(("livingwell", "export"))]


@pytest.fixture
def folders():
    made = [open_folder() for _one in ("place", "elsewhere", "another machine", "a stick")]
    yield made
    for one in made:
        take_away(one)


def typed(folders: list[Path], word: str) -> list[str]:
    """The command of the guide that has this word in it, its folders where this test has them."""
    _place, elsewhere, _another, stick = folders
    [command] = [one for one in commands() if word in one]
    at = {"/mnt/elsewhere": str(elsewhere), "/media/stick": str(stick)}
    newest = max((str(one) for one in elsewhere.glob("*.backup")), default="")
    return [
        re.sub(r"^/mnt/elsewhere/THE-NEWEST.backup$", newest, part)
        if "NEWEST" in part
        else next((part.replace(old, new) for old, new in at.items() if part.startswith(old)), part)
        for part in command
    ]


def asked_of(folder: Path, question: str) -> tuple:
    cluster = embedded.ensure_running(folder, for_tests=True)
    with psycopg.connect(cluster.conninfo("lw_super", "livingwell")) as admin:
        return admin.execute(question).fetchone()


def week(place: Path, *links: str) -> subprocess.CompletedProcess[str]:
    told = environment(place, **HOUSE)
    told["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), told["PYTHONPATH"]])
    return subprocess.run(
        [sys.executable, str(HERE / "week.py"), *links],
        env=told,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_a_newcomers_week_is_done_to_the_letter_and_nobody_falls(folders, figure) -> None:
    place, _elsewhere, another, _stick = folders
    said = [do(place, *typed(folders, "new"), answers=each, **QUICK) for each in answers()]
    links = [re.search(r"http://127.0.0.1:8000(/join/[\w-]+/)", one)[1] for one in said]
    done = week(place, *links)
    assert done.returncode == 0, done.stdout + done.stderr
    *steps, pressed = done.stdout.splitlines()
    assert steps == list(STEPS)
    bold = {" ".join(one.split()) for one in re.findall(r"\*\*(.+?)\*\*", GUIDE, re.S)}
    assert set(json.loads(pressed)) == bold

    people = asked_of(place, "select count(*) from access_personkey")
    do(place, *typed(folders, "--make-key"), **HOUSE)
    do(place, *typed(folders, "/mnt/elsewhere"), **HOUSE)
    crash(place)
    assert asked_of(place, "select count(*) from access_personkey") == people
    assert asked_of(place, FALLEN) == (0,)
    passed, made = checks(do(another, *typed(folders, "restore"), **HOUSE))
    figure("newcomer.restore.passed", passed, f"of {made} checks")
    assert passed == made > 100
    assert asked_of(another, "select count(*) from access_personkey") == people
    assert asked_of(another, FALLEN) == (0,)


def crash(folder: Path) -> None:
    """The power goes: the server and all it started are killed where they stand."""
    pid = int(next(folder.glob("postgresql*/data/postmaster.pid")).read_text().split()[0])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for one in (pid, *map(int, children)):
        os.kill(one, 9)
