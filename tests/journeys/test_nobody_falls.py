"""Promise 1, tried by SQL at a real commit: every way of leaving somebody with nobody is refused, whoever writes."""

from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest
from access.sql import connect, signed
from journeys.lives import Standing, held_by, spoken_with, standing
from neighbourhood import Place, as_, in_days, introduce
from psycopg.errors import CheckViolation

from livingwell.access.acting import PROMISES
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Ending, StepBy
from livingwell.places.models import Team

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Lives:
    """Somebody the team holds, somebody Shanice holds, somebody Maggie (drawn in) holds; one who stepped out."""

    place: Place
    teams: Journey
    shanices: Journey
    maggies: Journey
    over: Journey


@pytest.fixture(scope="module")
def lives(town: Place) -> Lives:
    maggies = held_by(town, town.priya, "Noor")
    over = spoken_with(town, introduce(town, "Lev"))
    with as_(town.tom) as tom:
        journeys.draw_in(journey=maggies, practitioner=town.maggie, why="Rent", by=tom)
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=town.maggie.pk)
        journeys.make_step(journey=maggies, what="Write to the landlord", doer=doer, due_on=in_days(3), by=tom)
        journeys.hold(journey=maggies, practitioner=town.maggie, by=tom)
        journeys.end(journey=over, ending=Ending.NOT_NOW, words="Not now, he said", by=tom)
    return Lives(town, introduce(town, "Ama"), held_by(town, town.shanice, "Marek"), maggies, over)


