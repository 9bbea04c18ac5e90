"""Every sort of viewer, every table about a person, every verb: what the database lets by, against a table by hand.

SQL over psycopg as the serving role, each viewer's name signed by hand; the program takes no part in it.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

import psycopg
import pytest
from access.expected import EXPECTED, PARTS, expected
from access.scene import Scene, Somebody
from access.sql import NOBODY, connect, named, signed, tables_about_people
from access.trying import Trying

pytestmark = pytest.mark.django_db
VERBS = "sacd"


@dataclass(frozen=True)
class Looking:
    """A viewer, and which column of the table by hand says what they may do; None is a stranger to this person."""

    called: str
    kind: str
    ref: object
    column: str | None = None

    def name(self) -> str:
        return NOBODY if self.kind == NOBODY else signed(self.kind, self.ref or "-")


@pytest.fixture(scope="module")
def tables(owner: psycopg.Connection) -> list[str]:
    return tables_about_people(owner)


@pytest.fixture(scope="module")
def tries(owner: psycopg.Connection, tables: list[str], scene: Scene) -> dict[UUID, Trying]:
    return {one.person_id: Trying(owner, tables, one.person_id) for one in (scene.marek, scene.ama)}


def everybody(scene: Scene, person: Somebody, other: Somebody) -> list[Looking]:
    """Return who looks at `person`, with `other` as the one whose receipt and page are somebody else's."""
    practitioners = {
        "in the team": "alongside",
        "in both teams": "alongside",
        "drawn in": "drawn-in",
        "in another team": None,
        "drawn in, then out": None,
        "refused": None,
        "refused while drawn in": None,
        "left": None,
        "moved on": None,
        "broke the glass": "glass",
        "broke it an hour ago": None,
        "broke it and was refused": None,
    }
    bears = "another" if person is scene.marek else "oneself"
    return [
        *[
            Looking(called, "practitioner", scene.practitioners[called].pk, column)
            for called, column in practitioners.items()
        ],
        Looking("the person themselves", "person", person.person_id, "themselves"),
        Looking("another person", "person", other.person_id),
        Looking("who bears this introduction's receipt", "receipt", person.introduction_id, bears),
        Looking("who bears another's receipt", "receipt", other.introduction_id),
        Looking("a receipt named by the person's own id", "receipt", person.person_id),
        Looking("the person, coming back", "returning", person.person_id, "back"),
        Looking("another person, coming back", "returning", other.person_id),
        Looking("who sends their own form again", "resending", person.person_id, "again"),
        Looking("who sends another's form again", "resending", other.person_id),
        Looking("a visitor", "visitor", uuid4()),
        Looking("a visitor's name said again for somebody here", "visitor", person.person_id, "visitor"),
        Looking("a carer without a tie", "carer", uuid4()),
        Looking("a carer named by the person's own id", "carer", person.person_id),
        Looking("a team, which never looks by itself", "team", scene.place.team.pk),
        Looking("a job's name in the web's mouth", "worker", None),
        Looking("an evaluator's name in the web's mouth", "evaluator", None),
        Looking("a practitioner of nowhere", "practitioner", uuid4()),
        Looking("a kind nobody knows", "owner", person.person_id),
        Looking("nobody", NOBODY, None),
    ]


def test_the_table_by_hand_knows_every_table_about_a_person(tables):
    assert sorted(EXPECTED) == tables, "tests/access/expected.py says of every table about a person who may do what"


@pytest.mark.parametrize("who", ["marek", "ama"])
def test_each_viewer_does_what_the_table_by_hand_says_and_no_more(scene, web, tries, tables, figure, who):
    person, other = (scene.marek, scene.ama) if who == "marek" else (scene.ama, scene.marek)
    attempt, wrong = tries[person.person_id], []
    viewers = everybody(scene, person, other)
    for viewer in viewers:
        with named(web, viewer.name()):
            for table in tables:
                able, should = attempt.done(web, table, viewer.kind, viewer.ref), expected(table, viewer.column)
                if able != should or ("s" not in able and attempt.sees_any(web, table)):
                    wrong.append(f"{viewer.called}: {table}: {able or '-'}, not {should or '-'}")
    figure(f"access.cells.{who}", len(viewers) * len(tables) * len(VERBS), "cells")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("ended", [False, True], ids=["for as long as it lasts", "and nothing once it has ended"])
