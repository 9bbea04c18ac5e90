"""A place is put back from its backup, whole and checked, or not at all and in a sentence that says why."""

import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from backups.rehearsal import HOUSE, QUICK, Rehearsal, checks, do, environment, livingwell, restore

from livingwell.website.backups.locks import make_key
from livingwell.website.database import embedded

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a-place-put-back")]


def ask(folder: Path, question: str) -> list[tuple]:
    """Ask the database of a folder, as its administrator."""
    cluster = embedded.ensure_running(folder, for_tests=True)
    with psycopg.connect(cluster.conninfo("lw_super", "livingwell")) as admin:
        return admin.execute(question).fetchall()


def left_in(folder: Path) -> list[tuple]:
    return ask(folder, "select relname from pg_class where relnamespace = 'public'::regnamespace")


def refusal(done) -> str:
    """Return the one sentence of a command that refused."""
    assert done.returncode == 1, done.stdout
    assert "Traceback" not in done.stdout
    return done.stdout


def test_a_place_backed_up_while_it_serves_comes_back_and_every_check_passes(rehearsal: Rehearsal, empty: Path) -> None:
    done = restore(rehearsal, empty)
    passed, made = checks(done.stdout)
    assert (done.returncode, passed) == (0, made), done.stdout
    assert made > 150
    people = ask(empty, "select count(*) from access_personkey")[0][0]
    assert 6 <= people <= ask(rehearsal.place, "select count(*) from access_personkey")[0][0]
    assert do(empty, "verify", **QUICK).startswith("All is as it was recorded")

    # Nothing goes twice, nobody stays signed in, and no link opens a second time.
    assert ask(empty, "select state, next_try_at from post_delivery") == [("unsure", None)] * 2
    assert ask(empty, "select count(*) from messages_message where state = 'held back'") == [(1,)]
    assert ask(empty, "select count(*) from places_invitation where withdrawn_at is null") == [(0,)]
    assert "Post that had not surely gone: 2; messages whose moment had come: 1" in done.stdout
    assert ask(empty, "select count(*) from django_session") == [(0,)]

    # And whoever comes next finds a place that works; a second restore finds one that is there.
    do(empty, "prepare", **QUICK)
    assert (empty / "keys" / "backups.lock").exists()
    assert "There is a place in this database already" in refusal(restore(rehearsal, empty))
    assert do(empty, "verify", **QUICK).startswith("All is as it was recorded")


@pytest.fixture
def spoilt(rehearsal: Rehearsal, tmp_path: Path) -> Path:
    """A copy of the backup, for a test to spoil."""
    return Path(shutil.copy(rehearsal.file(), tmp_path / "spoilt.backup"))


def test_half_a_file_a_changed_byte_another_kind_of_file_and_a_wrong_key_are_each_said_and_nothing_is_made(
    rehearsal: Rehearsal, spoilt: Path, empty: Path
) -> None:
    whole = spoilt.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    for written, sentence in {
        whole[: len(whole) // 2]: "This is only a part of a backup",
        bytes(changed): "This backup was changed after it was made, near byte",
        b"PGDMP and then some": "This file is not a backup that livingwell made",
    }.items():
        spoilt.write_bytes(written)
        assert sentence in refusal(restore(rehearsal, empty, file=spoilt))
    other = spoilt.with_name("other.key")
    make_key(other, keys=spoilt.parent, place="Riverside", day="2026-11-26")
    said = refusal(livingwell(empty, "restore", rehearsal.file(), "--key", other, **QUICK))
    assert "This backup was made for the recovery key" in said
    assert left_in(empty) == []
    assert not list((empty / "keys").glob("words.*"))


BREAKING = """
import os, sys
import django
django.setup()
from livingwell.website.backups import putting_back
from livingwell.website.cli import main
def fail(): {how}
putting_back.bring_up_to_date = fail
main(sys.argv)
"""


@pytest.mark.parametrize(
    ("how", "leaves"), [("raise OSError(28, 'No space left')", False), ("os.kill(os.getpid(), 9)", True)]
)
def test_one_that_fails_leaves_nothing_and_one_that_is_killed_stays_shut_and_is_begun_anew(
    rehearsal: Rehearsal, empty: Path, how: str, leaves: bool
) -> None:
    words = [sys.executable, "-c", BREAKING.format(how=how), "restore", rehearsal.file(), "--key", rehearsal.key]
    told = environment(empty, **HOUSE, LIVINGWELL_ROLE="owner")
    done = subprocess.run(list(map(str, words)), env=told, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert bool(left_in(empty)) is leaves, done.stdout + done.stderr
    assert bool(list((empty / "keys").glob("words.*"))) is leaves
    if leaves:
        assert "has not come to its end, so its doors stay shut" in refusal(livingwell(empty, "serve", **QUICK))
        assert restore(rehearsal, empty).returncode == 0
