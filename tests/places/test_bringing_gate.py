"""Who sees and writes what somebody brings: SQL as the serving roles, the program out of the way."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest
from access.sql import NOBODY, connect, named, refused, signed
from django.utils import timezone
from neighbourhood import Place, owner_connection
from psycopg.errors import CheckViolation, InsufficientPrivilege

from livingwell.sealed.keyring import seal

pytestmark = pytest.mark.django_db(transaction=True)
SAY = (
    "insert into places_bringing (id, practitioner_id, kind, words, seen_by, since)"
    " values (%s, %s, 'lived experience', 'sealed.x', %s, now())"
)
# Each kind of viewer there is, but for practitioners: nothing of what colleagues bring is theirs to read.
OUTSIDE = ("person", "carer", "receipt", "visitor", "returning", "resending", "evaluator", NOBODY)


@pytest.fixture
def place(lasting_place) -> Place:
    with owner_connection() as owner:
        owner.execute("delete from places_bringing")
        for who, seen_by in ((lasting_place.shanice, "team"), (lasting_place.shanice, "here")):
            owner.execute(SAY, [uuid4(), who.pk, seen_by])
    return lasting_place


def seen(name: str | None) -> list[str]:
    with connect() as web, named(web, name):
        return sorted(row[0] for row in web.execute("select seen_by from places_bringing"))


def as_practitioner(one) -> str:
    return signed("practitioner", one.pk)


def by_owner(sql: str, said: Iterable[object] = ()) -> None:
    with owner_connection() as owner:
        owner.execute(sql, list(said))


def test_my_team_sees_both_and_whoever_works_elsewhere_here_what_is_for_all(place):
    assert {
        who.called: seen(as_practitioner(who)) for who in (place.shanice, place.tom, place.callum, place.maggie)
    } == {
        "Shanice": ["here", "team"],
        "Tom": ["here", "team"],
        "Callum": ["here"],
        "Maggie": ["here"],
    }


def test_nobody_who_is_no_practitioner_sees_any(place):
    assert {kind: seen(signed(kind, uuid4())) for kind in OUTSIDE} == {kind: [] for kind in OUTSIDE}
    with connect() as web, pytest.raises(psycopg.Error), named(web, None):
        web.execute("select 1 from places_bringing").fetchall()


def test_the_worker_reads_only_what_is_over(place):
    with connect("lw_worker") as worker, named(worker, signed("worker")):
        assert worker.execute("select id from places_bringing").fetchall() == []
        assert worker.execute("update places_bringing set words = ''").rowcount == 0
    by_owner("update places_bringing set ended_at = now() where seen_by = 'team'")
    with connect("lw_worker") as worker, named(worker, signed("worker")):
        assert worker.execute("select seen_by from places_bringing").fetchall() == [("team",)]


def test_what_is_taken_back_is_nobody_else_s_from_the_next_statement(place):
    with connect(autocommit=True) as web:
        for name, expected in (
            (as_practitioner(place.tom), ["here"]),
            (as_practitioner(place.shanice), ["here", "team"]),
        ):
            with owner_connection() as owner:
                owner.execute("update places_bringing set ended_at = now() where seen_by = 'team'")
            with named(web, name):
                assert sorted(row[0] for row in web.execute("select seen_by from places_bringing")) == expected


def test_leaving_the_team_shuts_what_was_for_the_team_and_leaving_the_place_all_of_it(place):
    ended = "update places_membership set until = %s where practitioner_id = %s"
    by_owner(ended, [timezone.now() - timedelta(seconds=1), place.tom.pk])
    assert seen(as_practitioner(place.tom)) == ["here"]
    by_owner("update places_practitioner set left_at = now() where id = %s", [place.tom.pk])
    assert seen(as_practitioner(place.tom)) == []
    by_owner("update places_practitioner set left_at = now() where id = %s", [place.shanice.pk])
    assert seen(as_practitioner(place.dev)) == []
    assert seen(as_practitioner(place.shanice)) == [], "whoever has left reads nothing here, of their own either"


def test_another_place_on_the_same_server_sees_nothing(place):
    by_owner(
        "update places_practitioner set site_id = (select id from places_site where slug = 'edinburgh') where id = %s",
        [place.callum.pk],
    )
    assert seen(as_practitioner(place.callum)) == []


@pytest.mark.parametrize("who", ["tom", "callum"])
def test_nobody_writes_changes_or_takes_back_another_s_a_lead_neither(place, who):
    name = as_practitioner(getattr(place, who))
    with connect() as web, named(web, name):
        assert refused(web, SAY, [uuid4(), place.shanice.pk, "here"])
    for changed in ("words = 'x'", "seen_by = 'here'", "ended_at = now()"):
        with connect() as web, named(web, name):
            sql = f"update places_bringing set {changed} where practitioner_id = %s"
            assert web.execute(sql, [place.shanice.pk]).rowcount == 0


def test_they_themselves_write_change_and_take_back_but_give_it_to_nobody_and_delete_nothing(place):
    name = as_practitioner(place.shanice)
    with connect() as web, named(web, name):
        web.execute(SAY, [uuid4(), place.shanice.pk, "team"])
        assert web.execute("update places_bringing set ended_at = now()").rowcount == 3
        assert web.execute("update places_bringing set ended_at = null, seen_by = 'here'").rowcount == 3
    for sql in ("update places_bringing set practitioner_id = %s", "delete from places_bringing where id <> %s"):
        with connect() as web, named(web, name), pytest.raises(InsufficientPrivilege):
            web.execute(sql, [place.tom.pk])


@pytest.mark.parametrize("wrong", ["kind = 'rank'", "seen_by = 'everybody'", "words = ''"])
def test_the_database_keeps_to_its_few_kinds_and_to_something_said(place, wrong):
    with connect() as web, named(web, as_practitioner(place.shanice)), pytest.raises(CheckViolation):
        web.execute(f"update places_bringing set {wrong}")


def test_the_words_are_sealed_in_the_column(place):
    assert seal("Twi", "places_bringing.words").startswith("sealed.")
    from_cast = "select count(*) from places_bringing where words not like 'sealed.%'"
    with owner_connection() as owner:
        assert owner.execute(from_cast).fetchone() == (0,)


# What the database decides by, where a role has no place: a policy, or a function that is asked who may do what.
READS_A_ROLE = """
select 'policy ' || polname || ' on ' || polrelid::regclass from pg_policy
 where coalesce(pg_get_expr(polqual, polrelid), '') || coalesce(pg_get_expr(polwithcheck, polrelid), '') ~ '\\yrole\\y'
union all
select 'function ' || oid::regprocedure from pg_proc
 where pronamespace = 'gate'::regnamespace and prosrc ~ '\\yrole\\y'
"""


def test_no_policy_and_no_function_of_the_gate_decides_by_a_role(place):
    with owner_connection() as owner:
        assert sorted(row[0] for row in owner.execute(READS_A_ROLE)) == [
            # Writes down what whoever broke a glass does, for the person to read.
            "function gate.break_glass(uuid,text,text,text,text,text,text,text,text,text)",
            "function gate.join_team(bytea,uuid,uuid,text)",  # writes down what an invitation calls them
            "function gate.receipt()",  # says who read it: their name and what they do
        ]
