"""A source of rows, and the roles to act as."""

from collections.abc import Iterator

import pytest
from record.diary import Diary
from record.roles import signed_in_as

from livingwell.record import sources


@pytest.fixture
def as_worker(transactional_db: None) -> Iterator[None]:
    """Run the test as the role that does jobs."""
    with signed_in_as("lw_worker"):
        yield


@pytest.fixture
def diary(monkeypatch: pytest.MonkeyPatch) -> Diary:
    """A source the record knows how to read, for as long as the test lasts."""
    made = Diary()
    monkeypatch.setitem(sources._readers, made.name, made.read)
    return made