@pytest.mark.parametrize("writes", [False, True], ids=["seeing", "seeing and writing"])
def test_a_tie_to_one_part_opens_the_tables_of_that_part(
    scene, web, owner, tries, tables, figure, writes: bool, ended: bool
):
    attempt, wrong = tries[scene.marek.person_id], []
    for part in PARTS:
        carer = uuid4()
        tie = _tie(owner, scene.marek.person_id, carer, part, writes=writes, ended=ended)
        with named(web, signed("carer", carer)):
            for table in tables:
                should = _of_one_part(table, part, writes=writes) if not ended else ""
                able = attempt.done(web, table, "carer", carer)
                if able != should:
                    wrong.append(f"{part}: {table}: {able or '-'}, not {should or '-'}")
        owner.execute("delete from access_tie where id = %s", [tie])
    word = f"{'writes' if writes else 'sees'}.{'ended' if ended else 'lasts'}"
    figure(f"access.cells.one_part.{word}", len(PARTS) * len(tables) * len(VERBS), "cells")
    assert not wrong, "\n".join(wrong)


def _of_one_part(table: str, part: str, *, writes: bool) -> str:
    if EXPECTED[table]["part"] != part:
        return ""
    able = expected(table, "one-part")
    return able if writes else "s" * ("s" in able)


def _tie(owner: psycopg.Connection, person_id: UUID, carer: UUID, part: str, *, writes: bool, ended: bool) -> UUID:
    tie = uuid4()
    owner.execute(
        "insert into access_tie (id, person_id, party_kind, party_id, reason, words, sees, writes, since, until,"
        " made_by, ended_by) values (%s, %s, 'carer', %s, 'a test', '', %s, %s, now() - interval '1 day', %s, '', '')",
        [tie, person_id, carer, [part], [part] if writes else [], "2026-01-01" if ended else None],
    )
    return tie


def test_a_concern_is_open_to_whoever_raised_it_and_whoever_leads_and_to_nobody_else(scene, web, tries):
    able = {
        called: _able(web, tries[scene.marek.person_id], scene.practitioners[called].pk, "journeys_concern")
        for called in ("leads the team", "leads on safeguarding", "in the team")
    }
    assert able == {"leads the team": "sac", "leads on safeguarding": "sac", "in the team": "a"}


def _able(web: psycopg.Connection, attempt: Trying, practitioner_id: UUID, table: str) -> str:
    with named(web, signed("practitioner", practitioner_id)):
        return attempt.done(web, table, "practitioner", practitioner_id)


def test_an_unnamed_viewer_raises_for_every_table(scene, web, tables, tries):
    for table in tables:
        with pytest.raises(psycopg.Error) as refusal, named(web, None):
            web.execute(f"select count(*) from {table}")
        assert refusal.value.sqlstate == "LW001", table


def test_nobody_sees_no_row_of_any_table_about_a_person(scene, web, owner, tables, tries):
    with named(web, NOBODY):
        seen = {table: web.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    there = {table: owner.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    assert set(seen.values()) == {0}
    assert min(there.values()) > 0


def test_whoever_is_alongside_sees_every_row_and_not_only_one(scene, web, owner, tables, tries):
    with named(web, signed("practitioner", scene.place.tom.pk)):
        seen = {table: web.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    there = {table: owner.execute(f"select count(*) from {table}").fetchone()[0] for table in tables}
    assert seen == there


def test_the_worker_sees_all_by_its_own_role_and_nothing_by_anothers_name(scene, owner, tables, tries):
    with connect("lw_worker") as worker:
        with named(worker, signed("worker")):
            assert all(worker.execute(f"select 1 from {table} limit 1").fetchone() for table in tables)
        with named(worker, signed("practitioner", scene.place.tom.pk)):
            assert not any(worker.execute(f"select 1 from {table} limit 1").fetchone() for table in tables)


def test_the_evaluator_reads_no_table_about_a_person(scene, tables):
    with connect("lw_eval") as evaluator:
        for table in tables:
            with pytest.raises(psycopg.errors.InsufficientPrivilege), named(evaluator, signed("evaluator")):
                evaluator.execute(f"select 1 from {table} limit 1")
