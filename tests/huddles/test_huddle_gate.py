"""The database as gatekeeper of what a team thought together, the ORM out of the way."""

import pytest
from django.db import DatabaseError, connection, transaction
from huddles.gathering import agree_step, agreed, gather
from neighbourhood import as_, introduce

from livingwell.access import actions as access
from livingwell.access.naming import named
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.huddles import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama(place):
    journey = introduce(place, "Ama")
    huddle = gather(place)
    agree_step(place, huddle, journey)
    agreed(place, huddle, journey, holder=place.shanice, words="Dev thinks her sister worries too.")
    return journey


def rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from huddles_brought")
        return cursor.fetchone()[0]


def test_the_team_that_is_alongside_reads_what_it_thought(place, ama):
    with as_(place.shanice):
        assert rows() == 1


def test_a_practitioner_of_another_team_and_nobody_read_no_row(place, ama):
    with as_(place.callum):
        assert rows() == 0
    with named(NOBODY):
        assert rows() == 0


def test_somebody_drawn_in_reads_what_was_thought_about_that_person_and_no_other(place, ama):
    huddle = gather(place)
    introduce(place, "Joan")
    with as_(place.tom) as tom:
        actions.draw_in(huddle=huddle, journey=ama, practitioner=place.maggie, why="Rent and debt", by=tom)
    with as_(place.maggie):
        assert rows() == 1


def test_the_person_reads_that_the_team_thought_and_not_how(place, ama):
    with as_(place.tom) as tom:
        access.give_page(person_id=ama.person_id, by=tom)
    with named(Viewer(Kind.PERSON, ama.person_id)):
        assert rows() == 0
        with connection.cursor() as cursor:
            cursor.execute("select about::text from journeys_event where kind = 'huddled'")
            [[about]] = cursor.fetchall()
    assert "Shanice" in about
    assert "sister" not in about


def test_a_practitioner_refused_by_the_person_reads_nothing_though_the_team_does(place, ama):
    with as_(place.tom) as tom:
        access.refuse(person_id=ama.person_id, practitioner_id=place.dev.pk, by=tom)
    with as_(place.dev):
        assert rows() == 0


def test_nobody_outside_changes_what_was_thought(place, ama):
    with as_(place.callum), connection.cursor() as cursor:
        cursor.execute("update huddles_brought set decision = 'x'")
        assert cursor.rowcount == 0


def test_nobody_at_all_deletes_what_was_thought(place, ama):
    with (
        as_(place.tom),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from huddles_brought")
