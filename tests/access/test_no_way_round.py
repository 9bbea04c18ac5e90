"""Ties, teams and names: what somebody who can say any SQL as the serving role still cannot do."""

from uuid import uuid4

import psycopg
import pytest
from access.scene import as_practitioner
from access.sql import connect, named, refused, signed

pytestmark = pytest.mark.django_db
TIE = (
    "insert into access_tie (id, person_id, party_kind, party_id, reason, words, sees, writes, since, until, made_by,"
    " ended_by) values (gen_random_uuid(), %s, %s, %s, 'a test', '', %s::varchar[], %s::varchar[], now(), %s, '', '')"
)


def test_a_tie_is_only_ever_ended_and_only_once(scene, web):
    ama = scene.ama.person_id
    with named(web, as_practitioner(scene, "in the team")):
        assert refused(web, "update access_tie set until = now() + interval '1 year' where person_id = %s", [ama])
        assert refused(web, "update access_tie set sees = array['safeguarding'] where person_id = %s", [ama])
        assert refused(web, "update access_tie set party_id = %s where person_id = %s", [uuid4(), ama])
        assert refused(web, "update access_tie set until = null where person_id = %s and until is not null", [ama])
        assert refused(web, "update access_tie set until = now() where person_id = %s and until < now()", [ama])
        assert not refused(web, "update access_tie set until = now() where person_id = %s and until is null", [ama])


def test_nobody_ties_themselves_nor_a_team_of_their_own(scene, web):
    ama, riverside = scene.ama.person_id, scene.place.other_team.pk
    both = scene.practitioners["in both teams"].pk
    with named(web, signed("practitioner", both)):
        assert refused(web, TIE, [ama, "practitioner", both, ["who"], [], None])
        assert refused(web, TIE, [ama, "team", riverside, ["who"], [], None])
        assert not refused(web, TIE, [ama, "practitioner", scene.place.callum.pk, ["who"], [], None])


def test_no_tie_hands_out_safeguarding_nor_more_than_its_party_may_have(scene, web):
    ama = scene.ama.person_id
    with named(web, as_practitioner(scene, "in the team")):
        assert refused(web, TIE, [ama, "practitioner", uuid4(), ["safeguarding"], [], None])
        assert refused(web, TIE, [ama, "practitioner", uuid4(), ["confidence"], [], None])
        assert refused(web, TIE, [ama, "practitioner", uuid4(), ["ties"], ["ties"], None])
        assert refused(web, TIE, [ama, "receipt", scene.ama.introduction_id, ["who"], [], None])
        assert refused(web, TIE, [ama, "receipt", scene.ama.introduction_id, [], ["ties"], None])
        assert refused(web, TIE, [ama, "person", scene.marek.person_id, ["who"], [], None])
        assert refused(web, TIE, [ama, "person", ama, ["who"], ["ties"], None])
        assert not refused(web, TIE, [ama, "person", ama, ["who"], ["stream"], None])


@pytest.mark.parametrize("called", ["drawn in", "in another team", "left", "refused", "drawn in, then out"])
def test_whoever_may_not_hand_out_ties_hands_out_none(scene, web, called):
    with named(web, as_practitioner(scene, called)):
        assert refused(web, TIE, [scene.ama.person_id, "practitioner", scene.place.callum.pk, ["who"], [], None])


def test_whoever_is_drawn_in_may_give_up_their_own_tie_and_nobody_elses(scene, web):
    end = "update access_tie set until = now() where person_id = %s and party_id = %s and until is null"
    with named(web, as_practitioner(scene, "drawn in")):
        assert refused(web, end, [scene.ama.person_id, scene.place.team.pk])
        assert not refused(web, end, [scene.ama.person_id, scene.place.maggie.pk])


def test_who_is_refused_does_not_end_the_refusal(scene, web):
    end = "update access_refusal set until = now() where person_id = %s"
    for called in ("refused", "refused while drawn in"):
        with named(web, as_practitioner(scene, called)):
            assert refused(web, end, [scene.ama.person_id])
    with named(web, as_practitioner(scene, "in the team")):
        assert not refused(web, end, [scene.ama.person_id])


def test_nobody_adds_themselves_to_a_team_nor_comes_back_into_one_they_left(scene, web):
    left, team = scene.practitioners["left"].pk, scene.place.team.pk
    with named(web, signed("practitioner", left)):
        assert refused(
            web,
            "insert into places_membership (id, practitioner_id, team_id, leads, safeguards, days, since)"
            " values (gen_random_uuid(), %s, %s, true, true, '{}', now())",
            [left, team],
        )
        assert refused(web, "update places_membership set until = null where practitioner_id = %s", [left])
        assert refused(
            web, "update places_membership set until = now() + interval '1 year' where practitioner_id = %s", [left]
        )
    with named(web, as_practitioner(scene, "in the team")):
        assert not refused(
            web, "update places_membership set until = now() where practitioner_id = %s", [scene.place.shanice.pk]
        )


