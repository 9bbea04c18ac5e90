"""A backup has its name once it is whole, and is never anything but whole under it."""

import errno
import io
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from real_servers import PATHS

from livingwell.website.backups import folder as folders
from livingwell.website.backups.envelope import CannotOpen, opened, read_beginning
from livingwell.website.backups.folder import keep_newest, those_of, whole_file
from livingwell.website.database.trouble import Trouble

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
# Writes until it is told to stop, as a backup of a large place does.
WRITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from livingwell.website.backups.envelope import Sealing, begin
from livingwell.website.backups.folder import whole_file
with whole_file(Path(sys.argv[1]), "brackwell", datetime(2026, 11, 26, 9, tzinfo=UTC)) as (file, path):
    sealing = Sealing(file, b"s" * 32, begin({"opens_with": "key"}))
    while True:
        sealing.write(bytes(100_000))
        file.flush()
        print("more", flush=True)
"""


def written(folder: Path, at: datetime = NOW, place: str = "brackwell") -> Path:
    with whole_file(folder, place, at) as (file, path):
        file.write(b"whole")
    return path


def test_a_whole_one_has_its_name_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    with whole_file(tmp_path, "brackwell", NOW) as (file, path):
        file.write(b"whole")
        assert not path.exists()
    assert path.name == "livingwell-brackwell-20261126-090000.backup"
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"whole", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_one_that_is_killed_in_mid_write_leaves_no_file_that_looks_whole(tmp_path: Path) -> None:
    words = [sys.executable, "-c", WRITING, str(tmp_path)]
    writing = subprocess.Popen(words, stdout=subprocess.PIPE, env={"PYTHONPATH": PATHS})
    for _ in range(5):
        writing.stdout.readline()
    writing.send_signal(signal.SIGKILL)
    writing.communicate()
    assert those_of(tmp_path, "brackwell") == []
    [left] = tmp_path.iterdir()
    assert left.name.startswith(".")
    there = io.BytesIO(left.read_bytes())
    beginning, _says = read_beginning(there)
    with pytest.raises(CannotOpen, match="only a part"):
        list(opened(there, b"s" * 32, beginning))

    # The next one takes it away, once it is surely nobody's.
    written(tmp_path)
    assert left.exists()
    os.utime(left, (0, 0))
    written(tmp_path, NOW + timedelta(seconds=1))
    assert not left.exists()


def test_one_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with suppress(ZeroDivisionError), whole_file(tmp_path, "brackwell", NOW) as (file, _path):
        file.write(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_one_of_the_same_second_is_never_written_over(tmp_path: Path) -> None:
    path = written(tmp_path)
    with pytest.raises(Trouble, match="of this very second"):
        written(tmp_path)
    assert path.read_bytes() == b"whole"


def test_a_stick_that_knows_no_second_name_for_a_file_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = written(tmp_path)
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(Trouble, match="of this very second"):
        written(tmp_path)


def test_a_folder_that_is_not_there_is_no_folder_or_may_not_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Trouble, match=r"There is no folder .*Make it first"):
        written(tmp_path / "missing")
    (tmp_path / "a-file").touch()
    with pytest.raises(Trouble, match="is not a folder"):
        written(tmp_path / "a-file")

    def may_not(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", may_not)
    with pytest.raises(Trouble, match=r"Nothing may be written in .*Permission denied"):
        written(tmp_path)


def test_a_disk_that_is_full_is_said_and_nothing_is_left_there(tmp_path: Path) -> None:
    small = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))\n{WRITING}"
    words = [sys.executable, "-c", small, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, env={"PYTHONPATH": PATHS}, check=False)
    assert "is full. Nothing was left there: make room" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_newest_are_kept_and_another_place_s_are_nobody_s_to_take_away(tmp_path: Path) -> None:
    days = [written(tmp_path, NOW - timedelta(days=days)) for days in (3, 2, 1, 0)]
    other = written(tmp_path, NOW - timedelta(days=9), "riverside")
    stranger = tmp_path / "livingwell-brackwell-notes.txt"
    stranger.touch()
    gone, later = keep_newest(days[-1], "brackwell", count=2)
    assert (gone, later) == (days[:2], [])
    assert set(tmp_path.iterdir()) == {*days[2:], other, stranger}


def test_one_that_says_it_is_from_later_is_left_alone_and_does_not_push_out_the_one_just_made(tmp_path: Path) -> None:
    future, made = written(tmp_path, NOW + timedelta(days=400)), written(tmp_path)
    gone, later = keep_newest(made, "brackwell", count=1)
    assert (gone, later) == ([], [future])
    assert made.exists()
    assert folders.on_the_same_disk(tmp_path, tmp_path)
