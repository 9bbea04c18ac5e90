"""Where the database is, worked out from the environment."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import psycopg
import pytest
from real_servers import named, open_folder, python, said_by, somebody_elses_server, take_away

from livingwell.website.database import administered, connections, embedded, roles
from livingwell.website.database.administered import environment_of, password_of, set_up
from livingwell.website.database.connections import settings_for
from livingwell.website.database.keys import key
from livingwell.website.database.trouble import Trouble

SECRET = {"LIVINGWELL_SECRET_KEY": "a secret of more than thirty-two characters"}


def connect(settings: dict, **instead: str) -> psycopg.Connection:
    """Connect as Django would: with the place, the user and OPTIONS, and nothing else."""
    told = {name: settings[django] for name, django in connections.PLACES.items() if settings[django]}
    return psycopg.connect(**{**told, **settings["OPTIONS"], **instead}, autocommit=True)


@pytest.fixture(scope="module")
def theirs() -> Iterator[str]:
    folder = open_folder()
    with somebody_elses_server(folder) as url:
        yield url
    take_away(folder)


@pytest.fixture(scope="module")
def vouched(theirs: str, tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The environment of a place whose own server has been set up."""
    environ = {**SECRET, "DATABASE_URL": theirs}
    set_up(environ, folder=tmp_path_factory.mktemp("place"))
    return environ


def test_with_nothing_said_there_is_a_server_set_up_and_ready(ground: Path) -> None:
    settings = settings_for({}, folder=ground, for_tests=True)
    with connect(settings) as web:
        assert web.execute("select current_user, current_database()").fetchone() == ("lw_web", "livingwell")
        web.execute("select set_config('livingwell.viewer', %s, false)", [named(key=key(ground, "viewer", environ={}))])
        assert web.execute("select gate.viewer_kind()").fetchone() == ("practitioner",)
    assert settings["LIVINGWELL"]["owner"] == {"USER": "lw_owner", "PASSWORD": ""}
    assert "pool" not in settings["OPTIONS"]
    assert settings["CONN_HEALTH_CHECKS"]


def test_each_process_signs_in_as_the_role_it_says(ground: Path) -> None:
    for word, role in connections.ROLES.items():
        settings = settings_for({"LIVINGWELL_ROLE": word}, folder=ground, for_tests=True)
        with connect(settings) as connection:
            assert connection.execute("select current_user").fetchone() == (role,)
    with pytest.raises(Trouble, match="web, owner, worker, eval"):
        settings_for({"LIVINGWELL_ROLE": "boss"}, folder=ground, for_tests=True)


