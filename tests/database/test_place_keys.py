"""The place's secrets are made once, kept from others, and the same for every process."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from livingwell.website.database.keys import key
from livingwell.website.database.trouble import Trouble

NO_ENVIRONMENT: dict[str, str] = {}


def test_a_key_is_made_once_and_read_ever_after(tmp_path: Path) -> None:
    first = key(tmp_path, "viewer", NO_ENVIRONMENT)
    assert len(first) == 32
    assert key(tmp_path, "viewer", NO_ENVIRONMENT) == first
    assert key(tmp_path, "django", NO_ENVIRONMENT) != first
    assert key(tmp_path / "elsewhere", "viewer", NO_ENVIRONMENT) != first


def test_many_that_ask_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: key(tmp_path, "viewer", NO_ENVIRONMENT), range(64)))
    assert len(keys) == 1
    assert os.listdir(tmp_path / "keys") == ["viewer"]


def test_only_we_can_read_it_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        key(tmp_path, "viewer", NO_ENVIRONMENT)
    finally:
        os.umask(before)
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "keys" / "viewer").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("opened", ["keys", "keys/viewer"])
def test_a_key_that_others_may_read_is_refused(tmp_path: Path, opened: str) -> None:
    key(tmp_path, "viewer", NO_ENVIRONMENT)
    (tmp_path / opened).chmod(0o755)
    with pytest.raises(Trouble, match="others may read it"):
        key(tmp_path, "viewer", NO_ENVIRONMENT)


def test_one_secret_in_the_environment_gives_every_key_and_leaves_no_file(tmp_path: Path) -> None:
    environ = {"LIVINGWELL_SECRET_KEY": "a secret of more than thirty-two characters"}
    assert key(tmp_path, "viewer", environ) == key(tmp_path / "another machine", "viewer", environ)
    assert key(tmp_path, "viewer", environ) != key(tmp_path, "django", environ)
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused_without_repeating_it(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="32 or more") as refusal:
        key(tmp_path, "viewer", {"LIVINGWELL_SECRET_KEY": "hunter2"})
    assert "hunter2" not in str(refusal.value)
