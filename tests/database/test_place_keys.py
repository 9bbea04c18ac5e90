"""The place's secrets are made once, kept from others, and the same for every process."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from livingwell.website.database.keys import WordsKeys, key
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


# -- the keys that seal what people wrote -----------------------------------------------------------------------------


def test_the_first_key_for_words_is_made_once_and_each_one_begun_is_the_newest(tmp_path: Path) -> None:
    keys = WordsKeys(tmp_path, NO_ENVIRONMENT)
    keys.begin_the_first()
    [first] = keys.now()
    WordsKeys(tmp_path, NO_ENVIRONMENT).begin_the_first()
    assert keys.now() == (first,)
    for _ in range(10):  # past nine, where letters would sort them wrongly
        keys.begin()
    assert len(set(keys.now())) == 11
    assert keys.now()[-1] == first
    assert keys.drop_old() == 10
    assert os.listdir(tmp_path / "keys") == ["words.11"]


def test_a_place_that_lost_its_keys_is_told_and_given_no_other(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="Put back those that were there"):
        WordsKeys(tmp_path, NO_ENVIRONMENT).now()
    assert list(tmp_path.iterdir()) == []


def test_many_that_begin_the_first_at_once_have_the_same_one(tmp_path: Path) -> None:
    def begun(_: int) -> tuple[bytes, ...]:
        keys = WordsKeys(tmp_path, NO_ENVIRONMENT)
        keys.begin_the_first()
        return keys.now()

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(begun, range(64)))) == 1
    assert os.listdir(tmp_path / "keys") == ["words.1"]


def test_words_keys_of_the_environment_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    said = {f"LIVINGWELL_WORDS_KEY_{n}": f"secret {n} of more than thirty-two characters" for n in (2, 10, 1)}
    keys = WordsKeys(tmp_path, said).now()
    alone = [WordsKeys(tmp_path, {name: said[name]}).now()[0] for name in sorted(said, key=lambda one: -len(one))]
    assert keys[0] == alone[0]
    assert len(set(keys)) == 3
    with pytest.raises(Trouble, match="LIVINGWELL_WORDS_KEY_1 has 7 characters"):
        WordsKeys(tmp_path, {"LIVINGWELL_WORDS_KEY_1": "hunter2"}).now()
    assert list(tmp_path.iterdir()) == []
