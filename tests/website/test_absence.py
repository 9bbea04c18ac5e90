"""Somebody is not here and has said nothing: the system misses them, one press says so, and nobody waits for them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from huddles.gathering import gather
from journeys.lives import held_by
from journeys.test_at_the_same_moment import both
from neighbourhood import account_of, as_, in_days, signed_in
from website.test_away_and_leaving import AWAY, today_of, typed

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, NextStep
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import Happened, StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places
from livingwell.places.models import Away

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = "We have not seen Shanice today."


@pytest.fixture
def late_morning(lasting_place, monkeypatch):
    """It is mid-morning on a day on which Shanice works; which days and hours those are is the rule's own test."""
    monkeypatch.setattr("livingwell.huddles.panels.missed.is_missed", lambda *_, **__: True)
    account_of(lasting_place.shanice)
    with as_(lasting_place.shanice):
        places.change_days(practitioner=lasting_place.shanice, team=lasting_place.team, days=list(range(7)))
    return lasting_place


def press(who, name: str, to, **said):
    return signed_in(who).post(reverse(f"website:{name}", args=[to.pk]), said)


def promise(place, journey):
    with as_(place.shanice) as shanice:
        doer = Doer(StepBy.PRACTITIONER, practitioner_id=place.shanice.pk)
        return journeys.make_step(journey=journey, what="Ring the landlord", doer=doer, due_on=in_days(0), by=shanice)


def test_whoever_leads_or_is_on_duty_is_asked_and_nobody_else(late_morning):
    assert ASKED in today_of(late_morning.tom)
    assert ASKED not in today_of(late_morning.dev)
    with as_(late_morning.dev):
        now = timezone.now()
        places.take_duty(
            team=late_morning.team, practitioner=late_morning.dev, starts_at=now, ends_at=now + timedelta(hours=1)
        )
    assert ASKED in today_of(late_morning.dev)
    assert ASKED not in today_of(late_morning.callum)


def test_the_huddle_asks_too(late_morning):
    huddle = gather(late_morning)
    assert ASKED in signed_in(late_morning.dev).get(f"/huddles/{huddle.pk}/").content.decode()


def test_whoever_opens_a_page_has_been_seen_and_a_page_left_open_has_seen_nobody(late_morning):
    shanice = signed_in(late_morning.shanice)
    shanice.get("/today/now/", headers={"HX-Request": "true"})
    assert ASKED in today_of(late_morning.tom)
    shanice.get("/today/")
    assert ASKED not in today_of(late_morning.tom)


def test_one_who_was_heard_from_is_not_asked_after_again_and_only_a_teammate_says_so(late_morning):
    assert press(late_morning.callum, "heard_from", late_morning.shanice).status_code == 404
    assert ASKED in today_of(late_morning.tom)
    assert press(late_morning.tom, "heard_from", late_morning.shanice)["Location"] == "/today/"
    assert ASKED not in today_of(late_morning.tom)


def test_one_press_says_away_today_and_what_waits_is_there_for_the_team_to_take(late_morning):
    place = late_morning
    journey = held_by(place, place.shanice)
    step = promise(place, journey)
    assert press(place.callum, "away_today", place.shanice).status_code == 404
    assert press(place.dev, "away_today", place.dev).status_code == 404
    answer = press(place.dev, "away_today", place.shanice)
    assert answer.status_code == 303
    again = press(place.tom, "away_today", place.shanice)
    assert (again.status_code, "Shanice is down as away already." in again.content.decode()) == (422, True)
    page = signed_in(place.dev).get(answer["Location"]).content.decode()
    for said in ("Shanice is away", "The whole team covers", "Ring the landlord", "I take this", "Ama"):
        assert said in page
    assert ASKED not in today_of(place.tom)
    assert "for Shanice, who is away" in today_of(place.dev)
    assert signed_in(place.callum).get(answer["Location"]).status_code == 404
    taken = signed_in(place.dev).post(reverse("journeys:take_step", args=[step.pk]), {"next": answer["Location"]})
    assert taken.status_code == 303
    with as_(place.dev):
        assert NextStep.objects.get(pk=step.pk).practitioner == place.dev
        assert Event.objects.filter(kind=Happened.STEP_TAKEN).count() == 1
    late = signed_in(place.tom).post(reverse("journeys:take_step", args=[step.pk]))
    assert late.status_code == 303, "whoever is there may take over from Dev as well"


