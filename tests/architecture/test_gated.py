"""Every table about a person is gated, as the database's own catalogue tells it: found by a column, not by a list."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
import pytest
from architecture.faults import Fault, none_of
from neighbourhood import owner_connection

pytestmark = pytest.mark.django_db

SERVING = ("lw_web", "lw_worker", "lw_eval")
VERBS = ("SELECT", "INSERT", "UPDATE")
NEVER = ("DELETE", "TRUNCATE", "REFERENCES", "TRIGGER")

# A column that says whom a row is about. `record` holds opaque ids on purpose, and people_person is the person.
ABOUT_A_PERSON = r"^(person|people|subject|key|teller|carer)_id$|_person_id$|^person$"


@dataclass(frozen=True)
class Table:
    """A table or a view as the catalogue has it: who may do what, and for which verbs a policy reads who asks."""

    name: str
    kind: str = "r"
    is_about_a_person: bool = True
    is_gated: bool = True
    is_forced: bool = True
    asks_as_reader: bool = False
    grants: dict[str, frozenset[str]] = field(default_factory=dict)
    policies: dict[str, frozenset[str]] = field(default_factory=dict)


CATALOGUE = """
select c.relname, c.relkind::text,
       exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attname ~ %s),
       c.relrowsecurity, c.relforcerowsecurity,
       coalesce('security_invoker=true' = any(c.reloptions) or 'security_invoker=on' = any(c.reloptions), false)
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
 order by 1
"""


# The gatekeeper's own: it reads everybody's ties and shows the viewer theirs (tests/access/test_ties_now.py).
THE_GATE_S = frozenset({"ties_now"})


def catalogue(owner: psycopg.Connection) -> list[Table]:
    """Return every table and view of the database, ours and the libraries'."""
    granted, written = _grants(owner), _policies(owner)
    return [
        Table(name, kind, about, gated, forced, invoker, granted.get(name, {}), written.get(name, {}))
        for name, kind, about, gated, forced, invoker in owner.execute(CATALOGUE, [ABOUT_A_PERSON])
    ]


def _grants(owner: psycopg.Connection) -> dict[str, dict[str, frozenset[str]]]:
    """What each serving role may do, on the table or on any column of it, granted to it or to everybody."""
    found = owner.execute(
        "select c.relname, r.rolname, v.verb from pg_class c"
        " join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')"
        " cross join pg_roles r cross join unnest(%s::text[]) v(verb)"
        " where c.relkind in ('r', 'p', 'v', 'm', 'f') and r.rolname = any(%s)"
        " and case when v.verb in ('SELECT', 'INSERT', 'UPDATE')"
        "          then has_any_column_privilege(r.rolname, c.oid, v.verb)"
        "          else has_table_privilege(r.rolname, c.oid, v.verb) end",
        [[*VERBS, *NEVER], list(SERVING)],
    )
    return _gathered(found)


def _policies(owner: psycopg.Connection) -> dict[str, dict[str, frozenset[str]]]:
    found = owner.execute("select tablename, unnest(roles)::text, cmd from pg_policies")
    return _gathered(found)


def _gathered(rows: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, frozenset[str]]]:
    by_table: dict[str, dict[str, frozenset[str]]] = {}
    for table, role, verb in rows:
        roles = by_table.setdefault(table, {})
        roles[role] = roles.get(role, frozenset()) | {verb}
    return by_table


def ungated(tables: Iterable[Table]) -> Iterator[Fault]:
    """Name every table about a person that the database does not guard, and every verb that no policy reads."""
    for table in tables:
        where = f"table {table.name}"
        if table.name in THE_GATE_S:
            continue
        if table.kind in "vm" and not table.asks_as_reader and any(table.grants.get(role) for role in SERVING):
            yield Fault(
                where, 0, "this view reads as its owner: make it `with (security_invoker)`, or grant it to nobody"
            )
        if table.kind in "rpf" and table.is_about_a_person:
            yield from (Fault(where, 0, say) for say in _left_open(table))


def _left_open(table: Table) -> Iterator[str]:
    if not table.is_gated or not table.is_forced:
        yield f'it is about a person and not gated: add `*gate("{table.name}", part=...)` to its room\'s migration'
    for role in SERVING:
        granted, read = table.grants.get(role, frozenset()), table.policies.get(role, frozenset())
        for verb in sorted(granted & set(NEVER)):
            yield f"{role} may {verb}: nothing about a person is ever deleted; revoke it"
        for verb in sorted((granted & set(VERBS)) - read):
            yield f"{role} may {verb} and no policy says whose rows: write one for {verb}"
        if "ALL" in read:
            yield f"{role} has one policy for all verbs: write one for each"


@contextmanager
def undone(owner: psycopg.Connection) -> Iterator[None]:
    """Take back whatever the block makes."""
    with owner.transaction(force_rollback=True):
        yield


