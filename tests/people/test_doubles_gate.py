"""What the database itself keeps of who is said to be one: SQL as the serving role, the program out of the way."""

import threading
from uuid import UUID, uuid4

import psycopg
import pytest
from access.sql import connect, named, refused, signed
from neighbourhood import Place, as_, introduce, owner_connection
from psycopg.errors import CheckViolation, UniqueViolation

from livingwell.access.acting import PROMISES
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
SAY = (
    "insert into people_double (id, person_id, other_id, is_one, why, said_at, said_by, by_id, ended_by, ended_why)"
    " values (%s, %s, %s, true, 'x', now(), 'Tom', %s, '', '')"
)
SEEN = "select part, array(select gate.seen(part) order by 1) from unnest(%s::text[]) part"
WRITTEN = SEEN.replace("gate.seen", "gate.written")
PARTS = ["who", "contact", "journey", "steps", "stream", "words", "confidence", "conversations", "worries", "huddle"]


@pytest.fixture
def place(lasting_place) -> Place:
    return lasting_place


@pytest.fixture
def people(place) -> list[UUID]:
    """Ama and Ines and Zofia with us; Maggie is drawn in to Ines alone, who came after Ama and will point to her."""
    keys = [introduce(place, called).person_id for called in ("Ama", "Ines", "Zofia")]
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey_queries.latest_journey(keys[1]), practitioner=place.maggie, why="Rent", by=tom)
    return keys


def opens(practitioner) -> list[tuple]:
    with connect() as web, named(web, signed("practitioner", practitioner.pk)):
        return [web.execute(sql, [PARTS]).fetchall() for sql in (SEEN, WRITTEN)]


def test_saying_so_opens_nothing_to_anybody(place, people):
    everybody = (place.tom, place.shanice, place.maggie, place.callum, place.ros)
    before = {one.called: opens(one) for one in everybody}
    with as_(place.tom) as tom:
        ama, ines = (Person.objects.get(pk=key) for key in people[:2])
        journeys.say_one(one=ama, other=ines, why="She said", by=tom)
    assert {one.called: opens(one) for one in everybody} == before
    with connect() as web, named(web, signed("practitioner", place.maggie.pk)):
        assert web.execute("select count(*) from people_double").fetchone() == (0,)
        assert web.execute("select person_id from people_person").fetchall() == [(people[1],)]
        assert web.execute("select distinct person_id from journeys_event").fetchall() == [(people[1],)]


def test_nobody_says_it_of_somebody_they_may_not_write_of_nor_in_another_s_name(place, people):
    ama, ines, _zofia = people
    with connect() as web, named(web, signed("practitioner", place.maggie.pk)):
        assert refused(web, SAY, [uuid4(), ama, ines, place.maggie.pk])
        assert refused(web, SAY, [uuid4(), ines, ama, place.maggie.pk])
    with connect() as web, named(web, signed("practitioner", place.tom.pk)):
        assert refused(web, SAY, [uuid4(), ama, ines, place.shanice.pk])
        assert not refused(web, SAY, [uuid4(), ama, ines, place.tom.pk])
        assert refused(web, "update people_double set other_id = person_id")
        assert refused(web, "update people_double set is_one = false")
        assert refused(web, "delete from people_double")


def test_whoever_may_not_see_both_hears_the_same_of_a_ring_as_of_anything(place, people):
    """Policies speak first, so that no error tells an outsider who is said to be one with whom."""
    ama, ines, zofia = people
    with as_(place.tom) as tom:
        one, other = Person.objects.get(pk=ama), Person.objects.get(pk=ines)
        journeys.say_one(one=one, other=other, why="She said", by=tom)
    with connect() as web, named(web, signed("practitioner", place.callum.pk)):
        for pair in ((ama, ines), (ines, ama), (ama, zofia), (uuid4(), uuid4())):
            assert refused(web, SAY, [uuid4(), *pair, place.callum.pk])


def test_the_database_refuses_a_ring_and_two_pointers_whoever_writes(people):
    ama, ines, zofia = people
    with owner_connection() as owner:
        owner.execute(SAY, [uuid4(), ama, ines, uuid4()])
        owner.execute(SAY, [uuid4(), ines, zofia, uuid4()])
        for pair, error in (
            ((zofia, ama), CheckViolation),
            ((ama, zofia), UniqueViolation),
            ((ama, ama), CheckViolation),
        ):
            with pytest.raises(error), owner.transaction():
                owner.execute(SAY, [uuid4(), *pair, uuid4()])


@pytest.mark.parametrize(
    "pairs",
    [[(0, 1), (1, 0)], [(0, 1), (0, 2)], [(0, 1), (0, 1)], [(0, 1), (1, 2), (2, 0)]],
    ids=["each to the other", "one to two", "the same", "round three"],
)
def test_of_some_at_once_the_last_hears_why_and_there_is_no_ring(people, pairs):
    start, answers = threading.Barrier(len(pairs)), []

    def say(pair: tuple[int, int]) -> None:
        with owner_connection() as own:
            start.wait()
            try:
                own.execute(SAY, [uuid4(), *(people[number] for number in pair), uuid4()])
                answers.append("kept")
            except psycopg.IntegrityError as error:
                answers.append(error.diag.constraint_name)

    everybody = [threading.Thread(target=say, args=[pair]) for pair in pairs]
    for one in everybody:
        one.start()
    for one in everybody:
        one.join(20)
    assert answers.count("kept") == len(pairs) - 1
    assert set(answers) - {"kept"} <= {"never_in_a_ring", "a_pair_is_said_one_thing", "said_to_be_one_once"}
    assert all(name in PROMISES for name in answers if name != "kept")
    with owner_connection() as owner:
        assert owner.execute("select count(*) from people_double").fetchone() == (len(pairs) - 1,)
