"""What the database itself keeps of a safeguarding concern: who hands it on, who may leave, and that it is sealed."""

from uuid import uuid4

import psycopg
import pytest
from access.sql import connect, named, refused, signed
from conversations.concerns import change, lead_of, raised
from django.db import connection
from neighbourhood import as_, introduce, owner_connection

from livingwell.conversations import queries
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import ConcernChange, Event
from livingwell.places.models import Membership
from livingwell.record import actions as record
from livingwell.record import queries as record_queries
from livingwell.record.words import Kind
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db


# -- in SQL, the program out of the way --------------------------------------------------------------------------------


@pytest.fixture
def web(lasting_place):
    with connect("lw_web") as own:
        yield own


@pytest.mark.django_db(transaction=True)
def test_the_database_hands_on_for_nobody_who_may_not_say_that_they_leave(lasting_place, web):
    place = lasting_place
    raised(place)
    hand_on = "select * from gate.hand_on_concerns(%s, %s, null, 'x')"
    about = "select * from gate.hand_on_concerns(%s, %s, %s, 'x')"
    person = introduce(place, "Marek").person_id
    for who in (place.priya, place.callum, place.maggie):
        with named(web, signed("practitioner", who.pk)):
            assert web.execute(hand_on, [place.ros.pk, place.team.pk]).fetchall() == []
            assert web.execute("select gate.pass_concern(%s, %s)", [uuid4(), who.pk]).fetchone() == (False,)
    with named(web, signed("practitioner", place.callum.pk)):
        assert web.execute(about, [place.ros.pk, place.team.pk, person]).fetchall() == []
    with named(web, "nobody"):
        assert web.execute(hand_on, [place.ros.pk, place.team.pk]).fetchall() == []


@pytest.mark.django_db(transaction=True)
def test_the_database_takes_a_concern_off_its_lead_only_when_the_person_refused_them(lasting_place, web):
    place = lasting_place
    journey = introduce(place)
    raised(place, journey)
    ask = "select new_lead from gate.hand_on_concerns(%s, %s, %s, 'x')"
    about = [place.ros.pk, place.team.pk, journey.person_id]
    for who in (place.priya, place.tom, place.ros):
        with named(web, signed("practitioner", who.pk)):
            assert web.execute(ask, about).fetchall() == [], who.called
    refusal = "insert into access_refusal (id, person_id, practitioner_id, words, made_by, since) values "
    for who, handed_to in ((place.priya, [(place.tom.pk,)]), (place.ros, [(place.tom.pk,)]), (place.callum, [])):
        with named(web, signed("practitioner", place.priya.pk)):
            web.execute(refusal + "(gen_random_uuid(), %s, %s, '', 'x', now())", [journey.person_id, place.ros.pk])
            web.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", who.pk)])
            assert web.execute(ask, about).fetchall() == handed_to, who.called


@pytest.mark.django_db(transaction=True)
def test_the_database_gives_a_concern_another_lead_for_the_two_alone(lasting_place, web):
    place = lasting_place
    concern = raised(place)
    for who, passes in ((place.tom, False), (place.callum, False), (place.ros, True), (place.shanice, True)):
        with named(web, signed("practitioner", who.pk)), web.transaction(force_rollback=True):
            passed = web.execute("select gate.pass_concern(%s, %s)", [concern.pk, place.tom.pk]).fetchone()
            assert passed == (passes,), who.called
    with named(web, signed("practitioner", place.ros.pk)):
        assert refused(web, "update journeys_concern set lead_id = %s", [place.tom.pk])


@pytest.mark.django_db(transaction=True)
def test_the_database_lets_nobody_leave_who_still_leads(lasting_place):
    place = lasting_place
    concern = raised(place)
    with owner_connection() as owner:
        for leave, who in (
            ("update places_membership set until = now() where practitioner_id = %s", place.ros),
            ("update places_practitioner set left_at = now() where id = %s", place.ros),
        ):
            with pytest.raises(psycopg.errors.CheckViolation) as refusal:
                owner.execute(leave, [who.pk])
            assert refusal.value.diag.constraint_name == "a_concern_has_a_lead"
        owner.execute("update places_membership set days = '{1}' where practitioner_id = %s", [place.ros.pk])
    with as_(place.ros), connection.cursor() as web:
        web.execute("select gate.pass_concern(%s, %s)", [concern.pk, place.callum.pk])
    with owner_connection() as owner:  # of another team than the person's: he is the lead all the same
        for leave in (
            "update places_practitioner set left_at = now() where id = %s",
            "update places_membership set until = now() where practitioner_id = %s",
            "delete from places_membership where practitioner_id = %s",
        ):
            with pytest.raises(psycopg.errors.CheckViolation) as refusal:
                owner.execute(leave, [place.callum.pk])
            assert refusal.value.diag.constraint_name == "a_concern_has_a_lead"
    assert Membership.objects.filter(practitioner=place.ros, until__isnull=True).exists()


# -- sealed -----------------------------------------------------------------------------------------------------------


def findings():
    with owning(connection):
        record.seal_all()
        return list(record_queries.findings())


@pytest.mark.django_db(transaction=True)
def test_a_concern_raised_changed_handed_on_and_settled_is_sealed_and_in_no_stream(lasting_place):
    place = lasting_place
    journey = introduce(place)
    with as_(place.shanice):
        before = Event.objects.filter(person_id=journey.person_id).count()
    concern = raised(place, journey)
    change(place, concern, by=place.ros, next_step="Go back this afternoon")
    with as_(place.tom) as tom:
        journeys.leave_team(practitioner=place.ros, team=place.team, by=tom)
    with as_(place.tom) as tom:
        journeys.settle_concern(concern=concern, words="She is safe.", by=tom)
        assert [one.kind for one in queries.changes_of(concern)] == ["raised", "changed", "changed", "settled"]
        assert Event.objects.filter(person_id=journey.person_id).count() == before
    assert findings() == []


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_on_is_sealed_also_for_somebody_who_says_of_themselves_that_they_were_refused(lasting_place):
    place = lasting_place
    journey = introduce(place)
    concern = raised(place, journey)
    with as_(place.ros) as ros:
        journeys.refuse_practitioner(journey=journey, practitioner=place.ros, by=ros)
    assert lead_of(concern, seen_by=place.shanice) == "Tom"
    assert findings() == []
    with owner_connection() as owner:
        of_changes = "select count(*) from record_entry where source = 'journeys.concern'"
        assert owner.execute(of_changes).fetchone() == (2,)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "tamper",
    [
        "update journeys_concern set words = 'Nothing much.'",
        "update journeys_concernchange set next_step = 'Nothing.'",
        "update journeys_concernchange set by_called = 'Tom'",
    ],
)
def test_words_of_a_concern_that_were_changed_afterwards_are_found_out(lasting_place, tamper):
    raised(lasting_place)
    assert findings() == []
    with owner_connection() as owner:
        owner.execute(tamper)
    assert [one.kind for one in findings()] == [Kind.ROW_CHANGED]


def test_what_became_of_a_concern_is_read_by_the_two_alone(place):
    raised(place)
    seen = {}
    for one in (place.shanice, place.ros, place.tom, place.dev, place.callum):
        with as_(one):
            seen[one.called] = ConcernChange.objects.count()
    assert seen == {"Shanice": 1, "Ros": 1, "Tom": 0, "Dev": 0, "Callum": 0}
