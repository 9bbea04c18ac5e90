"""What Today keeps fresh: what cannot wait is on everybody's in the team until somebody has it; who is on duty."""

from datetime import datetime, time, timedelta
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, Worry
from livingwell.journeys.words import Happened
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places import queries as place_queries
from livingwell.places.models import Duty
from livingwell.places.queries import packs
from livingwell.website.demonstration import rota

pytestmark = pytest.mark.django_db
NOW = "/today/now/"


def next_at_ten(weekday: int) -> datetime:
    """Return ten o'clock on such a day to come (a name is good from now on), one that the place is not shut on."""
    days = (timezone.localdate() + timedelta(days=number) for number in range(2, 30))
    shut = packs()["brackwell"].hours.closed_on
    return datetime.combine(next(day for day in days if day.weekday() == weekday and day not in shut), time(10), LONDON)


A_TUESDAY, A_SUNDAY = next_at_ten(1), next_at_ten(6)


def worried(place, *, called="Ama", words="The pills on the table."):
    journey = introduce(place, called)
    with as_(place.shanice) as shanice:
        return journeys.reach_now(journey=journey, words=words, by=shanice)


# -- what cannot wait --------------------------------------------------------------------------------------------------


def test_what_cannot_wait_is_on_the_page_of_everybody_in_the_team_until_somebody_has_it(place):
    worry = worried(place)
    pages = {
        one.called: signed_in(one).get("/today/").content.decode()
        for one in (place.tom, place.dev, place.shanice, place.callum, place.maggie)
    }
    assert {called for called, page in pages.items() if "The pills on the table." in page} == {"Tom", "Dev", "Shanice"}
    assert "sent to you, not taken up yet" in pages["Tom"]
    assert "sent to Tom, not taken up yet" in pages["Dev"]
    assert {called for called, page in pages.items() if "I have this" in page} == {"Tom", "Dev"}
    assert signed_in(place.dev).post(f"/journeys/worries/{worry.pk}/mine", {"next": "/today/"}).status_code == 303
    for one in (place.tom, place.dev, place.shanice):
        assert "The pills on the table." not in signed_in(one).get("/today/").content.decode()


def test_what_was_sent_to_me_comes_first(place):
    worried(place, words="Sent to Tom.")
    with as_(place.tom):
        later = timezone.now() + timedelta(hours=1)
        places.take_duty(team=place.team, practitioner=place.dev, starts_at=timezone.now(), ends_at=later)
    worried(place, called="Marek", words="Sent to Dev.")
    page = signed_in(place.dev).get("/today/").content.decode()
    assert page.index("Sent to Dev.") < page.index("Sent to Tom.")


def test_it_is_still_seen_when_whoever_it_was_sent_to_has_gone(place):
    worry = worried(place)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=worry.journey, practitioner=place.tom, by=shanice)
    assert "The pills on the table." not in signed_in(place.tom).get("/today/").content.decode()
    assert "sent to Tom, not taken up yet" in signed_in(place.dev).get("/today/").content.decode()
    with as_(place.dev) as dev:
        journeys.acknowledge(worry=worry, by=dev)
        assert Worry.objects.get(pk=worry.pk).acknowledged_by == "Dev"


def test_the_poll_answers_nothing_while_there_is_no_news_and_costs_little(place):
    dev = signed_in(place.dev)
    first = dev.get(NOW)
    assert dev.get(NOW, headers={"If-None-Match": first["ETag"]}).status_code == 304
    worry = worried(place)
    news = dev.get(NOW, headers={"If-None-Match": first["ETag"]})
    assert news.status_code == 200
    assert "Something can’t wait, about Ama." in news.content.decode()
    assert dev.get(NOW, headers={"If-None-Match": news["ETag"]}).status_code == 304
    with as_(place.shanice) as shanice:
        journeys.pass_worry(worry=worry, to=place.dev, by=shanice)
    passed = dev.get(NOW, headers={"If-None-Match": news["ETag"]}).content.decode()
    assert "sent to you, not taken up yet" in passed
    with CaptureQueriesContext(connection) as asked:
        dev.get(NOW)
    assert len(asked) <= 8  # a savepoint is two of them


def test_the_page_and_the_poll_have_the_same_mark_so_a_fresh_page_is_not_fetched_again(place):
    worried(place)
    dev = signed_in(place.dev)
    page = dev.get("/today/").content.decode()
    tag = unescape(page.split('data-refresh-tag="')[1].split('"')[0])
    assert dev.get(NOW, headers={"If-None-Match": tag}).status_code == 304


# -- reaching somebody else --------------------------------------------------------------------------------------------


def test_whoever_raised_it_sends_it_on_to_somebody_else_by_name(place):
    worry, shanice = worried(place), signed_in(place.shanice)
    path = f"/journeys/worries/{worry.pk}/passed/"
    page = shanice.get(path).content.decode()
    assert "Sent to Tom, not taken up yet." in page
    choices = {one.called for one in (place.tom, place.shanice, place.dev, place.maggie) if f'value="{one.pk}"' in page}
    assert choices == {"Dev"}
    assert shanice.post(path, {"to": ""}).status_code == 422
    answer = shanice.post(path, {"to": str(place.dev.pk), "next": "/today/"})
    assert (answer.status_code, answer["Location"]) == (303, "/today/")
    with as_(place.dev):
        assert Worry.objects.get(pk=worry.pk).reaches == place.dev
        assert Event.objects.get(kind=Happened.WORRY_PASSED).about == {"called": "Dev"}


