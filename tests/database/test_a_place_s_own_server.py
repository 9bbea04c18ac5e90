"""A PostgreSQL 16 of the place's own, over TCP: set up by our command, and served from as a role that owns nothing."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from commands import Visitor, do, livingwell, served
from real_servers import open_folder, somebody_elses_server, take_away

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("a-place-s-own-server")]


@pytest.fixture(scope="module")
def theirs() -> Iterator[str]:
    folder = open_folder()
    with somebody_elses_server(folder) as url:
        yield url
    take_away(folder)


def test_one_command_prepares_it_and_the_website_serves_from_it_as_lw_web(theirs: str, ground: Path) -> None:
    do(ground, "prepare", "--made-up", DATABASE_URL=theirs)
    do(ground, "prepare", "--made-up", DATABASE_URL=theirs)
    assert not (ground / "postgresql-18").exists()
    with served(ground, DATABASE_URL=theirs) as place:
        receipt = Visitor(place.url).come_to_the_door()
        assert Visitor(place.url).ask(receipt)[0] == 200
        assert who_is_there(theirs) >= {"lw_web", "lw_worker"}
        assert who_is_there(theirs) <= {"lw_web", "lw_worker"} | {"admin"}  # the one who is asking
        secrets = theirs.split("@")[0].removeprefix("postgresql://")
        for child in place.children():
            assert secrets not in Path(f"/proc/{child}/environ").read_text()


def who_is_there(url: str) -> set[str]:
    asked = "select usename from pg_stat_activity where datname = 'brackwell' and backend_type = 'client backend'"
    with psycopg.connect(url) as admin:
        return {name for (name,) in admin.execute(asked)}


def test_an_ordinary_role_is_told_in_one_sentence_what_is_needed(theirs: str, ground: Path) -> None:
    with psycopg.connect(theirs, dbname="postgres", autocommit=True) as admin:  # the place's own may not be made yet
        admin.execute("create role ordinary login password 'quite'")
    url = theirs.replace(theirs[13 : theirs.index("@")], "ordinary:quite")
    for command in (["prepare"], ["demo", "--people", "1"]):
        refused = livingwell(ground, *command, DATABASE_URL=url)
        assert refused.returncode == 1
        assert refused.stdout.startswith("DATABASE_URL signs in as ordinary, who may not make the roles")
        assert len(refused.stdout.splitlines()) == 1
