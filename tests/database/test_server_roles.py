"""The roles: each may do what its work needs, and the one that serves pages may do next to nothing."""

import threading
from pathlib import Path

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege
from real_servers import KEY, server_user

from livingwell.website.database import roles
from livingwell.website.database.binaries import programs
from livingwell.website.database.embedded import Cluster
from livingwell.website.database.gate import prepare_database
from livingwell.website.database.roles import LW_EVAL, LW_GATE, LW_OWNER, LW_SUPER, LW_WEB, LW_WORKER
from livingwell.website.database.system_users import run_as
from livingwell.website.database.trouble import Trouble

EVERYTHING = """
    select jsonb_build_array(
        (select jsonb_agg(to_jsonb(r) - 'oid' order by rolname) from pg_roles r where rolname like 'lw%%'),
        (select jsonb_agg(to_jsonb(m) - 'oid' order by member) from pg_auth_members m),
        (select jsonb_agg(jsonb_build_array(datname, datdba, datacl) order by datname) from pg_database),
        (select jsonb_agg(jsonb_build_array(proname, proowner, prosrc, proacl) order by proname) from pg_proc
          where pronamespace = 'gate'::regnamespace),
        (select jsonb_agg(jsonb_build_array(nspname, nspowner, nspacl) order by nspname) from pg_namespace
          where nspname in ('gate', 'public')),
        (select jsonb_agg(to_jsonb(k)) from gate.viewer_key k))
"""


def setting_up(cluster: Cluster, database: str = "livingwell", key: bytes = KEY) -> None:
    with psycopg.connect(cluster.conninfo(LW_SUPER), autocommit=True) as admin:
        roles.bootstrap(admin, database=database, passwords=None, viewer_key=key)


def entering(cluster: Cluster, role: str, database: str = "livingwell") -> psycopg.Connection:
    return psycopg.connect(cluster.conninfo(role, database), autocommit=True)


@pytest.mark.usefixtures("place")
def test_setting_up_again_changes_nothing(cluster: Cluster) -> None:
    with entering(cluster, LW_SUPER) as admin:
        before = admin.execute(EVERYTHING).fetchone()
        setting_up(cluster)
        assert admin.execute(EVERYTHING).fetchone() == before


def test_several_that_set_up_at_once_all_succeed(cluster: Cluster) -> None:
    troubles: list[BaseException] = []

    def attempt() -> None:
        try:
            setting_up(cluster, "at_once")
        except BaseException as trouble:
            troubles.append(trouble)

    threads = [threading.Thread(target=attempt) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with entering(cluster, LW_SUPER, "at_once") as admin:
        assert admin.execute("select count(*) from gate.viewer_key").fetchone() == (1,)


@pytest.mark.usefixtures("place")
def test_a_role_that_was_tampered_with_is_put_right(cluster: Cluster) -> None:
    with entering(cluster, LW_SUPER) as admin:
        admin.execute("alter role lw_web createdb bypassrls superuser")
        setting_up(cluster)
        found = admin.execute(
            "select rolcreatedb, rolbypassrls, rolsuper, rolcanlogin from pg_roles where rolname = 'lw_web'"
        ).fetchone()
    assert found == (False, False, False, True)


@pytest.mark.usefixtures("place")
def test_those_who_serve_belong_to_nobody_and_setting_up_stops_where_they_do(cluster: Cluster) -> None:
    with entering(cluster, LW_SUPER) as admin:
        belongs = "select roleid::regrole::text from pg_auth_members where member = %s::regrole"
        for role in (LW_WEB, LW_WORKER, LW_EVAL):
            assert admin.execute(belongs, [role]).fetchall() == []
        admin.execute("grant lw_owner to lw_web")
        with pytest.raises(Trouble, match="lw_web should be a member of nothing"):
            setting_up(cluster)
        admin.execute("revoke lw_owner from lw_web")


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("role", [LW_WEB, LW_WORKER, LW_EVAL])
@pytest.mark.parametrize(
    "attempt",
    [
        "select * from gate.viewer_key",
        "select gate.viewer_said()",
        "set role lw_owner",
        "set role lw_gate",
        "set session authorization lw_super",
        "create table public.mine (words text)",
        "create table gate.mine (words text)",
        "create temp table mine (words text)",
        "create schema mine",
        "create database mine",
        "create role mine",
        "create function gate.viewer_kind() returns text language sql as 'select 1'",
        "copy (select 1) to program 'true'",
    ],
)
def test_those_who_serve_are_refused(cluster: Cluster, role: str, attempt: str) -> None:
    with entering(cluster, role) as serving, pytest.raises(InsufficientPrivilege):
        serving.execute(attempt)


@pytest.mark.usefixtures("place")
def test_the_owner_migrates_passes_the_gate_and_becomes_it_only_when_it_says_so(cluster: Cluster) -> None:
    with entering(cluster, LW_OWNER) as owner:
        with pytest.raises(InsufficientPrivilege):
            owner.execute("select * from gate.viewer_key")
        owner.execute("create table kept (id int); alter table kept enable row level security")
        owner.execute("alter table kept force row level security; insert into kept values (1)")
        assert owner.execute("select count(*) from kept").fetchone() == (1,)
        owner.execute("set role lw_gate; create function gate.two() returns int language sql as 'select 2'; reset role")
        owner.execute("drop table kept; set role lw_gate; drop function gate.two(); reset role")
    with pytest.raises(psycopg.OperationalError):
        entering(cluster, LW_GATE)


def test_an_ordinary_database_of_the_owner_s_can_be_prepared_by_itself(cluster: Cluster, place: str) -> None:
    with entering(cluster, LW_OWNER, place) as owner:
        owner.execute("create database prepared")
    with entering(cluster, LW_SUPER, "prepared") as admin:
        prepare_database(admin, KEY)
        prepare_database(admin, KEY)
    with entering(cluster, LW_WEB, "prepared") as web, pytest.raises(psycopg.Error) as refusal:
        web.execute("select gate.viewer_kind()")
    assert refusal.value.sqlstate == "LW001"


def test_a_copy_kept_by_the_owner_leaves_the_key_out_and_comes_back(
    cluster: Cluster, place: str, tmp_path: Path
) -> None:
    where = cluster.conninfo(LW_OWNER, place)
    pg_dump = programs("18", server_user()) / "pg_dump"
    whole = run_as(server_user(), pg_dump, "-d", where)
    assert "permission denied for table viewer_key" in whole.stdout
    without = run_as(server_user(), pg_dump, "--exclude-table=gate.viewer_key", "-d", where)
    assert without.returncode == 0
    with entering(cluster, LW_SUPER, "postgres") as admin:
        admin.execute("create database restored owner lw_owner")
    (tmp_path / "copy.sql").write_text(without.stdout)
    with entering(cluster, LW_SUPER, "restored") as admin:
        admin.execute("\n".join(line for line in without.stdout.splitlines() if not line.startswith("\\")))
        admin.execute("select set_config('search_path', 'public', false)")
        prepare_database(admin, KEY)
        assert admin.execute("select count(*) from gate.viewer_key").fetchone() == (1,)
