"""Digests and links, out of the database's way: any change anywhere in a chain shows."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from itertools import islice
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.record import rules
from livingwell.record.words import Anchored, Kind, Noted, Row, Sealed

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SALT = b"sixteen bytes ..."


def chain_of(length: int) -> list[Sealed]:
    """A sound chain."""
    seals, last = [], rules.GENESIS
    for number in range(1, length + 1):
        entry = uuid5(UUID(int=1), str(number))
        made = {"number": number, "entry_id": entry, "source": "test.diary", "source_id": uuid5(entry, "row")}
        dated = {"made_at": NOON + timedelta(seconds=number), "sealed_at": NOON + timedelta(minutes=number)}
        said = rules.digest(SALT, {"says": number})
        last = rules.link(last, **made, digest=said, **dated)
        seals.append(Sealed(**made, digest=said, **dated, chain=last))
    return seals


def kinds(findings) -> list[Kind]:
    return [finding.kind for finding in findings]


def test_a_payload_has_one_writing_whatever_the_order_of_its_keys_or_the_zone_of_its_moments():
    here = {"b": [1, 2.0, None], "a": NOON, "id": UUID(int=7), "c": "café"}
    elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
    there = {"c": "café", "id": str(UUID(int=7)), "a": elsewhere, "b": (1, 2, None)}
    written = f'{{"a":"2026-11-22T12:00:00.000000Z","b":[1,2,null],"c":"café","id":"{UUID(int=7)}"}}'
    assert rules.canonical(here) == rules.canonical(there) == written.encode()


@pytest.mark.parametrize(
    ("payload", "trouble"),
    [
        ({"at": datetime(2026, 1, 1)}, ValueError),  # noqa: DTZ001 -- the point
        ({"n": float("nan")}, ValueError),
        ({"n": Decimal("Infinity")}, ValueError),
        ({"n": 1e300}, ValueError),
        ({"what": object()}, TypeError),
    ],
)
def test_what_could_not_be_read_back_the_same_is_refused(payload, trouble):
    with pytest.raises(trouble):
        rules.canonical(payload)


def test_a_digest_needs_salt_enough_that_nobody_guesses_the_payload():
    with pytest.raises(ValueError, match="at least 16 bytes"):
        rules.digest(b"short", {})
    assert rules.digest(SALT, {"a": 1}) != rules.digest(SALT + b"x", {"a": 1})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False, width=32),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=4), st.dictionaries(st.text(), JSON, max_size=4))
def test_two_payloads_share_a_digest_only_when_they_are_the_same(one, other):
    def is_writable(payload):
        try:
            return bool(rules.canonical(payload))
        except (ValueError, UnicodeEncodeError):
            return False

    if is_writable(one) and is_writable(other):
        same = rules.canonical(one) == rules.canonical(other)
        assert (rules.digest(SALT, one) == rules.digest(SALT, other)) is same
        assert not same or one == other


def test_an_untouched_chain_says_nothing():
    seals = chain_of(40)
    anchors = [Anchored(seal.number, seal.chain, NOON) for seal in seals[::7]]
    assert list(rules.check_chain(seals, anchors=anchors)) == []
    assert list(rules.check_chain([])) == []


BYTES = st.binary(min_size=32, max_size=32)
FIELDS = {
    "chain": BYTES,
    "digest": BYTES,
    "source": st.sampled_from(["test.other", "test.diary "]),
    "source_id": st.uuids(),
    "entry_id": st.uuids(),
    "made_at": st.timedeltas(timedelta(microseconds=1), timedelta(days=9)).map(lambda later: NOON - later),
    "sealed_at": st.timedeltas(timedelta(microseconds=1), timedelta(days=9)).map(lambda later: NOON - later),
}


@given(data=st.data(), length=st.integers(1, 12))
def test_any_field_changed_in_any_seal_is_named_by_its_number(data, length):
    seals = chain_of(length)
    place = data.draw(st.integers(0, length - 1))
    field = data.draw(st.sampled_from(sorted(FIELDS)))
    seals[place] = seals[place]._replace(**{field: data.draw(FIELDS[field])})
    found = list(rules.check_chain(seals))
    assert found[0].values["number"] == place + 1
    told_apart = field not in ("chain",) and place + 1 < length
    assert found[0].kind is (Kind.ENTRY_CHANGED if told_apart else Kind.LINK_BROKEN)


@given(data=st.data(), length=st.integers(2, 12))
def test_any_change_of_order_shows(data, length):
    seals = chain_of(length)
    order = data.draw(st.permutations(range(length)).filter(lambda drawn: drawn != sorted(drawn)))
    # An attacker keeps the numbers running: either whole seals are dealt out anew, or only what they seal.
    dealt = [seals[place]._replace(number=number) for number, place in enumerate(order, start=1)]
    if data.draw(st.booleans()):
        dealt = [each._replace(chain=seal.chain) for each, seal in zip(dealt, seals, strict=True)]
    found = list(rules.check_chain(dealt))
    first = next(number for number, place in enumerate(order, start=1) if place != number - 1)
    assert found[0].values["number"] == first


@given(data=st.data(), length=st.integers(2, 12))
def test_seals_taken_from_the_middle_are_counted(data, length):
    seals = chain_of(length)
    first = data.draw(st.integers(0, length - 2))
    last = data.draw(st.integers(first, length - 2))
    found = list(rules.check_chain(seals[:first] + seals[last + 1 :]))
    assert kinds(found) == [Kind.SEAL_GONE]
    assert (found[0].values["first"], found[0].values["last"]) == (first + 1, last + 1)


def test_an_entry_that_is_gone_is_named_once():
    seals = chain_of(5)
    seals[2] = seals[2]._replace(source=None, source_id=None, digest=None, made_at=None)
    assert [str(finding) for finding in rules.check_chain(seals)] == ["The entry sealed as number 3 is gone."]


@given(data=st.data(), length=st.integers(2, 12))
def test_a_tail_cut_off_shows_only_against_an_anchor(data, length):
    seals = chain_of(length)
    kept = data.draw(st.integers(0, length - 1))
    anchor = Anchored(length, seals[-1].chain, NOON)
    assert list(rules.check_chain(seals[:kept])) == []
    assert kinds(rules.check_chain(seals[:kept], anchors=[anchor])) == [Kind.TAIL_GONE]


@given(place=st.integers(1, 8), anchored=st.integers(1, 8))
def test_a_chain_rewritten_whole_shows_against_every_anchor_from_there_on(place, anchored):
    honest = chain_of(8)
    rewritten, last = [], rules.GENESIS
    for seal in honest:
        said = rules.digest(SALT, {"says": "never"}) if seal.number == place else seal.digest
        made = seal._replace(digest=said)
        last = rules.link(last, **{name: value for name, value in made._asdict().items() if name != "chain"})
        rewritten.append(made._replace(chain=last))
    anchor = Anchored(anchored, honest[anchored - 1].chain, NOON)
    assert list(rules.check_chain(rewritten)) == []
    found = kinds(rules.check_chain(rewritten, anchors=[anchor]))
    assert found == ([Kind.REWRITTEN] if anchored >= place else [])


def test_a_later_anchor_of_a_rewritten_chain_does_not_hide_an_earlier_honest_one():
    honest, forged = chain_of(3), b"f" * 32
    anchors = [Anchored(3, forged, NOON), Anchored(3, honest[-1].chain, NOON)]
    assert kinds(rules.check_chain(honest, anchors=anchors)) == [Kind.REWRITTEN]


def test_each_way_a_row_and_its_entry_can_part_has_its_own_name():
    ids = [UUID(int=number) for number in range(1, 8)]

    def row(row_id, says="what was said"):
        return Row(row_id, SALT, {"says": says})

    def entry(row_id, *, erased):
        return Noted(row_id, rules.digest(SALT, {"says": "what was said"}), NOON, erased)

    rows = [row(ids[0]), row(ids[1], "something else"), row(ids[3]), Row(ids[4], None, None), row(ids[6])]
    entries = [entry(each, erased=each in ids[4:]) for each in ids if each != ids[3]]
    found = list(rules.check_source("test.diary", rows, entries))
    assert [(finding.kind, finding.values["id"]) for finding in found] == [
        (Kind.ROW_CHANGED, ids[1]),
        (Kind.ROW_GONE, ids[2]),
        (Kind.ROW_UNNOTED, ids[3]),
        (Kind.ROW_REMAINS, ids[6]),
    ]


def test_an_erasure_cannot_be_erased():
    entry = Noted(UUID(int=1), b"d" * 32, NOON, erased=True)
    assert kinds(rules.check_source("record.erasure", [], [entry])) == [Kind.ROW_GONE]
    assert list(islice(rules.check_source("test.diary", [], [entry]), 1)) == []
