"""`gate.ties_now`, which every policy asks: whom the named viewer sees and nobody else, however it is asked."""

import psycopg
import pytest
from access.scene import as_practitioner
from access.sql import named, signed

from livingwell.access.words import Kind

pytestmark = pytest.mark.django_db
THEIRS = "select array_agg(distinct person_id order by person_id) from gate.ties_now where 'who' = any (sees)"


def test_every_table_asks_it_and_none_reads_all_that_a_viewer_sees(owner):
    asks = owner.execute("select count(*) from pg_policies where qual like '%gate.ties_now%'").fetchone()[0]
    still = owner.execute("select tablename from pg_policies where qual ~ '[( ]person_id (IN|=).*gate.seen'")
    assert asks > 40
    assert still.fetchall() == [("huddles_onthecopy",)]  # a morning copy, read once a day by a rule of its own


@pytest.mark.parametrize(
    "called", ["in the team", "in another team", "left", "refused", "broke the glass", "broke it an hour ago"]
)
def test_it_has_whom_the_gate_sees(scene, web, called):
    with named(web, as_practitioner(scene, called)):
        seen = web.execute("select array_agg(distinct p order by p) from gate.seen('who') p").fetchone()
        assert web.execute(THEIRS).fetchone() == seen


def test_nobody_and_a_team_by_itself_have_none(scene, web):
    held_by = scene.place.team.pk
    for name in ("nobody", signed(Kind.TEAM, held_by), signed(Kind.RECEIPT, held_by), signed(Kind.PERSON, held_by)):
        with named(web, name):
            assert web.execute("select count(*) from gate.ties_now").fetchone() == (0,)


def test_a_question_that_fails_on_a_tie_fails_only_on_ones_own(scene, web):
    """Without the view's barrier the cast would be asked of everybody's ties, and its error would show whose."""
    leaky = "select count(*) from gate.ties_now where (person_id::text || 'x')::int = 1"
    with named(web, as_practitioner(scene, "left")):
        assert web.execute(leaky).fetchone() == (0,)
    with named(web, as_practitioner(scene, "in the team")), pytest.raises(psycopg.DataError):
        web.execute(leaky)
