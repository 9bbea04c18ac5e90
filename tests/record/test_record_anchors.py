"""An anchor as a line: what is written is read back, and a line that is not ours is named."""

import secrets
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from livingwell.record.anchors import public_key, read_lines, write_line
from livingwell.record.words import Anchored, Finding, Kind

KEY = secrets.token_bytes(32)
ANCHORS = st.builds(
    Anchored,
    number=st.integers(1, 2**62),
    chain=st.binary(min_size=32, max_size=32),
    at=st.datetimes(min_value=datetime(2020, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- the zone is given beside
)


@given(st.lists(ANCHORS), st.booleans())
def test_what_is_written_is_read_back(anchors, signs):
    lines = [write_line(anchor, key=KEY if signs else None) for anchor in anchors]
    assert list(read_lines([*lines, "", "  "], public=public_key(KEY) if signs else None)) == anchors


@given(ANCHORS, st.data())
def test_a_signed_line_changed_anywhere_is_no_longer_ours(anchor, data):
    line = write_line(anchor, key=KEY)
    place = data.draw(st.integers(0, len(line) - 1))
    letter = data.draw(st.sampled_from("0123456789abcdefXYZ+/=:").filter(lambda drawn: drawn != line[place]))
    changed = line[:place] + letter + line[place + 1 :]
    [found] = read_lines([changed], public=public_key(KEY))
    assert found == anchor or found.kind in (Kind.ANCHOR_UNSIGNED, Kind.ANCHOR_UNREADABLE)


def test_a_line_without_our_signature_and_a_line_that_is_no_anchor_are_named_by_their_place():
    good = write_line(Anchored(1, b"c" * 32, datetime(2026, 11, 22, tzinfo=UTC)))
    lines = ["# a heading", good, "0" + good[1:], good.replace("Z", ""), f"{good} {'A' * 88}"]
    found = list(read_lines(lines, public=public_key(KEY)))
    assert [str(finding) for finding in found if isinstance(finding, Finding)] == [
        "Line 1 of the anchors is not an anchor.",
        "Line 2 of the anchors does not carry our signature.",
        "Line 3 of the anchors is not an anchor.",
        "Line 4 of the anchors is not an anchor.",
        "Line 5 of the anchors does not carry our signature.",
    ]