def test_setting_up_happens_once_and_again_when_the_key_changes(ground: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[bytes] = []

    def counted(admin: psycopg.Connection, **rest: object) -> None:
        times.append(rest["viewer_key"])
        roles.bootstrap(admin, **rest)

    monkeypatch.setattr(connections, "bootstrap", counted)
    for _ in range(3):
        settings_for({}, folder=ground, for_tests=True)
    assert len(times) == 1
    settings_for(SECRET, folder=ground, for_tests=True)
    assert len(times) == 2


@pytest.mark.slow
def test_processes_that_set_up_at_the_same_moment_all_get_in(ground: Path) -> None:
    code = """
import sys, psycopg
from pathlib import Path
from livingwell.website.database.connections import settings_for
there = settings_for({}, folder=Path(sys.argv[1]), for_tests=True)
with psycopg.connect(host=there["HOST"], user=there["USER"], dbname=there["NAME"]) as web:
    print(web.execute("select current_user").fetchone()[0])
"""
    asking = [python(code, ground) for _ in range(6)]
    assert [said_by(each).strip() for each in asking] == ["lw_web"] * 6


def test_data_that_was_taken_away_is_set_up_anew(ground: Path) -> None:
    settings_for({}, folder=ground, for_tests=True)
    cluster = embedded.ensure_running(ground, for_tests=True)
    embedded.stop(ground, for_tests=True)
    cluster.data.rename(cluster.home / "data.old")
    with connect(settings_for({}, folder=ground, for_tests=True)) as web:
        assert web.execute("select current_user").fetchone() == ("lw_web",)


def test_a_place_s_own_server_works_over_the_network_with_passwords_nobody_wrote_down(
    vouched: dict, tmp_path: Path
) -> None:
    for word, role in connections.ROLES.items():
        settings = settings_for({**vouched, "LIVINGWELL_ROLE": word}, folder=tmp_path)
        assert settings["PASSWORD"] == password_of(role, key(tmp_path, "django", SECRET))
        with connect(settings) as connection:
            assert connection.info.server_version // 10_000 == 16
            assert connection.execute("select current_user, current_database()").fetchone() == (role, "brackwell")
    with connect(settings_for(vouched, folder=tmp_path)) as web:
        line = named(key=key(tmp_path, "viewer", SECRET))
        web.execute("select set_config('livingwell.viewer', %s, false)", [line])
        assert web.execute("select gate.viewer_kind()").fetchone() == ("practitioner",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("set role lw_owner")


def test_a_wrong_password_does_not_enter(vouched: dict, tmp_path: Path) -> None:
    settings = settings_for(vouched, folder=tmp_path)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(settings, password="wrong")
    assert (
        settings_for({**vouched, **{k: v[::-1] for k, v in SECRET.items()}}, folder=tmp_path)["PASSWORD"]
        != (settings["PASSWORD"])
    )


def test_the_server_never_sees_a_password_in_the_clear(vouched: dict) -> None:
    with psycopg.connect(vouched["DATABASE_URL"].replace("/brackwell", "/postgres")) as admin:
        kept = admin.execute("select rolpassword from pg_authid where rolname like 'lw%' and rolcanlogin").fetchall()
    assert len(kept) == 4
    assert all(password.startswith("SCRAM-SHA-256$") for (password,) in kept)


def test_setting_up_again_on_the_place_s_own_server_is_safe(vouched: dict, tmp_path: Path) -> None:
    set_up(vouched, folder=tmp_path)
    with connect(settings_for(vouched, folder=tmp_path)) as web:
        assert web.execute("select current_user").fetchone() == ("lw_web",)


def test_an_administrator_who_is_not_a_superuser_can_set_up_too(ground: Path, tmp_path: Path) -> None:
    with somebody_elses_server(ground) as url:
        with psycopg.connect(url.replace("/brackwell", "/postgres"), autocommit=True) as admin:
            admin.execute("create role manager login createrole createdb bypassrls password 'managing'")
        managed = {**SECRET, "DATABASE_URL": url.replace(url[13 : url.index("@")], "manager:managing")}
        for _ in range(2):
            set_up(managed, folder=tmp_path)
        with connect(settings_for(managed, folder=tmp_path)) as web:
            assert web.execute("select current_user").fetchone() == ("lw_web",)
            belongs = "select count(*) from pg_auth_members where member = 'lw_web'::regrole"
            assert web.execute(belongs).fetchone() == (0,)


def test_a_role_that_may_not_set_up_is_told_in_a_sentence_what_is_needed(vouched: dict, tmp_path: Path) -> None:
    url = vouched["DATABASE_URL"]
    with psycopg.connect(url.replace("/brackwell", "/postgres"), autocommit=True) as admin:
        admin.execute("create role guest login password 'visiting'")
        admin.execute("create role half login createrole password 'visiting'")
    try:
        for who in ("guest", "half"):
            environ = {**SECRET, "DATABASE_URL": url.replace(url[13 : url.index("@")], f"{who}:visiting")}
            environ["DATABASE_URL"] = environ["DATABASE_URL"].replace("/brackwell", "/another")
            with pytest.raises(Trouble, match=f"signs in as {who}, who may not .* CREATEROLE, CREATEDB") as refusal:
                set_up(environ, folder=tmp_path)
            assert "visiting" not in str(refusal.value)
    finally:
        with psycopg.connect(url.replace("/brackwell", "/postgres"), autocommit=True) as admin:
            admin.execute("drop role guest; drop role half")


def test_a_server_that_is_not_there_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="DATABASE_URL names did not let us in") as refusal:
        set_up({**SECRET, "DATABASE_URL": "postgresql://admin:hush@127.0.0.1:1/x"}, folder=tmp_path)
    assert "hush" not in str(refusal.value)


def test_nothing_is_set_up_where_somebody_has_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(administered, "bootstrap", lambda *_, **__: pytest.fail("nobody asked for this"))
    set_up({}, folder=tmp_path)
    set_up({**SECRET, "DATABASE_URL": "postgresql://lw_web@localhost/livingwell"}, folder=tmp_path)


def test_who_serves_has_the_credentials_of_its_own_role_and_of_nobody_else(vouched: dict, tmp_path: Path) -> None:
    told = {**vouched, "PGPASSWORD": "the admin's too", "DATABASE_OWNER_URL": "postgresql://lw_owner:hush@h/d"}
    for word, role in (("web", "lw_web"), ("worker", "lw_worker")):
        own = environment_of(word, told, folder=tmp_path)
        assert not [name for name, said in own.items() if "admin" in said or "hush" in said]
        settings = settings_for(own, folder=tmp_path)
        assert set(settings["LIVINGWELL"]) == {"VIEWER_KEY"}
        with connect(settings) as connection:
            asked = connection.execute("select current_user, current_database()").fetchone()
            assert asked == (role, "brackwell")


def test_even_told_of_the_administrator_a_website_s_settings_do_not_keep_them(vouched: dict, tmp_path: Path) -> None:
    assert set(settings_for(vouched, folder=tmp_path)["LIVINGWELL"]) == {"VIEWER_KEY"}
    for_tests = settings_for(vouched, folder=tmp_path, for_tests=True)["LIVINGWELL"]
    assert set(for_tests) == {"VIEWER_KEY", "owner", "admin"}


def test_a_worker_has_a_url_of_its_own_where_the_website_s_names_our_role(tmp_path: Path) -> None:
    own = {"DATABASE_WORKER_URL": "postgresql://lw_worker:w@h/d", "DATABASE_OWNER_URL": "postgresql://lw_owner:o@h/d"}
    told = {**SECRET, "DATABASE_URL": "postgresql://lw_web:v@h/d", **own}
    worker, web = (environment_of(word, told, folder=tmp_path) for word in ("worker", "web"))
    assert worker["DATABASE_URL"] == told["DATABASE_WORKER_URL"]
    assert web["DATABASE_URL"] == told["DATABASE_URL"]
    assert not {*own} & {*worker, *web}
    assert settings_for({**told, "LIVINGWELL_ROLE": "worker"}, folder=tmp_path)["USER"] == "lw_worker"


def test_a_url_that_names_one_of_our_roles_is_used_as_given(vouched: dict, tmp_path: Path) -> None:
    there = vouched["DATABASE_URL"].split("@")[1]
    secret = key(tmp_path, "django", SECRET)
    web = f"postgresql://lw_web:{password_of('lw_web', secret)}@{there}"
    owner = f"postgresql://lw_owner:{password_of('lw_owner', secret)}@{there}"
    settings = settings_for({**SECRET, "DATABASE_URL": web}, folder=tmp_path)
    assert set(settings["LIVINGWELL"]) == {"VIEWER_KEY"}
    with connect(settings) as connection:
        assert connection.execute("select current_user").fetchone() == ("lw_web",)
    with pytest.raises(Trouble, match="Set DATABASE_OWNER_URL"):
        settings_for({**SECRET, "DATABASE_URL": web, "LIVINGWELL_ROLE": "owner"}, folder=tmp_path)
    both = {**SECRET, "DATABASE_URL": web, "DATABASE_OWNER_URL": owner}
    assert settings_for(both, folder=tmp_path)["USER"] == "lw_web"
    with connect(settings_for({**both, "LIVINGWELL_ROLE": "owner"}, folder=tmp_path)) as connection:
        assert connection.execute("select current_user").fetchone() == ("lw_owner",)


@pytest.mark.parametrize(
    ("url", "role"),
    [("lw_owner", ""), ("lw_owner", "web"), ("lw_eval", ""), ("lw_web", "worker"), ("lw_worker", "web")],
)
def test_no_process_serves_as_another_role_than_its_own(tmp_path: Path, url: str, role: str) -> None:
    environ = {**SECRET, "DATABASE_URL": f"postgresql://{url}@localhost/livingwell", "LIVINGWELL_ROLE": role}
    with pytest.raises(Trouble, match=f"DATABASE_URL signs in as {url}"):
        settings_for(environ, folder=tmp_path)


def test_a_worker_s_own_url_needs_nothing_more(tmp_path: Path) -> None:
    environ = {**SECRET, "DATABASE_URL": "postgresql://lw_worker@localhost/livingwell"}
    assert settings_for(environ, folder=tmp_path)["USER"] == "lw_worker"


def test_urls_over_a_socket_with_options_and_odd_characters_are_understood(tmp_path: Path) -> None:
    url = f"postgresql://lw_web:{quote('a b@c/d', safe='')}@/livingwell?host=/run/postgresql&sslmode=disable"
    settings = settings_for({**SECRET, "DATABASE_URL": url}, folder=tmp_path)
    assert (settings["HOST"], settings["PORT"], settings["PASSWORD"]) == ("/run/postgresql", "", "a b@c/d")
    assert settings["OPTIONS"] == {"application_name": "livingwell lw_web", "sslmode": "disable"}
    plain = settings_for({**SECRET, "DATABASE_URL": "postgres://admin@db:6432"}, folder=tmp_path)
    assert (plain["HOST"], plain["PORT"], plain["NAME"], plain["USER"]) == ("db", "6432", "livingwell", "lw_web")


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///x", "postgresql://h/d?no_such_option=1"])
def test_a_url_we_cannot_use_is_refused_without_repeating_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(Trouble, match="DATABASE_URL") as refusal:
        settings_for({**SECRET, "DATABASE_URL": url.replace("//", "//u:hush@", 1)}, folder=tmp_path)
    assert "hush" not in str(refusal.value)


def test_an_older_server_is_refused_in_a_sentence() -> None:
    old = SimpleNamespace(info=SimpleNamespace(server_version=150_004, host="db.example"))
    with pytest.raises(Trouble, match="needs PostgreSQL 16 or newer"):
        roles.bootstrap(old, database="livingwell", passwords=None, viewer_key=b"")
