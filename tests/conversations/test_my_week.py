"""My week: what is mine and nobody else's, by London's clock, in a number of queries that does not grow."""

from datetime import date, datetime, time, timedelta

import pytest
from conversations.test_booking import booked
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from neighbourhood import as_, in_days, introduce, signed_in

from livingwell.conversations import queries
from livingwell.conversations.models import Conversation
from livingwell.lib.hours import LONDON
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db
WEEK = "/conversations/week/"


def next_monday() -> date:
    return queries.monday_of(in_days(7))


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), LONDON)


def page_of(place, who, **asked) -> str:
    return signed_in(who).get(WEEK, asked).content.decode()


def test_whom_i_meet_alone_or_as_the_second_of_two_and_nobody_elses(place):
    monday = next_monday()
    booked(place, introduce(place, "Ama"), at=at(monday, 10), by=place.shanice, place="The bench by the lock")
    booked(place, introduce(place, "Marek"), at=at(monday, 14), by=place.tom, also=place.shanice)
    booked(place, introduce(place, "Teo"), at=at(monday, 11), by=place.dev)
    page = page_of(place, place.shanice, **{"from": monday.isoformat()})
    for words in ("10am–11am", "Ama", "The bench by the lock", "2pm–3pm", "Marek", "with Tom"):
        assert words in page
    assert "Teo" not in page


def test_days_that_are_not_mine_and_days_away_say_so(place):
    monday = next_monday()
    with as_(place.shanice):
        places.be_away(practitioner=place.shanice, cover=place.dev, from_on=monday, until_on=monday)
    page = page_of(place, place.shanice, **{"from": monday.isoformat()})
    assert "You are away. Dev covers." in page
    assert page.count("Not one of your days.") == 2  # Wednesday and Friday


def test_one_day_of_it_and_paper_of_it(place):
    monday = next_monday()
    booked(place, introduce(place, "Ama"), at=at(monday, 10), by=place.shanice)
    booked(place, introduce(place, "Marek"), at=at(monday + timedelta(days=1), 10), by=place.shanice)
    day = page_of(place, place.shanice, day=monday.isoformat())
    assert "Ama" in day
    assert "Marek" not in day
    paper = page_of(place, place.shanice, **{"from": monday.isoformat(), "paper": "yes"})
    assert "shred it" in paper
    assert "Marek" in paper


@pytest.mark.parametrize("asked", ["yesterday", "2026-13-45", "0001-01-01", "9999-12-31", "x" * 5000, ""])
def test_a_day_that_is_none_is_this_week(place, asked):
    for name in ("from", "day"):
        assert signed_in(place.shanice).get(WEEK, {name: asked}).status_code == 200


def test_a_week_begins_at_midnight_in_london_when_the_clocks_change(place):
    one = booked(place, introduce(place), by=place.shanice)
    with as_(place.shanice):
        for moment, monday, is_in in (
            (datetime(2027, 3, 28, 23, 30, tzinfo=LONDON), date(2027, 3, 22), True),  # that Sunday has 23 hours
            (datetime(2027, 3, 29, 0, 0, tzinfo=LONDON), date(2027, 3, 22), False),
            (datetime(2026, 10, 25, 23, 30, tzinfo=LONDON), date(2026, 10, 19), True),  # and that one 25
            (datetime(2026, 10, 26, 0, 0, tzinfo=LONDON), date(2026, 10, 26), True),
        ):
            Conversation.objects.filter(pk=one.pk).update(at=moment)
            found = queries.week_of(place.shanice.pk, monday, timezone.now())
            assert bool(found.talks) is is_in


def test_it_costs_the_same_however_full_it_is(place):
    monday, shanice, counts = next_monday(), signed_in(place.shanice), []
    for number in range(3):
        booked(place, introduce(place, f"Person {number}"), at=at(monday, 9 + number), by=place.shanice, also=place.dev)
        shanice.get(WEEK, {"from": monday.isoformat()})
        with CaptureQueriesContext(connection) as captured:
            shanice.get(WEEK, {"from": monday.isoformat()})
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 15
