"""The shapes of the gates: a policy for each verb, rows that never cross between people, functions nobody can fool.

That every table about a person has its gate at all is told in `test_gated.py`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from access.sql import connect

pytestmark = pytest.mark.django_db

# A policy for all verbs at once would let whoever may see also write. One that asks nothing of the viewer is no gate.
POLICIES = """
select c.oid::regclass::text || ': ' || p.polname || ' ' || fault
  from pg_policy p join pg_class c on c.oid = p.polrelid, unnest(array[
    case when p.polcmd = '*' then 'is one policy for every verb' end,
    case when p.polroles && array['lw_web'::regrole::oid, 0::oid]
      and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
          !~ 'gate\\.' then 'asks nothing about who looks' end
  ]) fault
 where fault is not null and exists (
   select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped)
"""

# A row that hangs on a row about a person is about that person, says so, and is held to it by a key of both; or it is
# about two people, and a second policy for each verb, which the first cannot widen, asks of the other.
CROSSING = r"""
select c.conrelid::regclass::text || '.' || a.attname || ' leans on ' || c.confrelid::regclass::text || fault
  from pg_constraint c
  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  join pg_attribute p on p.attrelid = c.confrelid and p.attname = 'person_id',
  unnest(array[
    case when not exists (select 1 from pg_attribute o where o.attrelid = c.conrelid and o.attname = 'person_id')
      then ' and does not say whom it is about' end,
    case when a.attname <> 'person_id' and not exists (
      select 1 from pg_constraint b join pg_attribute o on o.attrelid = b.conrelid and o.attname = 'person_id'
       where b.conrelid = c.conrelid and b.contype = 'f' and b.confrelid = c.confrelid
         and b.conkey = array[a.attnum, o.attnum])
      and 3 > (
        select count(distinct polcmd) from pg_policy
         where polrelid = c.conrelid and not polpermissive and polcmd in ('r', 'a', 'w')
           and pg_get_expr(coalesce(polwithcheck, polqual), polrelid) ~ ('\y' || a.attname || '\y.*gate\.'))
      then ' and could hang on another person''s' end
  ]) fault
 where c.contype = 'f' and cardinality(c.conkey) = 1 and fault is not null
 order by 1
"""

# A function that sees past every policy says where it looks for names, and looks last among the temporary tables that
# anybody could have made.
FUNCTIONS = """
select p.oid::regprocedure::text || ' ' || fault from pg_proc p
  join pg_namespace n on n.oid = p.pronamespace,
  unnest(array[
    case when n.nspname = 'gate' and p.proowner <> 'lw_gate'::regrole then 'is in the gate and not the gate''s own' end,
    case when p.prosecdef and not exists (
      select 1 from unnest(p.proconfig) said where said ~ '^search_path=.*pg_temp"?$'
    ) then 'can be fooled by a name' end,
    case when n.nspname = 'gate' and p.prosecdef and has_function_privilege('public', p.oid, 'execute')
      and p.proname not in ('viewer_kind', 'viewer_ref') then 'may be called by anybody' end
  ]) fault
 where n.nspname in ('gate', 'public') and fault is not null
"""


@contextmanager
def rolled_back(*statements: str) -> Iterator[psycopg.Connection]:
    with connect("") as admin:
        for statement in statements:
            admin.execute(statement)
        yield admin
        admin.rollback()


def faults(admin: psycopg.Connection, question: str) -> list[str]:
    return [row[0] for row in admin.execute(question).fetchall()]


@pytest.mark.parametrize("question", [POLICIES, CROSSING, FUNCTIONS], ids=["policies", "crossing", "functions"])
def test_the_gates_are_in_order(question):
    with rolled_back() as admin:
        assert faults(admin, question) == []


PLANTED = {
    "one policy for every verb": (
        POLICIES,
        ["create policy everything on people_person for all to lw_web using (person_id in (select gate.seen('who')))"],
        "people_person: everything is one policy for every verb",
    ),
    "a policy that asks nothing": (
        POLICIES,
        ["create policy peep on people_person for select to lw_web using (called <> '')"],
        "people_person: peep asks nothing about who looks",
    ),
    "a row about a person that does not say so": (
        CROSSING,
        ["create table hidden (id uuid primary key, step_id uuid references journeys_nextstep (id))"],
        "hidden.step_id leans on journeys_nextstep and does not say whom it is about",
    ),
    "a row that could hang on another person's": (
        CROSSING,
        ["create table crossed (id uuid, person_id uuid, step_id uuid references journeys_nextstep (id))"],
        "crossed.step_id leans on journeys_nextstep and could hang on another person's",
    ),
    "a function that does not say where it looks": (
        FUNCTIONS,
        ["create function gate.p() returns int language sql security definer as 'select 1'", "gate"],
        "gate.p() can be fooled by a name",
    ),
    "a function that looks among temporary tables first": (
        FUNCTIONS,
        [
            "create function gate.p() returns int language sql security definer"
            " set search_path = pg_temp, public as 'select 1'",
            "gate",
        ],
        "gate.p() can be fooled by a name",
    ),
    "a function that anybody may call": (
        FUNCTIONS,
        [
            "create function gate.p() returns int language sql security definer"
            " set search_path = pg_catalog, pg_temp as 'select 1'",
            "alter function gate.p() owner to lw_gate",
        ],
        "gate.p() may be called by anybody",
    ),
    "a function in the gate that is somebody else's": (
        FUNCTIONS,
        [
            "create function gate.p() returns int language sql security definer"
            " set search_path = pg_catalog, pg_temp as 'select 1'",
            "alter function gate.p() owner to lw_owner",
            "revoke all on function gate.p() from public",
        ],
        "gate.p() is in the gate and not the gate's own",
    ),
}
FOR_THE_GATE = ["alter function gate.p() owner to lw_gate", "revoke all on function gate.p() from public"]


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_named(fault):
    question, statements, said = PLANTED[fault]
    made = [one for statement in statements for one in (FOR_THE_GATE if statement == "gate" else [statement])]
    with rolled_back(*made) as admin:
        assert said in faults(admin, question)