# What is tried: whose journey, the statement, the promise that refuses it.
WAYS = {
    "nobody holds any more": (
        "teams",
        "update journeys_holding set until = now() where journey_id = %(journey)s and until is null",
        "nobody_falls",
    ),
    "the last next step is kept, and no other made": (
        "teams",
        "update journeys_nextstep set kept_at = now() where journey_id = %(journey)s and kept_at is null",
        "nobody_falls",
    ),
    "the last next step is put aside": (
        "shanices",
        "update journeys_nextstep set put_aside_at = now() where journey_id = %(journey)s and kept_at is null",
        "nobody_falls",
    ),
    "what happens next is left to the person alone": (
        "shanices",
        "update journeys_nextstep set done_by = 'person', practitioner_id = null, team_id = null"
        " where journey_id = %(journey)s and kept_at is null",
        "nobody_falls",
    ),
    "the next step is put off past the horizon": (
        "teams",
        "update journeys_nextstep set due_on = current_date + 40 where journey_id = %(journey)s and kept_at is null",
        "nobody_falls",
    ),
    "the team that holds is no longer tied": (
        "teams",
        "update access_tie set until = clock_timestamp()"
        " where person_id = %(person)s and party_kind = 'team' and until is null",
        "holder_has_a_tie",
    ),
    "whoever holds leaves the team": (
        "shanices",
        "update places_membership set until = clock_timestamp() where practitioner_id = %(shanice)s and until is null",
        "holder_has_a_tie",
    ),
    "whoever a next step waits for leaves the team": (
        "maggies",
        "update places_membership set until = clock_timestamp() where practitioner_id = %(priya)s and until is null",
        "doer_has_a_tie",
    ),
    "whoever holds is refused": (
        "shanices",
        "insert into access_refusal (id, person_id, practitioner_id, words, since, made_by)"
        " values (gen_random_uuid(), %(person)s, %(shanice)s, '', now(), '')",
        "holder_has_a_tie",
    ),
    "whoever holds is no longer drawn in": (
        "maggies",
        "update access_tie set until = clock_timestamp() where person_id = %(person)s and party_id = %(maggie)s",
        "holder_has_a_tie",
    ),
    "somebody with no tie holds": (
        "teams",
        "update journeys_holding set until = now() where journey_id = %(journey)s and until is null;"
        "insert into journeys_holding (id, person_id, journey_id, team_id, practitioner_id, words, made_at, by_called)"
        " values (gen_random_uuid(), %(person)s, %(journey)s, %(team)s, %(callum)s, '', now(), '')",
        "holder_has_a_tie",
    ),
    "a next step waits for somebody who sees nothing of them": (
        "teams",
        "update journeys_nextstep set done_by = 'practitioner', team_id = null, practitioner_id = %(callum)s"
        " where journey_id = %(journey)s and kept_at is null",
        "doer_has_a_tie",
    ),
    "a next step waits for a team that is not alongside": (
        "teams",
        "update journeys_nextstep set team_id = %(riverside)s where journey_id = %(journey)s and kept_at is null",
        "doer_has_a_tie",
    ),
    "a journey is opened with nothing in it": (
        "over",
        "insert into journeys_journey (id, person_id, site_id, team_id, opened_at)"
        " values (gen_random_uuid(), %(person)s, %(site)s, %(team)s, now())",
        "nobody_falls",
    ),
    "a journey ends with nobody saying how": (
        "teams",
        "update journeys_journey set ended_at = now() where id = %(journey)s",
        "an_ending_is_said",
    ),
    "a next step is hung on a journey that has ended, where nobody looks": (
        "over",
        "insert into journeys_nextstep (id, person_id, journey_id, what, kind, done_by, team_id, due_on, at_words,"
        " made_at, by_called, ended_by, ended_words) values (gen_random_uuid(), %(person)s, %(journey)s, 'Ring', '',"
        " 'team', %(team)s, current_date, '', now(), '', '', '')",
        "ended_is_ended",
    ),
    "a team that nobody works in holds": (
        "teams",
        "insert into access_tie (id, person_id, party_kind, party_id, reason, words, sees, writes, since, made_by,"
        " ended_by) values (gen_random_uuid(), %(person)s, 'team', %(empty)s, 'holds', '', '{}', '{}', now(), '', '');"
        "update journeys_holding set until = now() where journey_id = %(journey)s and until is null;"
        "insert into journeys_holding (id, person_id, journey_id, team_id, words, made_at, by_called)"
        " values (gen_random_uuid(), %(person)s, %(journey)s, %(empty)s, '', now(), '')",
        "somebody_stays",
    ),
    "somebody is drawn in on a journey that has ended": (
        "over",
        "insert into journeys_drawnin (id, person_id, journey_id, practitioner_id, organisation_id, tie_id, why,"
        " made_at, by_called) values (gen_random_uuid(), %(person)s, %(journey)s, %(callum)s, %(kindling)s,"
        " gen_random_uuid(), 'Rent', now(), '')",
        "ended_is_ended",
    ),
    "a worry that cannot wait reaches somebody who cannot see it": (
        "teams",
        "insert into journeys_worry (id, person_id, journey_id, words, cannot_wait, reaches_id, made_at, by_called,"
        " acknowledged_by, settled_by, settled_words) values (gen_random_uuid(), %(person)s, %(journey)s, 'Pills',"
        " true, %(callum)s, now(), '', '', '', '')",
        "reaches_somebody",
    ),
}


def values(lives: Lives, journey: Journey) -> dict[str, UUID]:
    place = lives.place
    return {
        "journey": journey.pk,
        "person": journey.person_id,
        "shanice": place.shanice.pk,
        "priya": place.priya.pk,
        "maggie": place.maggie.pk,
        "callum": place.callum.pk,
        "team": place.team.pk,
        "riverside": place.other_team.pk,
        "site": place.site.pk,
        "empty": Team.objects.filter(site__slug="edinburgh").values_list("pk", flat=True)[0],
        "kindling": place.callum.organisation_id,
    }


def commit(role: str, name: str | None, statements: str, given: dict[str, UUID]) -> str | None:
    """Run statements and commit; return the promise by whose name the commit was refused, or None when it was not."""
    with connect(role) as own:
        if name:
            own.execute("select set_config('livingwell.viewer', %s, true)", [name])
        for statement in statements.split(";"):
            assert own.execute(statement, given).rowcount >= 1, "nothing was tried: no row was there to change"
        try:
            own.commit()
        except CheckViolation as refusal:
            return refusal.diag.constraint_name
    return None


