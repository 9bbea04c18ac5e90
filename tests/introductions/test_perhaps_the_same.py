"""Whether somebody may already be with us: the same number is found, however many are called alike."""

import pytest
from django.utils import timezone
from neighbourhood import as_, introduce

from livingwell.access.naming import named, practising
from livingwell.introductions import queries
from livingwell.introductions.queries import same
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.people.words import Channel
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db
NUMBER = "07700 900777"
THEIRS = (Way(Channel.TEXT, NUMBER),)
ANOTHERS = (Way(Channel.TEXT, "07700 900123"),)


@pytest.mark.parametrize("has_stepped_out", [False, True])
def test_the_same_number_is_always_found_among_many_called_alike(has_stepped_out, place, monkeypatch):
    monkeypatch.setattr(same, "MOST", 2)
    ama = introduce(place, "Ama", ways=THEIRS)
    for number in range(6):
        introduce(place, f"Anna {number}", ways=ANOTHERS)
    with as_(place.tom) as by:
        if has_stepped_out:
            journeys.spoke(journey=ama, at=timezone.now(), by=by)
            journeys.end(journey=ama, ending="stepped out", by=by)
        found = queries.perhaps_the_same("Abena", [NUMBER])
    assert [(one.called, one.by_way) for one in found] == [("Ama", True)]


def test_whoever_is_with_us_now_is_compared_before_those_who_stepped_out(place, monkeypatch):
    monkeypatch.setattr(same, "MOST", 1)
    before, now = (introduce(place, "Ama", ways=ANOTHERS) for _ in range(2))
    with as_(place.tom) as by:
        journeys.spoke(journey=before, at=timezone.now(), by=by)
        journeys.end(journey=before, ending="stepped out", by=by)
        assert [one.person_id for one in queries.perhaps_the_same("Ama", [])] == [now.person_id]


def test_somebody_who_came_back_is_found_once_by_the_journey_that_is_open(place):
    ama = introduce(place, "Ama", ways=THEIRS)
    with as_(place.tom) as by:
        journeys.spoke(journey=ama, at=timezone.now(), by=by)
        journeys.end(journey=ama, ending="stepped out", by=by)
        ama.refresh_from_db()
        journeys.return_(last=ama, pack=packs()["brackwell"], now=timezone.now(), by=by)
        found = queries.perhaps_the_same("Ama", [NUMBER])
    assert [one.is_open for one in found] == [True]


def test_an_outsider_finds_nobody(place):
    introduce(place, "Ama", ways=THEIRS)
    with named(practising(place.callum)):
        assert queries.perhaps_the_same("Ama", [NUMBER]) == []
