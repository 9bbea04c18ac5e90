"""What ends in one session is shut in another by its very next statement, inside a transaction already open."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from access.scene import Scene
from access.sql import connect, named, signed

pytestmark = pytest.mark.django_db
LOOKED_AT = ("people_person", "journeys_journey", "journeys_event", "introductions_passage", "access_tie")


@pytest.fixture
def owner(scene: Scene) -> Iterator[psycopg.Connection]:
    """The server's administrator, with promise 1's triggers off: they are tried elsewhere, here only what is seen."""
    with connect("", autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        yield admin


def sees(web: psycopg.Connection, person_id: object) -> set[int]:
    """Return how many rows of somebody's each of five tables shows, none or some."""
    counts = [
        web.execute(f"select count(*) from {table} where person_id = %s", [person_id]).fetchone() for table in LOOKED_AT
    ]
    return {min(count[0], 1) for count in counts}


@contextmanager
def meanwhile(owner: psycopg.Connection, statement: str, values: list, back: str) -> Iterator[None]:
    """Something happens, and is committed, in another session; afterwards it is put back."""
    owner.execute(statement, values)
    try:
        yield
    finally:
        owner.execute(back, values)


ENDINGS = {
    "their team's tie ends": (
        "in the team",
        "update access_tie set until = clock_timestamp() where person_id = %s and party_id = %s and until is null",
        "update access_tie set until = null where person_id = %s and party_id = %s",
        "team",
    ),
    "they leave the team": (
        "in the team",
        "update places_membership set until = clock_timestamp() where %s::uuid is not null and practitioner_id = %s",
        "update places_membership set until = null where %s::uuid is not null and practitioner_id = %s",
        "them",
    ),
    "they are refused": (
        "in the team",
        "insert into access_refusal (id, person_id, practitioner_id, words, since, made_by)"
        " values (gen_random_uuid(), %s, %s, '', now(), '')",
        "delete from access_refusal where person_id = %s and practitioner_id = %s",
        "them",
    ),
    "they are no longer drawn in": (
        "drawn in",
        "update access_tie set until = clock_timestamp() where person_id = %s and party_id = %s and until is null",
        "update access_tie set until = null where person_id = %s and party_id = %s",
        "them",
    ),
}


@pytest.mark.parametrize("what", ENDINGS)
def test_it_shuts_by_the_next_statement(scene: Scene, web, owner, what: str):
    called, end, back, whose = ENDINGS[what]
    them = scene.practitioners[called].pk
    values = [scene.marek.person_id, scene.place.team.pk if whose == "team" else them]
    with named(web, signed("practitioner", them)):
        assert sees(web, scene.marek.person_id) == {1}
        with meanwhile(owner, end, values, back):
            assert sees(web, scene.marek.person_id) == {0}
        assert sees(web, scene.marek.person_id) == {1}


def test_it_opens_by_the_next_statement_too(scene: Scene, web, owner):
    end = "update access_refusal set until = clock_timestamp() where person_id = %s and practitioner_id = %s"
    back = "update access_refusal set until = null where person_id = %s and practitioner_id = %s"
    with named(web, signed("practitioner", scene.place.dev.pk)):
        assert sees(web, scene.ama.person_id) == {0}
        with meanwhile(owner, end, [scene.ama.person_id, scene.place.dev.pk], back):
            assert sees(web, scene.ama.person_id) == {1}
        assert sees(web, scene.ama.person_id) == {0}


def test_a_tie_with_a_day_to_end_on_ends_on_it(scene: Scene, web, owner):
    own = "update access_tie set until = clock_timestamp() + interval '400 ms' where person_id = %s and party_id = %s"
    back = "update access_tie set until = null where person_id = %s and party_id = %s"
    values = [scene.ama.person_id, scene.place.maggie.pk]
    with named(web, signed("practitioner", scene.place.maggie.pk)), meanwhile(owner, own, values, back):
        assert sees(web, scene.ama.person_id) == {1}
        web.execute("select pg_sleep(0.5)")
        assert sees(web, scene.ama.person_id) == {0}
