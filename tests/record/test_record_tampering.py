"""Nobody who can write to the database does so unseen: every way of tampering is tried, and every one named.

Tampering is done as the server's administrator with triggers off, which is more than anybody in the house may do.
"""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record.attacks import ATTACKS, IN_TURN, LENGTH, Scene
from record.diary import Diary
from record.roles import BOTTOM, signed_in_as

from livingwell.record import actions, queries
from livingwell.record.models import Seal
from livingwell.record.words import Anchored, Finding, Kind

pytestmark = pytest.mark.django_db(transaction=True, available_apps=BOTTOM)


@pytest.fixture
def anchored(diary, transactional_db):
    """A sealed record of LENGTH rows, seen by an anchor at every third number."""
    with signed_in_as(None):
        for number in range(LENGTH):
            diary.write({"says": f"line {number}"})
        actions.seal_all()
        seals = Seal.objects.filter(number__in=range(3, LENGTH + 1, 3))
        yield [Anchored(seal.number, bytes(seal.chain), seal.sealed_at) for seal in seals]


def under_attack(diary: Diary, anchors: list[Anchored], draw, attacks) -> tuple[list[Finding], list]:
    """Do each attack, look, and undo it all; return what was found and what each attack expects."""
    before = dict(diary.rows)
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set local session_replication_role = replica")  # no trigger, no foreign key
            scene = Scene(diary, draw)
            expected = [attack(scene) for attack in attacks]
            found = list(queries.findings(anchors=anchors))
            transaction.set_rollback(True)
            return found, expected
    finally:
        diary.rows = before


SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
EXAMPLES = settings(max_examples=12, suppress_health_check=SHARED)


def test_an_untouched_record_says_nothing(diary, anchored):
    found, _ = under_attack(diary, anchored, None, [])
    assert found == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_every_way_of_tampering_is_named(diary, anchored, attack):
    @EXAMPLES
    @given(data=st.data())
    def tried(data):
        found, [is_named] = under_attack(diary, anchored, data.draw, [attack])
        assert any(is_named(finding) for finding in found), [str(finding) for finding in found]

    tried()


def test_no_tampering_covers_another(diary, anchored):
    @settings(EXAMPLES, max_examples=80)
    @given(data=st.data())
    def tried(data):
        attacks = data.draw(st.lists(st.sampled_from(IN_TURN), min_size=2, max_size=4))
        found, _ = under_attack(diary, anchored, data.draw, attacks)
        assert found

    tried()


def test_seals_cut_off_and_made_again_are_not_the_seals_an_anchor_saw(diary, anchored):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Seal.objects.filter(number__gt=4)._raw_delete("default")
    assert actions.seal_all() == LENGTH - 4
    assert list(queries.findings()) == []
    assert [finding.kind for finding in queries.findings(anchors=anchored)] == [Kind.REWRITTEN]
