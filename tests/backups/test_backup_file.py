"""A backup's file: what was sealed comes out as it went in, or not at all."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.website.backups import envelope
from livingwell.website.backups.envelope import PIECE, CannotOpen, Sealing, begin, opened, read_beginning

SECRET = b"s" * 32
HEAD = 5  # a piece's flag and length


def sealed(*written: bytes, secret: bytes = SECRET) -> bytes:
    file = io.BytesIO()
    sealing = Sealing(file, secret, begin({"opens_with": "key"}))
    for some in written:
        sealing.write(some)
    sealing.finish()
    return file.getvalue()


def unsealed(file: bytes, secret: bytes = SECRET) -> bytes:
    there = io.BytesIO(file)
    beginning, _says = read_beginning(there)
    return b"".join(opened(there, secret, beginning))


def pieces(file: bytes) -> tuple[bytes, list[bytes]]:
    """Return a file's beginning, and its sealed pieces with their heads."""
    there = io.BytesIO(file)
    beginning, _says = read_beginning(there)
    found = []
    while head := there.read(HEAD):
        found.append(head + there.read(int.from_bytes(head[1:], "big")))
    return beginning, found


@given(st.lists(st.binary(max_size=200) | st.integers(0, PIECE + 1).map(bytes), max_size=5))
def test_what_was_sealed_comes_out_however_it_went_in(written: list[bytes]) -> None:
    assert unsealed(sealed(*written)) == b"".join(written)


LONG = sealed(bytes(range(256)) * (PIECE // 100))  # several pieces


@given(st.integers(0, len(LONG) - 1))
def test_a_file_cut_short_anywhere_is_told_as_half_a_one(length: int) -> None:
    with pytest.raises(CannotOpen, match="only a part of a backup"):
        unsealed(LONG[:length])


@given(st.integers(len(envelope.MAGIC), len(LONG) - 1), st.integers(1, 255))
def test_a_byte_changed_anywhere_is_found(at: int, by: int) -> None:
    changed = bytearray(LONG)
    changed[at] ^= by
    with pytest.raises(CannotOpen):
        unsealed(bytes(changed))


def test_pieces_left_out_moved_doubled_or_from_another_file_are_found() -> None:
    beginning, [first, second, *rest] = pieces(LONG)
    _other, [foreign, *_others] = pieces(sealed(bytes(PIECE * 2), secret=b"t" * 32))
    for kept in ([second, *rest], [second, first, *rest], [first, first, second, *rest], [foreign, second, *rest]):
        with pytest.raises(CannotOpen, match="changed after it was made"):
            unsealed(beginning + b"".join(kept))
    with pytest.raises(CannotOpen, match="changed after it was made"):
        unsealed(LONG + first)


def test_the_last_piece_is_not_taken_for_another_nor_another_for_the_last() -> None:
    beginning, [first, *rest] = pieces(LONG)
    with pytest.raises(CannotOpen, match="changed after it was made"):
        unsealed(beginning + bytes([envelope.LAST]) + first[1:])
    with pytest.raises(CannotOpen):
        unsealed(beginning + b"".join([first, *rest[:-1], bytes([envelope.MORE]) + rest[-1][1:]]))


def test_a_changed_beginning_is_told_as_changed_and_not_as_a_wrong_key() -> None:
    with pytest.raises(CannotOpen, match="changed after it was made"):
        unsealed(LONG.replace(b'"key"', b'"kez"', 1))


@pytest.mark.parametrize("file", [b"PGDMP\x01\x0e", b"PK\x03\x04 a spreadsheet", b"\x00" * 100])
def test_a_file_of_another_kind_is_told_as_one(file: bytes) -> None:
    with pytest.raises(CannotOpen, match="not a backup that livingwell made"):
        unsealed(file)


def test_a_file_of_a_newer_kind_is_told_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelope, "FORMAT", 2)
    newer = sealed(b"words")
    monkeypatch.undo()
    with pytest.raises(CannotOpen, match="made by a newer livingwell"):
        unsealed(newer)


def test_nothing_of_the_place_can_be_read_in_what_it_begins_with() -> None:
    _magic, says, _check = sealed(b"Brackwell").split(b"\n")[:3]
    assert json.loads(says) == {"format": 1, "opens_with": "key"}