@pytest.mark.parametrize("way", WAYS)
def test_the_commit_is_refused_with_a_sentence(lives: Lives, owner, way: str):
    whose, statements, promise = WAYS[way]
    journey = getattr(lives, whose)
    before = standing(owner, journey.pk)
    by = lives.place.tom  # who leads the team, and so may end a membership
    assert commit("lw_web", signed("practitioner", by.pk), statements, values(lives, journey)) == promise
    assert standing(owner, journey.pk) == before
    assert PROMISES[promise].endswith(".")


@pytest.mark.parametrize("way", WAYS)
def test_it_is_refused_to_the_owner_of_the_tables_too(lives: Lives, owner, way: str):
    whose, statements, promise = WAYS[way]
    assert commit("lw_owner", None, statements, values(lives, getattr(lives, whose))) == promise


def test_two_holders_at_once_are_refused_by_the_index(lives: Lives):
    second = WAYS["somebody with no tie holds"][1].split(";")[1]
    with pytest.raises(psycopg.errors.UniqueViolation) as refusal:
        commit("lw_owner", None, second, values(lives, lives.teams))
    assert refusal.value.diag.constraint_name == "one_holder"


def test_whoever_holds_does_not_leave_the_place_before_handing_back(lives: Lives):
    leave = "update places_practitioner set left_at = now() where id = %(shanice)s"
    assert commit("lw_owner", None, leave, values(lives, lives.shanices)) == "holder_has_a_tie"
    free = leave.replace("%(shanice)s", "%(callum)s") + " and %(shanice)s::uuid is not null"
    with connect("lw_owner") as own:
        own.execute(free, values(lives, lives.shanices))
        own.execute("set constraints all immediate")  # let by: Callum holds nobody
        own.rollback()


def test_the_last_of_a_team_that_holds_somebody_does_not_leave_it(lives: Lives, owner):
    everybody = "update places_membership set until = clock_timestamp() where team_id = %(team)s and until is null"
    theirs = {**values(lives, lives.teams)}
    handed = "update journeys_holding set until = now() where until is null and practitioner_id is not null"
    assert commit("lw_owner", None, everybody, theirs) in {"somebody_stays", "holder_has_a_tie", "doer_has_a_tie"}
    with connect("lw_owner") as own:
        own.execute(
            "update journeys_nextstep set done_by = 'team', practitioner_id = null, team_id = %(team)s"
            " where practitioner_id is not null and kept_at is null and put_aside_at is null",
            theirs,
        )
        held = own.execute(handed + " returning person_id, journey_id").fetchall()
        for person_id, journey_id in held:
            again = WAYS["somebody with no tie holds"][1].split(";")[1].replace("%(callum)s", "null")
            own.execute(again, theirs | {"person": person_id, "journey": journey_id})
        own.execute(everybody, theirs)
        with pytest.raises(CheckViolation) as refusal:
            own.commit()
    assert refusal.value.diag.constraint_name == "somebody_stays"


def test_a_team_that_holds_nobody_may_empty(lives: Lives):
    with connect("lw_owner") as own:
        own.execute("update places_membership set until = now() where team_id = %s", [lives.place.other_team.pk])
        own.execute("set constraints all immediate")
        own.rollback()


def test_one_step_kept_and_another_made_in_one_transaction_is_let_by(lives: Lives, owner):
    keep = WAYS["the last next step is kept, and no other made"][1]
    make = WAYS["a next step is hung on a journey that has ended, where nobody looks"][1]
    name = signed("practitioner", lives.place.tom.pk)
    assert commit("lw_web", name, f"{keep};{make}", values(lives, lives.teams)) is None
    assert standing(owner, lives.teams.pk) == Standing(is_open=True, holders=1, open_steps=1, holder=None)


