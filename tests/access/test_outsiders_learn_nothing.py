"""What an outsider could learn by trying: from errors, constraints, triggers, statistics and failing questions."""

from uuid import UUID

import psycopg
import pytest
from access.scene import as_practitioner
from access.sql import named, signed
from psycopg.errors import UniqueViolation

pytestmark = pytest.mark.django_db
NO_ONE = UUID(int=0)


@pytest.mark.parametrize("called", ["in another team", "left", "refused", "drawn in, then out"])
def test_trying_to_write_about_somebody_tells_no_outsider_whether_they_are_here(scene, web, owner, called):
    """The same error, to the letter, for somebody here and for nobody at all, in every table about a person."""
    outsider = scene.practitioners[called].pk
    with named(web, signed("practitioner", outsider)):
        for table, statement in _additions(owner):
            said = {who: _error(web, statement, who) for who in (scene.ama.person_id, scene.marek.person_id, NO_ONE)}
            assert len(set(said.values())) == 1, f"{table}: {said}"


def _additions(owner: psycopg.Connection) -> list[tuple[str, str]]:
    """Return, for each table, an insert of a row that is a copy of one that is there, said of somebody else."""
    asked = owner.execute(
        "select c.oid::regclass::text, string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_class c"
        " join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"
        " where c.relkind = 'r' and c.relrowsecurity and c.relnamespace = 'public'::regnamespace"
        " and has_column_privilege('lw_web', c.oid, a.attnum, 'insert')"
        " and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'person_id') group by 1"
    ).fetchall()
    made = []
    for table, names in asked:
        row = owner.execute(f"select to_jsonb(t) from {table} t limit 1").fetchone()
        if row:
            copy = psycopg.sql.Literal(psycopg.types.json.Json(row[0])).as_string(owner)
            theirs = f"({copy} || jsonb_build_object('person_id', %s::text, 'id', gen_random_uuid()))::jsonb"
            made.append((table, f"insert into {table} ({names}) select {names} from {_rows(table, theirs)}"))
    assert made
    return made


def _rows(table: str, jsonb: str) -> str:
    return f"jsonb_populate_record(null::{table}, {jsonb})"


def _error(web: psycopg.Connection, statement: str, who: UUID) -> str:
    with pytest.raises(psycopg.Error) as refusal, web.transaction(force_rollback=True):
        web.execute(statement.replace("%s", f"'{who}'"))
    told = refusal.value.diag
    return f"{told.sqlstate} {told.message_primary} {told.message_detail} {told.message_hint}"


def test_a_unique_constraint_tells_no_outsider_whose_key_it_is(scene, web):
    """Where a row collides, the gate has already refused; and where it has not, no value is shown."""
    with named(web, signed("visitor", scene.ama.person_id)):
        with pytest.raises(UniqueViolation) as refusal:
            web.execute("insert into access_personkey (person_id, made_at) values (%s, now())", [scene.ama.person_id])
        assert refusal.value.diag.message_detail is None


def answering_before_the_gate(owner: psycopg.Connection) -> list[tuple[str, str]]:
    """Return each gated table with a BEFORE trigger: one that looks at other rows, and raises, tells what is there."""
    return owner.execute(
        "select t.tgrelid::regclass::text, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid"
        " where not t.tgisinternal and t.tgtype & 2 = 2 and c.relrowsecurity and c.relname not like 'record_%'"
    ).fetchall()


def test_no_trigger_answers_an_outsider_before_the_gate_does(owner):
    assert answering_before_the_gate(owner) == []


def test_a_trigger_that_would_answer_before_the_gate_is_named(owner):
    with owner.transaction(force_rollback=True):
        owner.execute(
            "create function public.is_known() returns trigger language plpgsql as"
            " $$ begin raise exception 'we know them'; end $$"
        )
        for when, found in (("after", []), ("before", [("people_person", "tells")])):
            owner.execute(f"create or replace trigger tells {when} insert on people_person"
                          " for each row execute function is_known()")  # fmt: skip
            assert answering_before_the_gate(owner) == found


def test_the_planners_statistics_show_no_value_of_a_gated_table(scene, web, owner):
    owner.execute("analyze people_person")
    with named(web, "nobody"):
        seen = web.execute("select count(*) from pg_stats where schemaname = 'public' and tablename like 'people%'")
        assert seen.fetchone() == (0,)
    there = owner.execute("select count(*) from pg_stats where tablename = 'people_person'").fetchone()
    assert there != (0,)


def test_a_question_that_fails_on_a_row_fails_only_on_rows_one_may_see(scene, web):
    """A cast that breaks, asked before the policy, would tell by breaking: it is asked after."""
    leaky = "select count(*) from people_person where (called || 'x')::int = 1"
    with named(web, as_practitioner(scene, "in another team")):
        assert web.execute(leaky).fetchone() == (0,)
    with named(web, as_practitioner(scene, "in the team")), pytest.raises(psycopg.DataError):
        web.execute(leaky)
