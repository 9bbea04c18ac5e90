"""Somebody written down twice: said by one of us, shown on both pages, and taken back exactly."""

from dataclasses import replace
from uuid import uuid4

import pytest
from neighbourhood import as_, introduce, owner_connection

from livingwell.access.models import Look
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Event
from livingwell.journeys.panels import said_of
from livingwell.lib.refusals import NotPossible
from livingwell.people import queries
from livingwell.people.models import Double, Person
from livingwell.people.words import Alike

pytestmark = pytest.mark.django_db
WHY = "She told me so"


def person_of(place, called: str, **given) -> Person:
    journey = introduce(place, called, **given)
    with as_(place.tom):
        return Person.objects.get(pk=journey.person_id)


@pytest.fixture
def ama(place) -> Person:
    return person_of(place, "Ama")


@pytest.fixture
def amma(place) -> Person:
    return person_of(place, "Amma Okafor")


def say_one(place, one: Person, other: Person, why: str = WHY) -> Double:
    with as_(place.tom) as tom:
        return journeys.say_one(one=one, other=other, why=why, by=tom)


def also(one: Person) -> list[str]:
    return [each.called for each in queries.also_written_down([one.pk]).get(one.pk, ())]


def offers(one: Person) -> list[queries.Offer]:
    return queries.offers_for(one, queries.ways_to_reach(one.pk))


# -- saying so ---------------------------------------------------------------------------------------------------------
def test_either_is_also_written_down_as_the_other_once_somebody_says_so(place, ama, amma):
    double = say_one(place, ama, amma)
    assert (double.person_id, double.other_id) == (amma.pk, ama.pk)  # whoever came later points to whoever came first
    with as_(place.shanice):
        assert (also(ama), also(amma)) == (["Amma Okafor"], ["Ama"])
        assert Double.objects.get().why == WHY


def test_three_are_one_however_it_was_said(place, ama, amma):
    third = person_of(place, "A. Okafor")
    say_one(place, third, ama)
    say_one(place, third, amma)
    with as_(place.tom):
        assert also(ama) == ["A. Okafor", "Amma Okafor"]
        assert also(third) == ["Ama", "Amma Okafor"]
    with pytest.raises(NotPossible, match="through somebody else"):
        say_one(place, ama, amma)


def test_it_takes_a_sentence_two_people_and_somebody_who_may_write_of_both(place, ama, amma):
    for one, other, why, sentence in (
        (ama, amma, "  ", "Say how you know"),
        (ama, ama, WHY, "one and the same already"),
    ):
        with pytest.raises(NotPossible, match=sentence):
            say_one(place, one, other, why)
    with as_(place.callum) as callum, pytest.raises(NotPossible, match="not yours to change"):
        journeys.say_one(one=ama, other=amma, why=WHY, by=callum)
    say_one(place, ama, amma)
    with pytest.raises(NotPossible, match="already said to be one"):
        say_one(place, amma, ama)


def test_somebody_who_may_see_one_of_the_two_hears_nothing_of_the_other(place, ama, amma):
    with as_(place.tom) as tom:
        journey = journey_queries.latest_journey(ama.pk)
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
    say_one(place, ama, amma)
    with as_(place.maggie) as maggie:
        assert also(ama) == []
        assert not Double.objects.exists()
        assert not Person.objects.filter(pk=amma.pk).exists()
        told = [said_of(event) for event in journey_queries.moments(ama.pk)]
        assert "Tom said that they are written down here twice" in told
        assert "Amma" not in " ".join(told)
        with pytest.raises(NotPossible, match="not yours to change"):
            journeys.say_one(one=ama, other=amma, why=WHY, by=maggie)


def test_both_lines_of_moments_say_it_and_say_when_it_is_taken_back(place, ama, amma):
    double = say_one(place, ama, amma)
    with as_(place.shanice) as shanice:
        journeys.take_back(double=double, why="Two cousins", by=shanice)
        for one in (ama, amma):
            told = [(event.kind, event.by_called) for event in journey_queries.moments(one.pk)[:2]]
            assert told == [("said to be two", "Shanice"), ("said to be one", "Tom")]
        assert not any(event.about for event in Event.objects.filter(kind__startswith="said to be"))


# -- not the same ------------------------------------------------------------------------------------------------------
def test_two_who_are_said_to_be_two_are_not_offered_again_until_that_is_taken_back(place, ama):
    other = person_of(place, "Amma")
    with as_(place.tom) as tom:
        assert [(offer.called, offer.why) for offer in offers(ama)] == [("Amma", (Alike.SOUND, Alike.NUMBER))]
        double = journeys.say_two(one=ama, other=other, why="Mother and daughter", by=tom)
        assert offers(ama) == offers(other) == []
        assert also(ama) == []
        with pytest.raises(NotPossible, match="already said to be two"):
            journeys.say_two(one=other, other=ama, why=WHY, by=tom)
        journeys.take_back(double=double, why="I had it wrong", by=tom)
        assert len(offers(other)) == 1


def test_another_answer_ends_the_one_before_and_both_stay_as_history(place, ama, amma):
    say_one(place, ama, amma)
    with as_(place.tom) as tom:
        journeys.say_two(one=ama, other=amma, why="Two cousins", by=tom)
        assert also(ama) == []
        journeys.say_one(one=amma, other=ama, why=WHY, by=tom)
        assert [(one.is_one, one.until is None, one.ended_why) for one in queries.said_of_both(ama.pk, amma.pk)] == [
            (True, True, ""),
            (False, False, WHY),
            (True, False, "Two cousins"),
        ]


def test_nobody_outside_my_sight_is_offered(place, ama):
    introduce(replace(place, team=place.other_team, tom=place.callum), "Ama")
    with as_(place.tom):
        assert offers(ama) == []


# -- taken back --------------------------------------------------------------------------------------------------------
OWN = ("people_double", "journeys_event")  # and the record, which seals every event


def everything() -> dict[str, list[str]]:
    """Return every row of every table but the pointer's own and the stream's, as text."""
    with owner_connection() as owner:
        tables = owner.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
        names = [name for (name,) in tables if name not in OWN and not name.startswith("record_")]
        return {name: sorted(owner.execute(f'select t::text from "{name}" t').fetchall()) for name in names}


@pytest.mark.django_db(transaction=True)
def test_taken_back_every_row_is_as_it_was(lasting_place):
    place = lasting_place
    ama, amma = person_of(place, "Ama"), person_of(place, "Amma")
    before = everything()
    assert sum(map(len, before.values())) > 20
    double = say_one(place, ama, amma)
    assert everything() == before  # and no row moved while it stood
    with as_(place.tom) as tom:
        journeys.take_back(double=double, why="Two cousins", by=tom)
        assert (also(ama), also(amma)) == ([], [])
        with pytest.raises(NotPossible, match="put right already"):
            journeys.take_back(double=double, why="Two cousins", by=tom)
    assert everything() == before


def test_what_was_said_stays_as_it_was_said(place, ama, amma):
    double = say_one(place, ama, amma)
    with as_(place.tom) as tom:
        journeys.take_back(double=double, why="Two cousins", by=tom)
        kept = Double.objects.get()
        assert (kept.why, kept.said_by, kept.ended_by, kept.ended_why) == (WHY, "Tom", "Tom", "Two cousins")
        assert not Look.objects.filter(page="doubles").exists()
        assert queries.find_double(uuid4()) is None