def test_two_who_take_the_same_thing_at_once_one_has_it(late_morning):
    place = late_morning
    step = promise(place, held_by(place, place.shanice))
    with as_(place.dev) as dev:
        journeys.take_step(step=step, by=dev)
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="taken this over already"):
        journeys.take_step(step=step, by=tom)


def test_they_read_who_said_so_and_take_it_back_with_one_press(late_morning):
    place = late_morning
    press(place.dev, "away_today", place.shanice)
    assert "Dev said so" in today_of(place.shanice)
    with as_(place.shanice):
        away = Away.objects.get()
    assert press(place.tom, "am_back", away).status_code == 404
    assert press(place.shanice, "am_back", away, next="/today/")["Location"] == "/today/"
    assert "Dev said so" not in today_of(place.shanice)
    assert ASKED not in today_of(place.tom), "she has been seen"


def test_whoever_said_so_by_mistake_takes_it_back(late_morning):
    press(late_morning.dev, "away_today", late_morning.shanice)
    with as_(late_morning.dev):
        away = Away.objects.get()
    assert press(late_morning.dev, "am_back", away).status_code == 303
    assert ASKED in today_of(late_morning.tom)


# -- days to come ------------------------------------------------------------------------------------------------------


def test_whoever_goes_reads_before_they_go_whom_nobody_is_named_for_and_so_does_whoever_leads(lasting_place):
    place = lasting_place
    held_by(place, place.shanice)
    answer = signed_in(place.shanice).post(AWAY, typed(3, 5, None))
    page = signed_in(place.shanice).get(answer["Location"]).content.decode()
    assert "Held, and nobody is named to cover" in page
    assert "Ama" in page
    assert "Nobody is named for the one person you hold." in today_of(place.shanice)
    assert "Nobody is named for the one person they hold." in today_of(place.tom)
    assert "Nobody is named" not in today_of(place.dev)
    dev = signed_in(place.dev)
    assert dev.post(answer["Location"], {"cover": str(place.dev.pk)}).status_code == 404
    tom = signed_in(place.tom)
    assert tom.post(answer["Location"], {"cover": ""}).status_code == 422
    assert tom.post(answer["Location"], {"cover": str(place.dev.pk)}).status_code == 303
    assert "Dev covers" in signed_in(place.shanice).get(answer["Location"]).content.decode()
    assert "Nobody is named" not in today_of(place.shanice)


def test_where_whoever_covers_cannot_see_somebody_it_is_shown_before_they_go(lasting_place):
    place = lasting_place
    journey = held_by(place, place.shanice)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=journey, practitioner=place.dev, by=shanice)
    answer = signed_in(place.shanice).post(AWAY, typed(3, 5, place.dev))
    page = signed_in(place.shanice).get(answer["Location"]).content.decode()
    assert "Dev cannot see them" in page


def test_whoever_holds_nobody_goes_without_more_ado(lasting_place):
    assert signed_in(lasting_place.shanice).post(AWAY, typed(3, 5, None))["Location"] == AWAY


def test_two_colleagues_who_say_so_at_once_say_it_once(late_morning):
    place = late_morning

    def says(who):
        def say():
            with as_(who):
                places.say_away_today(practitioner=place.shanice, said_by=who)

        return say

    said = both(says(place.dev), says(place.tom))
    assert sorted(one is None for one in said) == [False, True], said
    with as_(place.dev):
        assert Away.objects.filter(cancelled_at__isnull=True).count() == 1


def test_what_waits_and_what_is_handed_over_cost_the_same_however_many_there_are(late_morning):
    place = late_morning
    answer = press(place.dev, "away_today", place.shanice)
    dev, counted = signed_in(place.dev), []
    for number in range(1, 6):
        promise(place, held_by(place, place.shanice, f"Person {number}"))
        if number in (1, 5):
            for address in (answer["Location"], "/today/duty/handed/"):
                dev.get(address)
                with CaptureQueriesContext(connection) as asked:
                    assert dev.get(address).status_code == 200
                counted.append(len(asked))
    assert counted[:2] == counted[2:]
    assert max(counted) <= 15