def test_nobody_makes_themselves_a_lead_or_moves_a_membership(scene, web):
    mine = scene.place.callum.pk
    with named(web, signed("practitioner", mine)):
        for change in ("leads = true", "safeguards = true", "team_id = team_id", "practitioner_id = practitioner_id"):
            assert refused(web, f"update places_membership set {change} where practitioner_id = %s", [mine])


def test_a_membership_is_ended_by_its_own_or_by_a_lead_and_by_nobody_else(scene, web):
    end = "update places_membership set until = now() where practitioner_id = %s and until is null"
    with named(web, as_practitioner(scene, "in the team")):
        assert refused(web, end, [scene.place.priya.pk])
    with named(web, as_practitioner(scene, "leads the team")):
        assert not refused(web, end, [scene.place.priya.pk])


ON_DUTY = (
    "insert into places_duty (id, team_id, practitioner_id, starts_at, ends_at)"
    " values (gen_random_uuid(), %s, %s, now(), now() + interval '1 hour')"
)


@pytest.mark.parametrize("kind", ["nobody", "visitor", "person", "receipt", "carer", "returning", "resending"])
def test_only_practitioners_say_who_is_on_duty_and_who_covers(scene, web, kind):
    place = scene.place
    with named(web, "nobody" if kind == "nobody" else signed(kind, scene.ama.person_id)):
        assert refused(web, ON_DUTY, [place.team.pk, place.shanice.pk])
    with named(web, as_practitioner(scene, "in the team")):
        assert not refused(web, ON_DUTY, [place.team.pk, place.shanice.pk])


@pytest.mark.parametrize("called", ["drawn in", "in another team", "left", "moved on"])
def test_who_is_on_duty_for_a_team_is_said_by_nobody_outside_it(scene, web, called):
    team, shanice = scene.place.team.pk, scene.place.shanice.pk
    with named(web, as_practitioner(scene, "in the team")):
        web.execute(ON_DUTY, [team, shanice])
        web.execute("select set_config('livingwell.viewer', %s, true)", [as_practitioner(scene, called)])
        assert refused(web, ON_DUTY, [team, shanice])
        for change in ("ends_at = starts_at", f"practitioner_id = '{scene.practitioners[called].pk}'"):
            assert refused(web, f"update places_duty set {change} where team_id = %s", [team])
        web.execute("select set_config('livingwell.viewer', %s, true)", [as_practitioner(scene, "leads the team")])
        assert not refused(web, "update places_duty set ends_at = starts_at where team_id = %s", [team])


def test_nobody_is_put_on_duty_for_a_team_they_are_not_in(scene, web):
    team = scene.place.team.pk
    with named(web, as_practitioner(scene, "in the team")):
        for called in ("drawn in", "in another team", "left"):
            assert refused(web, ON_DUTY, [team, scene.practitioners[called].pk])


HUDDLE = (
    'insert into huddles_huddle (id, team_id, "on", opened_at, opened_by, closed_by, revision)'
    " values (%s, %s, date '2031-03-03', now(), 'x', '', 1)"
)
HERE = (
    "insert into huddles_present (id, huddle_id, called, organisation, joined_at)"
    " values (gen_random_uuid(), %s, 'x', '', now())"
)


@pytest.mark.parametrize("called", ["drawn in", "in another team", "left", "moved on"])
def test_a_huddle_is_written_by_nobody_outside_its_team(scene, web, called):
    team, huddle = scene.place.team.pk, uuid4()
    with named(web, as_practitioner(scene, "in the team")):
        web.execute(HUDDLE, [huddle, team])
        web.execute(HERE, [huddle])
        assert not refused(web, "update huddles_huddle set closed_at = now() where id = %s", [huddle])
        assert not refused(web, "update huddles_present set left_at = now() where huddle_id = %s", [huddle])
        web.execute("select set_config('livingwell.viewer', %s, true)", [as_practitioner(scene, called)])
        assert refused(web, HUDDLE, [uuid4(), team])
        assert refused(web, HERE, [huddle])
        assert refused(web, "update huddles_huddle set closed_at = now() where id = %s", [huddle])
        assert refused(web, "update huddles_present set left_at = now() where huddle_id = %s", [huddle])


