"""What locks a backup opens none; what opens it is kept elsewhere, or known by heart."""

import io
from pathlib import Path

import pytest

from livingwell.website.backups import locks
from livingwell.website.backups.envelope import CannotOpen, read_beginning
from livingwell.website.backups.locks import lock_with_key, lock_with_words, make_key, secret_by_key, secret_by_words
from livingwell.website.database.trouble import Trouble

WORDS = "kettle orchard finch lemon harbour"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, Path]:
    """Return the place's keys, and the file with the half that opens."""
    file, keys = tmp_path / "recovery.key", tmp_path / "keys"
    make_key(file, keys=keys, place="Brackwell", day="2026-11-26")
    return keys, file


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(locks.SCRYPT, "n", 2**10)


def says(beginning: bytes) -> dict:
    return read_beginning(io.BytesIO(beginning))[1]


def test_the_key_opens_what_its_lock_locked_and_each_file_has_a_secret_of_its_own(made: tuple[Path, Path]) -> None:
    keys, file = made
    first, second = lock_with_key(keys), lock_with_key(keys)
    assert secret_by_key(says(first.beginning), file) == first.secret
    assert first.secret != second.secret


def test_what_stays_with_the_place_opens_nothing(made: tuple[Path, Path]) -> None:
    keys, _file = made
    assert [one.name for one in keys.iterdir()] == ["backups.lock"]
    with pytest.raises(Trouble, match="is not a recovery key"):
        secret_by_key(says(lock_with_key(keys).beginning), keys / "backups.lock")


def test_both_halves_are_for_nobody_else_to_read(made: tuple[Path, Path]) -> None:
    keys, file = made
    assert {one.stat().st_mode & 0o077 for one in (keys, keys / "backups.lock", file)} == {0}


def test_another_place_s_key_is_told_by_name(made: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    name = make_key(other, keys=tmp_path / "other", place="Riverside", day="2026-11-26")
    with pytest.raises(CannotOpen, match=f"and the one in .* is {name}"):
        secret_by_key(says(lock_with_key(made[0]).beginning), other)


def test_a_key_is_never_written_over(made: tuple[Path, Path]) -> None:
    keys, file = made
    kept = (file.read_text(), (keys / "backups.lock").read_text())
    with pytest.raises(Trouble, match="is there already"):
        make_key(file, keys=keys, place="Brackwell", day="2026-11-26")
    assert kept == (file.read_text(), (keys / "backups.lock").read_text())


def test_without_a_key_it_is_said_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="livingwell backup --make-key FILE"):
        lock_with_key(tmp_path)


def test_words_open_what_they_locked_and_other_words_do_not() -> None:
    locked = lock_with_words(WORDS)
    assert secret_by_words(says(locked.beginning), WORDS) == locked.secret
    with pytest.raises(CannotOpen, match="does not open with those words"):
        secret_by_words(says(locked.beginning), WORDS + "!")


def test_words_that_anybody_would_guess_are_refused() -> None:
    with pytest.raises(Trouble, match="too short"):
        lock_with_words("brackwell2026")


def test_words_and_keys_are_not_mistaken_for_one_another(made: tuple[Path, Path]) -> None:
    keys, file = made
    with pytest.raises(Trouble, match="use --words"):
        secret_by_key(says(lock_with_words(WORDS).beginning), file)
    with pytest.raises(Trouble, match="--key FILE"):
        secret_by_words(says(lock_with_key(keys).beginning), WORDS)


def test_a_file_that_asks_for_all_the_memory_there_is_is_not_given_it() -> None:
    asks = {**says(lock_with_words(WORDS).beginning), "n": 2**30}
    with pytest.raises(CannotOpen):
        secret_by_words(asks, WORDS)