@pytest.fixture
def owner() -> Iterator[psycopg.Connection]:
    with owner_connection() as one:
        yield one


def found_of(owner: psycopg.Connection, name: str) -> list[str]:
    return [one.say for one in ungated(catalogue(owner)) if one.where == f"table {name}"]


def test_every_table_about_a_person_is_gated(owner):
    tables = catalogue(owner)
    assert sum(one.is_about_a_person for one in tables) > 20
    none_of(ungated(tables))


THE_LIBRARIES = ("sessions", "django_", "procrastinate_", "mfa_", "account_", "website_cache")


def emptiable(tables: Iterable[Table]) -> list[tuple[str, str, str]]:
    """Name each table of ours that a serving role may take rows from, or hang something on."""
    return [
        (one.name, role, verb)
        for one in tables
        for role, verbs in one.grants.items()
        for verb in sorted(verbs & set(NEVER))
        if not one.name.startswith(THE_LIBRARIES)
    ]


def test_no_table_of_ours_may_be_deleted_from(owner):
    assert emptiable(catalogue(owner)) == []


def test_a_table_of_ours_that_may_be_deleted_from_is_named(owner):
    with undone(owner):
        owner.execute("grant delete on places_team to lw_web")
        owner.execute("grant truncate, trigger on access_once to lw_worker")
        assert emptiable(catalogue(owner)) == [
            ("access_once", "lw_worker", "TRIGGER"),
            ("access_once", "lw_worker", "TRUNCATE"),
            ("places_team", "lw_web", "DELETE"),
        ]
    with undone(owner):
        owner.execute("grant delete on places_team to public")
        assert {role for _, role, _ in emptiable(catalogue(owner))} == set(SERVING)


@pytest.mark.parametrize("column", ["person_id uuid", "for_person_id uuid", "subject_id uuid"])
def test_a_table_about_a_person_that_is_not_gated_is_named(owner, column):
    with undone(owner):
        owner.execute(f"create table public.people_secret (id uuid primary key, {column})")
        assert found_of(owner, "people_secret") == [
            'it is about a person and not gated: add `*gate("people_secret", part=...)` to its room\'s migration'
        ]


def test_a_gate_that_is_not_forced_or_lacks_a_verb_is_named(owner):
    with undone(owner):
        owner.execute("create table public.people_secret (id uuid primary key, person_id uuid)")
        owner.execute("alter table people_secret enable row level security")
        owner.execute("create policy see on people_secret for select to lw_web using (false)")
        owner.execute("grant select, insert, delete on people_secret to lw_web")
        assert found_of(owner, "people_secret") == [
            'it is about a person and not gated: add `*gate("people_secret", part=...)` to its room\'s migration',
            "lw_web may DELETE: nothing about a person is ever deleted; revoke it",
            "lw_web may INSERT and no policy says whose rows: write one for INSERT",
        ]
        owner.execute("alter table people_secret force row level security")
        owner.execute("revoke delete, insert on people_secret from lw_web")
        assert found_of(owner, "people_secret") == []


def test_a_view_that_reads_as_its_owner_is_named(owner):
    with undone(owner):
        owner.execute("create view public.people_everybody as select * from people_person")
        assert found_of(owner, "people_everybody") == []
        owner.execute("grant select on people_everybody to lw_web")
        assert found_of(owner, "people_everybody") == [
            "this view reads as its owner: make it `with (security_invoker)`, or grant it to nobody"
        ]
        owner.execute("alter view people_everybody set (security_invoker = true)")
        assert found_of(owner, "people_everybody") == []


OWNED = """
select 'table ' || oid::regclass from pg_class where relowner = %(role)s::text::regrole
 union all select 'function ' || oid::regprocedure from pg_proc where proowner = %(role)s::text::regrole
 union all select 'schema ' || nspname from pg_namespace where nspowner = %(role)s::text::regrole
 union all select 'member of ' || roleid::regrole::text from pg_auth_members where member = %(role)s::text::regrole
 union all select 'may make things in ' || nspname from pg_namespace
            where nspname !~ '^pg_(toast_)?temp' and has_schema_privilege(%(role)s::text, oid, 'CREATE')
 union all select 'is ' || rolname || ' with more than it needs' from pg_roles
            where rolname = %(role)s::text
              and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
"""


def owned_by(owner: psycopg.Connection, role: str) -> list[str]:
    return [row[0] for row in owner.execute(OWNED, {"role": role})]


@pytest.mark.parametrize("role", SERVING)
def test_whoever_serves_owns_nothing_and_is_a_member_of_nothing(owner, role):
    assert owned_by(owner, role) == []


def test_something_given_to_the_serving_role_is_named(owner):
    with undone(owner):
        owner.execute("grant create on schema public to lw_web")
        assert owned_by(owner, "lw_web") == ["may make things in public"]
