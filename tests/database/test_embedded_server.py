"""The embedded server starts, stays, comes back by itself, and lets in nobody but us."""

import contextlib
import json
import os
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg
import pytest
from real_servers import AS_ROOT, only_root, postmaster, python, said_by, server_user, take_away

from livingwell.website.database import embedded, lodging, system_users
from livingwell.website.database.embedded import Cluster
from livingwell.website.database.roles import LW_SUPER
from livingwell.website.database.system_users import run_as
from livingwell.website.database.trouble import Trouble

ENSURE = """
import sys
from pathlib import Path
from livingwell.website.database.embedded import ensure_running
print(ensure_running(Path(sys.argv[1]), for_tests=sys.argv[2:] == ["for_tests"]).socket)
"""
WRITE = """
import sys, psycopg
with psycopg.connect(sys.argv[1], autocommit=True) as connection:
    for number in range(1_000_000):
        connection.execute("insert into kept values (%s)", [number])
        print(number, flush=True)
"""
CONNECT = """
import sys, psycopg
try:
    psycopg.connect(sys.argv[1]).execute("select 1")
except psycopg.OperationalError as refusal:
    print("refused:", refusal)
else:
    print("let in")
"""


def ask(cluster: Cluster, question: str) -> object:
    with psycopg.connect(cluster.conninfo(LW_SUPER), autocommit=True) as connection:
        answer = connection.execute(question)
        return answer.fetchone()[0] if answer.description else None


def test_what_was_kept_is_there_after_a_stop_and_a_start(ground: Path) -> None:
    first = embedded.ensure_running(ground)
    ask(first, "create table kept as select 41 + 1 as answer")
    embedded.stop(ground)
    assert postmaster(ground) is None
    again = embedded.ensure_running(ground)
    assert again == first
    assert ask(again, "select answer from kept") == 42


def test_asking_for_a_server_that_runs_costs_next_to_nothing(cluster: Cluster) -> None:
    folder = cluster.home.parent
    began = time.perf_counter()
    assert embedded.ensure_running(folder, for_tests=True) == cluster
    assert time.perf_counter() - began < 0.05