@pytest.mark.parametrize("kind", ["nobody", "visitor", "person", "receipt", "carer", "returning", "resending"])
def test_when_a_team_met_and_who_was_there_is_read_by_practitioners_only(scene, web, kind):
    huddle = uuid4()
    with named(web, as_practitioner(scene, "in the team")):
        web.execute(HUDDLE, [huddle, scene.place.team.pk])
        web.execute(HERE, [huddle])
        name = "nobody" if kind == "nobody" else signed(kind, scene.ama.person_id)
        web.execute("select set_config('livingwell.viewer', %s, true)", [name])
        for table in ("huddles_huddle", "huddles_present"):
            assert refused(web, f"select * from {table}")


def test_a_huddle_that_was_stays_its_teams_and_its_days(scene, web):
    with named(web, as_practitioner(scene, "in the team")):
        for change in ("team_id = team_id", '"on" = "on"', "opened_by = opened_by"):
            assert refused(web, f"update huddles_huddle set {change}")
        for change in ("huddle_id = huddle_id", "called = called", "joined_at = joined_at"):
            assert refused(web, f"update huddles_present set {change}")


@pytest.mark.parametrize("called", ["in the team", "leads the team"])
def test_nobody_who_serves_says_whose_an_account_is_nor_where_its_codes_go(scene, web, called):
    with named(web, as_practitioner(scene, called)):
        for change in ("email = email", "is_active = is_active", "id = id", "made_at = made_at"):
            assert refused(web, f"update accounts_user set {change}")
        assert refused(web, "insert into accounts_user select * from accounts_user limit 1")
        assert refused(web, "delete from accounts_user")
        for change in ("email = email", "user_id = user_id"):
            assert refused(web, f"update account_emailaddress set {change}")
        assert refused(web, "insert into account_emailaddress select * from account_emailaddress limit 1")
        assert refused(web, "delete from account_emailaddress")


def test_a_name_cannot_be_made_without_the_key_nor_altered_nor_kept_past_its_time(scene, web):
    true = signed("practitioner", scene.place.callum.pk)
    tom = str(scene.place.tom.pk)
    kind, _, until, mac = true.split()
    for line in (f"{kind} {tom} {until} {mac}", f"{kind} {tom} {until} {'0' * 64}", f"worker - {until} {mac}"):
        with named(web, line), pytest.raises(psycopg.Error) as refusal:
            web.execute("select count(*) from people_person")
        assert refusal.value.sqlstate == "LW002"
    with named(web, signed("practitioner", tom, until=1)), pytest.raises(psycopg.Error) as refusal:
        web.execute("select count(*) from people_person")
    assert refusal.value.sqlstate == "LW003"


def test_the_key_that_signs_names_is_read_by_nobody_who_serves(scene):
    for role in ("lw_web", "lw_worker", "lw_eval"):
        with connect(role) as own, named(own, "nobody"):
            assert refused(own, "select * from gate.viewer_key")
            assert refused(own, "set role lw_owner")
            assert refused(own, "set role lw_gate")


def test_row_level_security_cannot_be_turned_off(scene, web):
    with named(web, "nobody"):
        web.execute("set local row_security = off")
        assert refused(web, "select * from people_person")


def test_a_visitor_writes_only_the_person_this_very_transaction_has_made(scene, web):
    made = uuid4()
    with named(web, signed("visitor", made)):
        web.execute("insert into access_personkey (person_id, made_at) values (%s, now())", [made])
        assert not refused(web, TIE, [made, "team", scene.place.team.pk, ["who"], ["who"], None])
        assert refused(web, TIE, [made, "practitioner", scene.place.callum.pk, ["who"], [], None])
        assert refused(web, TIE, [made, "carer", uuid4(), ["who"], [], None])
    for anothers in (scene.ama.person_id, scene.marek.person_id):
        with named(web, signed("visitor", anothers)):
            assert refused(web, TIE, [anothers, "team", scene.place.other_team.pk, ["who"], ["who"], None])
            assert refused(web, "update access_personkey set person_id = person_id")


def test_nobody_says_which_transaction_made_a_key(scene, web):
    made = uuid4()
    with named(web, signed("visitor", made)):
        assert refused(
            web,
            "insert into access_personkey (person_id, made_at, made_in) values (%s, now(), pg_current_xact_id())",
            [made],
        )


def test_somebody_who_comes_back_adds_a_journey_and_hands_out_nothing(scene, web):
    ama = scene.ama.person_id
    with named(web, signed("returning", ama)):
        assert refused(web, TIE, [ama, "team", scene.place.other_team.pk, ["who"], ["who"], None])
        assert refused(web, "update people_person set called = 'x'")
        assert web.execute("select count(*) from journeys_journey").fetchone() == (0,)
