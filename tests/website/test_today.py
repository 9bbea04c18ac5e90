"""Today's lists: whom we have never spoken with comes first, and nothing is cut off without a word."""

from datetime import timedelta

import pytest
from django.utils import timezone
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.access.naming import named, practising
from livingwell.journeys import actions as journeys
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import StepBy
from livingwell.website.panels import today as panel
from livingwell.website.panels.today import today_of

pytestmark = pytest.mark.django_db


def held(place, called: str, *, spoken_days_ago: int | None = None):
    journey = introduce(place, called)
    with as_(place.tom) as tom:
        journeys.hold(journey=journey, practitioner=place.tom, by=tom)
        if spoken_days_ago is not None:
            journeys.spoke(journey=journey, at=timezone.now() - timedelta(days=spoken_days_ago), by=tom)
    return journey


def day_of(place, **pages: int):
    with named(practising(place.tom)) as tom:
        return today_of(tom, timezone.localtime(), **pages)


def test_whom_we_never_spoke_with_is_first_then_the_longest_unheard(place):
    held(place, "Lately", spoken_days_ago=1)
    held(place, "Long ago", spoken_days_ago=20)
    held(place, "Never")
    assert [row.called for row in day_of(place).held] == ["Never", "Long ago", "Lately"]


def test_a_second_page_begins_where_the_first_ended(place, monkeypatch):
    monkeypatch.setattr(panel, "SHOWN", 2)
    for called in ("One", "Two", "Three", "Four", "Five"):
        held(place, called)
    pages = [day_of(place, page=page) for page in (1, 2, 3)]
    assert [[row.called for row in day.held] for day in pages] == [["One", "Two"], ["Three", "Four"], ["Five"]]
    assert [day.more_held for day in pages] == [True, True, False]


def test_every_promise_can_be_reached(place, monkeypatch):
    monkeypatch.setattr(panel, "SHOWN", 3)
    journey = held(place, "Ama")
    with as_(place.tom) as tom:
        for number in range(5):
            doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.tom.pk)
            journeys.make_step(journey=journey, what=f"Step {number}", doer=doer, due_on=in_days(number), by=tom)
    client = signed_in(place.tom)
    first, second = (client.get(f"/today/?promises={page}").content.decode() for page in (1, 2))
    assert "promises=2" in first
    assert "promises=1" in second
    assert all(
        f"Step {number}" in first.split("People I hold")[0] + second.split("People I hold")[0] for number in range(5)
    )


def test_a_page_that_is_no_number_is_the_first(place):
    for asked in ("9" * 5_000, "-1", "²", "x", "0"):
        assert signed_in(place.tom).get("/today/", {"page": asked, "promises": asked}).status_code == 200