def test_it_is_durable_quiet_and_sorts_the_same_everywhere(ground: Path) -> None:
    cluster = embedded.ensure_running(ground)
    settings = dict.fromkeys(("fsync", "full_page_writes", "synchronous_commit", "data_checksums"), "on")
    settings |= {"listen_addresses": "", "log_min_error_statement": "panic"}
    assert {name: ask(cluster, f"show {name}") for name in settings} == settings
    kept_at_hand = ask(cluster, "select pg_size_bytes(current_setting('shared_buffers')) >> 20")
    assert kept_at_hand == min(max(embedded.MEMORY // 8, 128), 2048)
    assert ask(
        cluster, "select concat(datlocprovider, ' ', datlocale) from pg_database where datname = 'postgres'"
    ) == ("b C.UTF-8")
    assert ask(cluster, "select lower('ÉLAN')") == "élan"


def test_a_setting_made_by_mistake_cannot_open_it_to_the_network(ground: Path) -> None:
    cluster = embedded.ensure_running(ground)
    ask(cluster, "alter system set listen_addresses = '*'")
    ask(cluster, "alter system set fsync = off")
    embedded.stop(ground)
    cluster = embedded.ensure_running(ground)
    assert ask(cluster, "show listen_addresses") == ""
    assert ask(cluster, "show fsync") == "on"


def test_several_servers_live_side_by_side(ground: Path) -> None:
    real, quick = embedded.ensure_running(ground), embedded.ensure_running(ground, for_tests=True)
    assert real.data != quick.data
    assert [ask(each, "show fsync") for each in (real, quick)] == ["on", "off"]
    assert postmaster(ground) != postmaster(ground, for_tests=True)


@pytest.mark.slow
def test_a_server_killed_while_somebody_writes_loses_nothing_it_acknowledged(ground: Path) -> None:
    cluster = embedded.ensure_running(ground)
    ask(cluster, "create table kept (number int primary key)")
    writer = python(WRITE, cluster.conninfo(LW_SUPER))
    while ask(cluster, "select count(*) from kept") < 300:
        time.sleep(0.05)
    os.kill(postmaster(ground), signal.SIGKILL)
    acknowledged = [int(line) for line in said_by(writer).splitlines() if line.isdigit()]
    cluster = embedded.ensure_running(ground)
    assert len(acknowledged) >= 300
    assert ask(cluster, "select count(*) from kept") >= len(acknowledged)
    assert ask(cluster, f"select count(*) from kept where number <= {acknowledged[-1]}") == len(acknowledged)


def test_lock_files_that_name_another_living_program_are_not_believed(ground: Path) -> None:
    """As after a reboot: the numbers in them are taken again, here by a program of the server's own user."""
    cluster = embedded.ensure_running(ground)
    ask(cluster, "create table kept as select 1")
    user, killed = server_user(), postmaster(ground)
    identity: dict = {"user": user.uid, "group": user.gid, "extra_groups": []} if AS_ROOT else {}
    with subprocess.Popen(["sleep", "20"], **identity) as bystander:
        os.kill(killed, signal.SIGKILL)
        for lock in (cluster.data / "postmaster.pid", cluster.socket / ".s.PGSQL.5432.lock"):
            lock.write_text(lock.read_text().replace(str(killed), str(bystander.pid), 1))
        assert postmaster(ground) is None
        assert ask(embedded.ensure_running(ground), "select count(*) from kept") == 1
        assert bystander.poll() is None
        bystander.kill()


def test_a_server_that_cannot_start_says_why_at_once(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    embedded.stop(ground, for_tests=True)
    with (cluster.data / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")
    began = time.perf_counter()
    with pytest.raises(Trouble, match="no_such_setting"):
        embedded.ensure_running(ground, for_tests=True)
    assert time.perf_counter() - began < 5


def test_a_making_that_was_cut_short_is_begun_again(ground: Path) -> None:
    home = lodging.home_of(ground, "postgresql-18-tests")
    (home.path / "data.making" / "base").mkdir(parents=True)
    (home.path / "data.making" / "PG_VERSION").write_text("18")
    assert ask(embedded.ensure_running(ground, for_tests=True), "select 1") == 1
    assert not (home.path / "data.making").exists()


def test_stopping_never_signals_a_program_that_is_not_ours(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    embedded.stop(ground, for_tests=True)
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    embedded.stop(ground, for_tests=True)  # or this test would end here
    (cluster.data / "postmaster.pid").unlink()


@pytest.mark.slow
def test_processes_that_ask_at_the_same_moment_share_one_server(ground: Path) -> None:
    asking = [python(ENSURE, ground, "for_tests") for _ in range(4)]
    assert {said_by(each).strip() for each in asking} == {str(ground.resolve() / "postgresql-18-tests" / "socket")}
    os.kill(postmaster(ground, for_tests=True), signal.SIGKILL)
    asking = [python(ENSURE, ground, "for_tests") for _ in range(4)]
    assert {said_by(each).strip() for each in asking} == {str(ground.resolve() / "postgresql-18-tests" / "socket")}


def test_a_socket_folder_that_is_swept_away_comes_back(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    shutil.rmtree(cluster.socket)
    assert ask(embedded.ensure_running(ground, for_tests=True), "select 1") == 1


def test_a_note_that_is_lost_while_the_server_runs_is_written_again(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    before = postmaster(ground, for_tests=True)
    (cluster.home / "running.json").unlink()
    assert embedded.ensure_running(ground, for_tests=True) == cluster
    assert postmaster(ground, for_tests=True) == before


def test_a_copied_project_does_not_talk_to_the_server_of_the_first(ground: Path) -> None:
    first = embedded.ensure_running(ground / "first", for_tests=True)
    embedded.stop(ground / "first", for_tests=True)
    embedded.ensure_running(ground / "first", for_tests=True)
    ask(first, "checkpoint")
    (ground / "second").mkdir()
    subprocess.run(["cp", "-a", first.home, ground / "second"], check=False, capture_output=True)
    shutil.rmtree(ground / "second" / first.home.name / "socket")
    second = embedded.ensure_running(ground / "second", for_tests=True)
    try:
        assert ask(second, "show data_directory") == str(second.data) != str(first.data)
        assert postmaster(ground / "first", for_tests=True) != postmaster(ground / "second", for_tests=True)
    finally:
        take_away(ground / "second")
        take_away(ground / "first")


def test_a_moved_project_finds_its_data_where_it_is_now(ground: Path) -> None:
    cluster = embedded.ensure_running(ground / "here", for_tests=True)
    ask(cluster, "create table kept as select 1")
    (ground / "here").rename(ground / "there")  # while the server runs
    moved = embedded.ensure_running(ground / "there", for_tests=True)
    try:
        assert moved.home.parent == (ground / "there").resolve()
        assert ask(moved, "select count(*) from kept") == 1
    finally:
        take_away(ground / "there")


def test_a_folder_deep_in_others_has_its_socket_where_a_socket_fits(ground: Path) -> None:
    deep = ground.joinpath(*["a-folder-with-a-long-name, and a 'quote' in it"] * 4)
    cluster = embedded.ensure_running(deep, for_tests=True)
    try:
        assert len(str(cluster.socket)) < 60
        assert cluster.socket.stat().st_mode & 0o777 == 0o700
        assert cluster.socket.stat().st_uid == server_user().uid
        assert ask(cluster, "show data_directory") == str(cluster.data)
    finally:
        take_away(deep)


def test_a_socket_folder_that_others_could_enter_is_refused(ground: Path) -> None:
    home = lodging.home_of(ground, "postgresql-18-tests")
    (home.path / "socket").mkdir(mode=0o777)
    (home.path / "socket").chmod(0o777)
    with pytest.raises(Trouble, match="nobody else can enter"):
        embedded.ensure_running(ground, for_tests=True)
    (home.path / "socket").rmdir()
    (home.path / "socket").symlink_to(ground)
    with pytest.raises(Trouble, match="nobody else can enter"):
        embedded.ensure_running(ground, for_tests=True)
    (home.path / "socket").unlink()


def test_a_home_that_somebody_else_could_have_put_there_is_refused(ground: Path) -> None:
    (ground / "postgresql-18").mkdir(mode=0o777)
    (ground / "postgresql-18").chmod(0o777)
    with pytest.raises(Trouble, match="not a private folder"):
        embedded.ensure_running(ground)
    (ground / "postgresql-18").rmdir()


@pytest.mark.parametrize("name", ["pg_hba.conf", "pg_ident.conf"])
def test_it_does_not_start_once_its_guards_were_changed(ground: Path, name: str) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    embedded.stop(ground, for_tests=True)
    ours = (cluster.home / name).read_text()
    (cluster.home / name).write_text("local all all trust\n" + ours)
    with pytest.raises(Trouble, match=name):
        embedded.ensure_running(ground, for_tests=True)
    assert postmaster(ground, for_tests=True) is None
    (cluster.home / name).rename(ground / "aside")
    embedded.ensure_running(ground, for_tests=True)
    assert (cluster.home / name).read_text() == ours


def test_the_words_of_a_failing_statement_are_not_in_the_log(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    ask(cluster, "create table kept (words text unique)")
    for _ in range(2):
        with contextlib.suppress(psycopg.errors.UniqueViolation):
            ask(cluster, "insert into kept values ('something only she knows')")
    embedded.stop(ground, for_tests=True)
    logs = list(cluster.log.iterdir())
    said = "".join(log.read_text() for log in logs)
    assert "kept_words_key" in said
    assert "only she knows" not in said
    assert {log.stat().st_mode & 0o777 for log in logs} == {0o600}


@only_root
def test_another_user_of_the_machine_cannot_enter_or_read(cluster: Cluster) -> None:
    assert "Permission denied" in said_by(python(CONNECT, cluster.conninfo(LW_SUPER), user="nobody"))
    looked = "import os, sys; print(os.listdir(sys.argv[1]))"
    for kept in (cluster.home, cluster.data, cluster.log, cluster.socket):
        assert "PermissionError" in said_by(python(looked, kept, user="nobody"))


@only_root
def test_even_with_every_door_ajar_another_user_is_nobody_to_the_server(ground: Path) -> None:
    cluster = embedded.ensure_running(ground, for_tests=True)
    cluster.home.chmod(0o755)
    cluster.socket.chmod(0o755)
    (cluster.socket / ".s.PGSQL.5432").chmod(0o777)
    try:
        for role in (LW_SUPER, "lw_owner", "lw_web", "nobody", "postgres"):
            said = said_by(python(CONNECT, cluster.conninfo(role), user="nobody"))
            assert "Peer authentication failed" in said or "pg_hba.conf rejects" in said
    finally:
        cluster.home.chmod(0o710)
        cluster.socket.chmod(0o700)


@only_root
def test_an_ordinary_user_has_a_server_of_their_own_and_root_can_look_after_it(ground: Path) -> None:
    theirs = ground / "theirs"
    theirs.mkdir()
    shutil.chown(theirs, "nobody")
    said = said_by(python(ENSURE, theirs, "for_tests", user="nobody"))
    home = theirs.resolve() / "postgresql-18-tests"
    assert said.strip() == str(home / "socket")
    assert home.owner() == (home / "data").owner() == "nobody"
    assert home.stat().st_mode & 0o777 == 0o700
    embedded.stop(theirs, for_tests=True)
    cluster = embedded.ensure_running(theirs, for_tests=True)
    assert cluster.os_user == "nobody"
    assert ask(cluster, "select 1") == 1
    again = said_by(python(ENSURE, theirs, "for_tests", user="nobody"))
    assert again.strip() == str(home / "socket")
    take_away(theirs)


@only_root
def test_folders_above_keep_their_modes_and_the_data_goes_where_it_can_be_reached(ground: Path) -> None:
    private = ground / "home" / "project"
    private.mkdir(parents=True)
    (ground / "home").chmod(0o700)
    before = {path: path.stat().st_mode for path in (private, *private.parents)}
    cluster = embedded.ensure_running(private, for_tests=True)
    assert cluster.home.is_relative_to("/var/lib/livingwell")
    assert str(cluster.home) in (private / lodging.NOTE).read_text()
    assert {path: path.stat().st_mode for path in before} == before
    assert ask(embedded.ensure_running(private, for_tests=True), "select 1") == 1
    (ground / "home").rename(ground / "moved")
    with pytest.raises(Trouble, match="move that folder to"):
        embedded.ensure_running(ground / "moved" / "project", for_tests=True)
    (ground / "moved").rename(ground / "home")
    take_away(private)


@only_root
def test_root_s_server_is_not_an_ordinary_user_s_to_run(ground: Path) -> None:
    embedded.ensure_running(ground, for_tests=True)
    assert "If it was made as root, run this as root" in said_by(python(ENSURE, ground, "for_tests", user="nobody"))


@only_root
@pytest.mark.slow
def test_programs_in_a_private_folder_are_copied_to_where_the_server_can_run_them(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from livingwell.website.database import binaries

    carried = binaries.carried_programs("18")
    hidden = ground / "venv"
    hidden.mkdir(mode=0o700)
    shutil.copytree(carried.parents[1], hidden / binaries.PACKAGE)
    libraries = carried.parents[1].with_name(f"{binaries.PACKAGE}.libs")
    shutil.copytree(libraries, hidden / libraries.name)
    monkeypatch.setattr(binaries, "HOUSE", ground / "house")
    monkeypatch.setattr(binaries, "carried_programs", lambda _: hidden / binaries.PACKAGE / "pginstall18" / "bin")
    cluster = embedded.ensure_running(ground, for_tests=True)
    assert cluster.programs.is_relative_to(ground / "house" / "postgresql-18.4")
    assert hidden.stat().st_mode & 0o777 == 0o700
    assert run_as(server_user(), cluster.programs / "pg_dump", "-V").returncode == 0
    assert ask(cluster, "select 1") == 1


@only_root
@pytest.mark.slow
def test_a_new_container_with_the_old_one_s_disk_makes_its_user_again(
    ground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_users, "SYSTEM_USER", "livingwell-test")
    try:
        embedded.ensure_running(ground, for_tests=True)
        embedded.stop(ground, for_tests=True)
        subprocess.run(["userdel", "livingwell-test"], check=True, capture_output=True)
        home = ground / "postgresql-18-tests"
        for path in (home / "data", home / "log", home / "socket"):
            subprocess.run(shlex.split(f"chown -R 4321:4321 {path}"), check=True)
        cluster = embedded.ensure_running(ground, for_tests=True)
        assert cluster.data.owner() == "livingwell-test"
        assert cluster.data.stat().st_uid == 4321
    finally:
        take_away(ground)
        open_again = ground
        open_again.mkdir()
        subprocess.run(["userdel", "livingwell-test"], check=False, capture_output=True)


def test_the_note_beside_the_data_says_where_it_runs(cluster: Cluster) -> None:
    assert json.loads((cluster.home / "running.json").read_text())["socket"] == str(cluster.socket)


def test_a_missing_package_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    from livingwell.website.database import binaries

    monkeypatch.setattr(binaries, "find_spec", lambda _: None)
    with pytest.raises(Trouble, match="Install it with pip"):
        binaries.carried_programs("18")
