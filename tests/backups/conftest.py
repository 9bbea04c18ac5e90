"""One place, made once and backed up once while people come to its door, for every test that puts it back."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from backups.rehearsal import QUICK, Rehearsal, do, made, program
from real_servers import open_folder, take_away


@pytest.fixture(scope="session")
def rehearsal() -> Iterator[Rehearsal]:
    folder = open_folder()
    one = made(folder)
    coming = program("go_on", one.place)
    coming.stdout.readline()  # the first is here
    try:
        do(one.place, "backup", one.backups, **QUICK)
        assert coming.poll() is None, "nobody came while the backup was taken"
    finally:
        coming.send_signal(signal.SIGKILL)
        coming.communicate()
    yield one
    take_away(one.place)
    take_away(folder)


@pytest.fixture
def empty() -> Iterator[Path]:
    """A folder for a place put back, with nothing in it yet."""
    folder = open_folder()
    yield folder
    take_away(folder)
