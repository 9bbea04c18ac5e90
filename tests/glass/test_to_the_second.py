"""An hour is an hour: in SQL, by the database's own clock, and whatever anybody who serves tries."""

from uuid import UUID, uuid4

import psycopg
import pytest
from access.sql import connect, named, refused, signed
from glass.breaking import breaks
from neighbourhood import as_, introduce, owner_connection
from record.roles import second_connection

from livingwell.access.models import Tie
from livingwell.access.words import Reason
from livingwell.glass.words import Answer

pytestmark = pytest.mark.django_db(transaction=True)
BREAK = "select answer, whose from gate.break_glass(%s, 'here', 'x', '', 'x', 'Ama', '07700 900123', 'C', 'r', 'o')"
SEEN = "select count(*) from gate.seen('who') one where one = %s"


def hours_end(person_id: UUID, seconds: float) -> None:
    """Let time pass until so many seconds are left of everybody's hour, as only the server itself could."""
    with second_connection(None) as admin:
        admin.execute(
            "update access_tie set since = now() + %s * interval '1 second' - interval '60 minutes',"
            " until = now() + %s * interval '1 second' where reason = 'glass' and person_id = %s",
            [seconds, seconds, person_id],
        )


def test_it_is_open_until_the_second_and_shut_at_the_next_statement(lasting_place):
    journey = introduce(lasting_place)
    breaks(lasting_place.callum)
    with connect() as web, named(web, signed("practitioner", lasting_place.callum.pk)):
        hours_end(journey.person_id, 0.6)
        assert web.execute(SEEN, [journey.person_id]).fetchone() == (1,)
        web.execute("select pg_sleep(0.7)")
        assert web.execute(SEEN, [journey.person_id]).fetchone() == (0,)  # in the same open transaction


def test_nobody_who_serves_makes_one_longer_or_makes_one_by_hand(lasting_place):
    journey = introduce(lasting_place)
    breaks(lasting_place.callum)
    made = (
        "insert into access_tie (id, person_id, party_kind, party_id, reason, words, sees, writes, since, until,"
        " made_by, ended_by) values (gen_random_uuid(), %s, 'practitioner', %s, 'glass', '', '{who}', '{}', now(),"
        " now() + interval '1 minute', '', '')"
    )
    longer = "update access_tie set until = until + interval '1 minute' where reason = 'glass'"
    again = "update access_tie set until = null where reason = 'glass'"
    with connect() as web:
        for who in (lasting_place.callum, lasting_place.tom):
            with named(web, signed("practitioner", who.pk)):
                assert refused(web, longer)
                assert refused(web, again)
                assert refused(web, made, [journey.person_id, lasting_place.dev.pk])
                assert refused(web, "delete from glass_matter")
                assert refused(web, "update glass_matter set at = now() - interval '2 days'")
                assert refused(web, "update glass_said set words = ''")
                assert refused(web, "delete from glass_moment")
    with owner_connection() as owner, pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("update access_tie set until = until + interval '1 second' where reason = 'glass'")


def test_two_at_once_for_the_same_person_make_one(lasting_place):
    journey = introduce(lasting_place)
    me = signed("practitioner", lasting_place.callum.pk)
    with connect() as one, connect() as other:
        for own in (one, other):
            own.execute("select set_config('livingwell.viewer', %s, true)", [me])
        assert one.execute(BREAK, [uuid4()]).fetchone() == ("opened", journey.person_id)
        other.execute("set local lock_timeout = '300ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            other.execute(BREAK, [uuid4()])
        other.rollback()
        one.commit()
    assert breaks(lasting_place.callum).answer == Answer.ALREADY
    with as_(lasting_place.tom):
        assert Tie.objects.filter(reason=Reason.GLASS).count() == 1


def test_two_of_us_at_once_each_have_their_own(lasting_place):
    journey = introduce(lasting_place)
    with connect() as one, connect() as other:
        for own, who in ((one, lasting_place.callum), (other, lasting_place.ros)):
            own.execute("select set_config('livingwell.viewer', %s, true)", [signed("practitioner", who.pk)])
        assert one.execute(BREAK, [uuid4()]).fetchone()[0] == "opened"
        answered = other.execute(BREAK, [uuid4()]).fetchone()[0]
        assert answered in ("opened", "already")
        one.commit()
        other.commit()
    assert journey.person_id


def test_by_sql_nobody_else_breaks_it_and_nobody_in_anothers_name(lasting_place):
    introduce(lasting_place)
    with connect() as web:
        for kind, ref in (("person", uuid4()), ("visitor", uuid4()), ("practitioner", lasting_place.maggie.pk)):
            with (
                pytest.raises(psycopg.errors.CheckViolation, match="in a team here"),
                named(web, signed(kind, ref)),
            ):
                web.execute(BREAK, [uuid4()])
        with named(web, signed("practitioner", lasting_place.callum.pk)):
            for called in ("gate.sought('Ama', '07700 900123')", "gate.name_as_asked('Ama')"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege), web.transaction():
                    web.execute(f"select {called}")
            matter = uuid4()
            web.execute(BREAK, [matter])
            who = web.execute("select practitioner_id from glass_matter where id = %s", [matter]).fetchone()
            assert who == (lasting_place.callum.pk,)


def test_whoever_is_refused_and_nobody_take_as_long_and_leave_the_same_rows(lasting_place, figure):
    journey = introduce(lasting_place)
    with owner_connection() as owner:
        owner.execute(
            "insert into access_refusal (id, person_id, practitioner_id, words, since, made_by)"
            " values (gen_random_uuid(), %s, %s, '', now(), '')",
            [journey.person_id, lasting_place.callum.pk],
        )
    took: dict[str, list[float]] = {"Ama": [], "Zebedee": []}
    asked = "select answer, extract(epoch from clock_timestamp() - statement_timestamp()) * 1000 from ("
    with connect() as web:
        for _again in range(5):
            for name, times in took.items():
                with named(web, signed("practitioner", lasting_place.callum.pk)):
                    inner = BREAK.replace("'Ama'", f"'{name}'").replace("select answer, whose", "select answer")
                    answer, ms = web.execute(f"{asked}{inner} offset 0) one", [uuid4()]).fetchone()
                    assert answer == "missed"
                    times.append(float(ms))
    apart = abs(sorted(took["Ama"])[2] - sorted(took["Zebedee"])[2])
    figure("glass.refused_or_nobody", round(apart, 1), "ms apart")
    assert min(min(times) for times in took.values()) >= 150
    assert apart < 25
