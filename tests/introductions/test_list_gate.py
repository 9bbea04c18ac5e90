"""What the database itself keeps of a list that is brought in: SQL as the serving role, the program out of the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg
import pytest
from access.sql import NOBODY, connect, named, refused, signed
from introductions.listing import kept, tidy
from neighbourhood import Place, as_, introduce, owner_connection
from psycopg.errors import InsufficientPrivilege

from livingwell.access.words import SEES, WRITES, Reason
from livingwell.introductions.models import Introduction

pytestmark = pytest.mark.django_db(transaction=True)

BRING_IN = "select * from gate.bring_in(%s, %s, %s, %s, 'Brackwell team', 'Tom')"
SEEN, WRITTEN = sorted(SEES[Reason.HOLDS]), sorted(WRITES[Reason.HOLDS])


@pytest.fixture
def place(lasting_place) -> Place:
    return lasting_place


@pytest.fixture
def waiting(place) -> UUID:
    with as_(place.tom) as tom:
        return kept(place, tidy(2), tom).pk


@contextmanager
def web_as(name: str) -> Iterator[psycopg.Connection]:
    with connect() as web, named(web, name):
        yield web


def others(place: Place) -> dict[str, str]:
    """Return everybody who might look and is not Tom, each by a name that is signed."""
    ama = introduce(place, "Ama")
    with as_(place.tom):
        introduction = Introduction.objects.get(journey=ama)
    return {
        "in the same team": signed("practitioner", place.shanice.pk),
        "in another team": signed("practitioner", place.callum.pk),
        "in no team": signed("practitioner", place.maggie.pk),
        "a person": signed("person", ama.person_id),
        "a person by Tom's own id": signed("person", place.tom.pk),
        "a receipt": signed("receipt", introduction.pk),
        "a visitor": signed("visitor", uuid4()),
        "a worker's name in the web's mouth": signed("worker"),
        "nobody": NOBODY,
    }


def test_whoever_brings_a_list_in_reads_it_and_nobody_else_reads_a_row(place, waiting):
    with web_as(signed("practitioner", place.tom.pk)) as web:
        assert web.execute("select id from introductions_waitinglist").fetchall() == [(waiting,)]
    for who, name in others(place).items():
        with web_as(name) as web:
            assert web.execute("select count(*) from introductions_waitinglist").fetchone() == (0,), who


def test_nobody_else_changes_it_adds_to_it_or_takes_it_back(place, waiting):
    add = (
        "insert into introductions_waitinglist (id, practitioner_id, team_id, says, made_at)"
        " values (gen_random_uuid(), %s, %s, 'x', now())"
    )
    for who, name in others(place).items():
        with web_as(name) as web:
            assert refused(web, "update introductions_waitinglist set says = 'x'"), who
            assert refused(web, add, [place.tom.pk, place.team.pk]), who
            web.execute("select gate.take_list_back(%s)", [waiting])
    with web_as(signed("practitioner", place.shanice.pk)) as web:
        assert refused(web, add, [place.shanice.pk, place.team.pk]), "she leads no team"
    with web_as(signed("practitioner", place.tom.pk)) as web:
        assert refused(web, add, [place.tom.pk, place.other_team.pk]), "he does not lead that team"
        assert web.execute("select count(*) from introductions_waitinglist").fetchone() == (1,)


def test_an_unnamed_viewer_raises_and_the_worker_and_the_evaluator_read_none(place, waiting):
    with connect() as web, pytest.raises(psycopg.Error) as refusal, named(web, None):
        web.execute("select * from introductions_waitinglist")
    assert refusal.value.sqlstate == "LW001"
    for role in ("lw_worker", "lw_eval"):
        with connect(role) as own, pytest.raises(InsufficientPrivilege), named(own, signed("worker")):
            own.execute("select * from introductions_waitinglist")


def test_a_list_that_was_brought_in_stays_as_it_was(place, waiting):
    with web_as(signed("practitioner", place.tom.pk)) as web:
        assert web.execute("update introductions_waitinglist set brought_in_at = now()").rowcount == 1
        assert refused(web, "update introductions_waitinglist set brought_in_at = null")
        assert refused(web, "delete from introductions_waitinglist")


def test_only_whoever_leads_the_team_makes_people_of_a_list(place):
    for who, name in others(place).items():
        with web_as(name) as web:
            made = web.execute(BRING_IN, [place.team.pk, [uuid4()], SEEN, WRITTEN]).fetchall()
            assert made == [], who
    with web_as(signed("practitioner", place.tom.pk)) as web:
        assert web.execute(BRING_IN, [place.other_team.pk, [uuid4()], SEEN, WRITTEN]).fetchall() == []
        key = uuid4()
        assert web.execute(BRING_IN, [place.team.pk, [key, key], SEEN, WRITTEN]).fetchall() == [(key,)]
        assert (key,) in web.execute("select gate.seen('who')").fetchall()


def test_bringing_in_ties_no_team_to_somebody_who_is_here_already(place):
    """Not even where whoever asks knows their id: another team's person stays theirs."""
    ama = introduce(place, "Ama")
    with owner_connection() as owner:
        owner.execute("update places_membership set leads = true where practitioner_id = %s", [place.callum.pk])
    with web_as(signed("practitioner", place.callum.pk)) as web:
        fresh = uuid4()
        made = web.execute(BRING_IN, [place.other_team.pk, [ama.person_id, fresh], SEEN, WRITTEN]).fetchall()
        assert made == [(fresh,)]
        assert web.execute("select count(*) from people_person").fetchone() == (0,)


def test_bringing_in_never_hands_out_safeguarding(place):
    with web_as(signed("practitioner", place.tom.pk)) as web:
        assert refused(web, BRING_IN, [place.team.pk, [uuid4()], [*SEEN, "safeguarding"], WRITTEN])
        assert refused(web, BRING_IN, [place.team.pk, [uuid4()], SEEN, [*WRITTEN, "safeguarding"]])