@pytest.mark.parametrize("days", [0, 27, 28])
def test_a_step_within_the_horizon_is_let_by_and_a_day_later_is_not(lives: Lives, days: int):
    put_off = (
        "update journeys_nextstep set due_on = current_date + {} where journey_id = %(journey)s and kept_at is null"
    )
    with connect("lw_owner") as own:
        own.execute(put_off.format(days), values(lives, lives.teams))
        own.execute("set constraints all immediate")
        own.rollback()
    assert commit("lw_owner", None, put_off.format(29), values(lives, lives.teams)) == "nobody_falls"


def test_a_sites_own_shorter_horizon_is_kept(lives: Lives):
    put_off = "update journeys_nextstep set due_on = current_date + {} where kept_at is null and put_aside_at is null"
    shorter = "update places_site set horizon_days = 2 where id = %(site)s"
    too_far = (
        "update journeys_nextstep set due_on = current_date + 3 where journey_id = %(journey)s and kept_at is null"
    )
    with connect("lw_owner") as own:
        own.execute(put_off.format(2))
        own.execute(shorter, values(lives, lives.teams))
        own.execute("set constraints all immediate")
        own.execute("set constraints all deferred")
        own.execute(too_far, values(lives, lives.teams))
        with pytest.raises(CheckViolation) as refusal:
            own.commit()
    assert refusal.value.diag.constraint_name == "nobody_falls"


def test_a_horizon_is_not_brought_nearer_while_anybody_would_wait_past_it(lives: Lives, owner):
    """A pack that promises more does not break, unseen, what was promised before it."""
    shorter = "update places_site set horizon_days = 2 where id = %(site)s"
    assert commit("lw_owner", None, shorter, values(lives, lives.teams)) == "a_nearer_horizon"
    assert owner.execute("select horizon_days from places_site where id = %s", [lives.place.site.pk]).fetchone() == (
        28,
    )


def test_a_horizon_longer_than_four_weeks_is_no_horizon(lives: Lives):
    longer = "update places_site set horizon_days = 29 where id = %(site)s"
    with pytest.raises(CheckViolation) as refusal:
        commit("lw_owner", None, longer, values(lives, lives.teams))
    assert refusal.value.diag.constraint_name == "horizon_within_28_days"


def test_letting_go_takes_words_and_two_names_whoever_writes(lives: Lives):
    ending = (
        "insert into journeys_parting (id, person_id, journey_id, ending, words, second_id, by_id, by_called, made_at)"
        " values (gen_random_uuid(), %(person)s, %(journey)s, 'not reached', {words}, {second}, {by}, '', now())"
    )
    tom, shanice = f"'{lives.place.tom.pk}'", f"'{lives.place.shanice.pk}'"
    for words, second, by in (("''", shanice, tom), ("'x'", "null", tom), ("'x'", tom, tom), ("'x'", shanice, "null")):
        statement = ending.format(words=words, second=second, by=by)
        with pytest.raises(CheckViolation) as refusal:
            commit("lw_owner", None, statement, values(lives, lives.teams))
        assert refusal.value.diag.constraint_name == "letting_go_takes_two"
    with connect("lw_owner") as own:
        assert own.execute(ending.format(words="'x'", second=shanice, by=tom), values(lives, lives.teams)).rowcount == 1
        own.rollback()


def test_no_row_of_a_journey_is_deleted_even_by_mistake(lives: Lives):
    gone = "delete from journeys_holding where journey_id = %(journey)s"
    assert commit("lw_owner", None, gone, values(lives, lives.teams)) == "nobody_falls"


def test_every_promise_of_the_database_has_its_sentence(owner):
    """Every name that our functions raise, and every unique constraint an action may meet, is a sentence."""
    raised = owner.execute(
        "select distinct m[1] from pg_proc p, regexp_matches(prosrc, 'constraint = ''([a-z_]+)''', 'g') m"
        " where p.pronamespace = 'gate'::regnamespace and p.proname not like 'message%'"
    ).fetchall()
    assert {row[0] for row in raised} <= set(PROMISES)
