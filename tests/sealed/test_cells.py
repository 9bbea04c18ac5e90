"""A cell: words sealed with a key, for one column. No database."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.sealed.rules import CannotOpen, Keyring, NoKey, beginning_of, name_of

HERE, ELSEWHERE = "conversations_note.words", "huddles_brought.story"
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@given(st.text())
def test_whatever_was_written_is_read_again(words):
    ring = Keyring([NEW, OLD])
    assert ring.open(ring.seal(words, HERE), HERE) == words


def test_nothing_stays_nothing_so_that_the_database_can_say_whether_anything_was_written():
    assert Keyring([NEW]).seal("", HERE) == ""


def test_the_same_words_are_never_the_same_cell():
    ring = Keyring([NEW])
    assert ring.seal("Sleeps badly.", HERE) != ring.seal("Sleeps badly.", HERE)


def test_the_newest_key_seals_and_an_older_one_still_opens():
    before = Keyring([OLD]).seal("Sleeps badly.", HERE)
    ring = Keyring([NEW, OLD])
    assert ring.open(before, HERE) == "Sleeps badly."
    assert not ring.is_newest(before)
    assert ring.seal("Sleeps badly.", HERE).startswith(beginning_of(NEW))


def test_a_cell_moved_to_another_column_is_refused():
    ring = Keyring([NEW])
    with pytest.raises(CannotOpen, match=r"huddles_brought\.story does not open"):
        ring.open(ring.seal("Sleeps badly.", HERE), ELSEWHERE)


def test_a_cell_with_one_bit_changed_anywhere_is_refused():
    ring = Keyring([NEW])
    cell = ring.seal("Sleeps badly.", HERE)
    kept = bytearray(urlsafe_b64decode(cell.removeprefix(ring.beginning) + "=="))
    for at in range(len(kept)):
        changed = bytes([*kept[:at], kept[at] ^ 1, *kept[at + 1 :]])
        with pytest.raises(CannotOpen):
            ring.open(ring.beginning + urlsafe_b64encode(changed).rstrip(b"=").decode(), HERE)


def test_a_key_that_is_not_here_is_named_in_one_sentence_and_never_said():
    cell = Keyring([OLD]).seal("Sleeps badly.", HERE)
    with pytest.raises(NoKey, match=f"sealed with the key {name_of(OLD)}") as refusal:
        Keyring([NEW]).open(cell, HERE)
    assert OLD.hex() not in str(refusal.value)


def test_what_was_written_before_is_read_as_it_stands():
    assert Keyring([NEW]).open("Sleeps badly.", HERE) == "Sleeps badly."


def test_words_that_look_like_a_cell_are_sealed_like_any_and_read_as_they_were_typed():
    ring = Keyring([NEW])
    typed = Keyring([secrets.token_bytes(32)]).seal("not ours", HERE)
    assert ring.open(ring.seal(typed, HERE), HERE) == typed