def test_it_is_not_sent_to_somebody_refused_nor_when_somebody_has_it(place):
    worry = worried(place)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=worry.journey, practitioner=place.dev, by=shanice)
    page = signed_in(place.shanice).get(f"/journeys/worries/{worry.pk}/passed/").content.decode()
    assert str(place.dev.pk) not in page
    with as_(place.shanice) as shanice:
        with pytest.raises(NotPossible, match="not be able to see this"):
            journeys.pass_worry(worry=worry, to=place.dev, by=shanice)
        with pytest.raises(NotPossible, match="sent to Tom already"):
            journeys.pass_worry(worry=worry, to=place.tom, by=shanice)
    with as_(place.tom) as tom:
        journeys.acknowledge(worry=worry, by=tom)
        with pytest.raises(NotPossible, match="already has this"):
            journeys.pass_worry(worry=worry, to=place.ros, by=tom)


def test_a_worry_is_passed_on_by_nobody_who_is_not_alongside(place):
    worry = worried(place)
    assert signed_in(place.callum).get(f"/journeys/worries/{worry.pk}/passed/").status_code == 404
    with as_(place.callum) as callum, pytest.raises(NotPossible):
        journeys.pass_worry(worry=worry, to=place.callum, by=callum)


# -- duty --------------------------------------------------------------------------------------------------------------


def at(moment):
    return time_machine.travel(moment, tick=False)


def on_duty(place):
    return [(one.practitioner.called, one.ends_at) for one in place_queries.on_duty([place.team.pk], timezone.now())]


def take(one, place, **said):
    return signed_in(one).post("/today/duty/", {"team": str(place.team.pk), "who": str(one.pk)} | said)


def test_duty_is_taken_with_one_tap_until_our_hours_end_and_taking_over_ends_the_others(place):
    with at(A_TUESDAY):
        page = signed_in(place.dev).get("/today/").content.decode()
        assert "nobody is on duty." in page
        assert "I take duty now, until 5pm" in page
        assert take(place.dev, place).status_code == 303
        assert "you are on duty until 5pm." in signed_in(place.dev).get("/today/").content.decode()
    with at(A_TUESDAY + timedelta(hours=1)):
        assert on_duty(place) == [("Dev", A_TUESDAY.replace(hour=17))]
        assert take(place.tom, place).status_code == 303
    with at(A_TUESDAY + timedelta(hours=2)):
        assert on_duty(place) == [("Tom", A_TUESDAY.replace(hour=17))]
        assert Duty.objects.get(practitioner=place.dev).ends_at == A_TUESDAY + timedelta(hours=1)
        assert "Tom is on duty until 5pm." in signed_in(place.dev).get("/today/").content.decode()


def test_duty_is_handed_to_somebody_in_the_team_until_a_time_that_is_chosen(place):
    with at(A_TUESDAY):
        take(place.dev, place)
    with at(A_TUESDAY + timedelta(hours=1)):
        assert "Hand it over" in signed_in(place.dev).get("/today/").content.decode()
        assert take(place.dev, place, who=str(place.priya.pk), until="2:30pm").status_code == 303
    with at(A_TUESDAY + timedelta(hours=2)):
        assert on_duty(place) == [("Priya", A_TUESDAY.replace(hour=14, minute=30))]
        assert "That time has passed" in take(place.dev, place, until="9am").content.decode()
        assert take(place.dev, place, who=str(place.callum.pk)).status_code == 422
        assert take(place.callum, place).status_code == 404


def test_outside_our_hours_somebody_says_until_when(place):
    with at(A_SUNDAY):
        assert "I take duty now" not in signed_in(place.dev).get("/today/").content.decode()
        assert "say until when" in take(place.dev, place).content.decode()
        assert take(place.dev, place, until="1pm").status_code == 303
    with at(A_SUNDAY + timedelta(minutes=1)):
        assert on_duty(place) == [("Dev", A_SUNDAY.replace(hour=13))]


def test_only_somebody_in_the_team_can_be_on_duty_for_it(place):
    now = timezone.now()
    with as_(place.tom), pytest.raises(NotPossible, match="Only somebody in the team"):
        places.take_duty(team=place.team, practitioner=place.callum, starts_at=now, ends_at=now + timedelta(hours=1))


def test_leaving_a_team_ends_the_duty_for_it(place):
    now = timezone.now()
    with as_(place.dev) as dev:
        places.take_duty(
            team=place.team,
            practitioner=place.dev,
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=1),
        )
        journeys.leave_team(practitioner=place.dev, team=place.team, by=dev)
        assert Duty.objects.get().ends_at <= timezone.now()


def test_leaving_a_team_ends_the_duty_that_was_to_come(place):
    now = timezone.now()
    with as_(place.dev) as dev:
        tomorrow = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, hours=8)}
        places.take_duty(team=place.team, practitioner=place.dev, **tomorrow)
        journeys.leave_team(practitioner=place.dev, team=place.team, by=dev)
        assert not Duty.objects.filter(ends_at__gt=timezone.now()).exists()


def test_the_made_up_town_has_somebody_on_duty_at_every_staffed_moment(place):
    pack, day = packs()["brackwell"], A_TUESDAY.date()
    for _ in range(2):  # made again it makes nothing twice
        rota.fill(pack, place.team, A_TUESDAY)
    for number in range(60):
        opening = pack.hours.on(day + timedelta(days=number))
        for hour in range(24):
            moment = datetime.combine(day + timedelta(days=number), time(hour, 15), LONDON)
            there = len(place_queries.on_duty([place.team.pk], moment))
            assert there == (1 if opening and pack.hours.is_staffed(moment) else 0), moment
