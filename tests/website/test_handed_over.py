"""What is handed over with duty: what is still open, and what whoever had it wanted the next one to know."""

from datetime import timedelta

import pytest
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in
from website.test_away_and_leaving import today_of

from livingwell.journeys import actions as journeys
from livingwell.journeys.models import NextStep
from livingwell.places import actions as places
from livingwell.places.models import DutyWords

pytestmark = pytest.mark.django_db
HANDED = "/today/duty/handed/"


def worried(place, called="Ama"):
    journey = introduce(place, called)
    with as_(place.shanice) as shanice:
        return journeys.reach_now(journey=journey, words=f"The pills on {called}’s table.", by=shanice)


def on_duty(place, who):
    with as_(who):
        now = timezone.now()
        places.take_duty(team=place.team, practitioner=who, starts_at=now, ends_at=now + timedelta(hours=1))


def leaves(who, place, words: str):
    return signed_in(who).post(HANDED, {"team": str(place.team.pk), "words": words})


def test_whoever_takes_duty_is_shown_what_is_open_from_before(place):
    waiting, taken, settled = worried(place), worried(place, "Marek"), worried(place, "Yusuf")
    with as_(place.tom) as tom:
        journeys.acknowledge(worry=taken, by=tom)
        journeys.settle_worry(worry=settled, words="They are put away.", by=tom)
    said = {"team": str(place.team.pk), "who": str(place.dev.pk), "until": "23:59"}
    answer = signed_in(place.dev).post("/today/duty/", said)
    assert answer["Location"].startswith(HANDED)
    page = signed_in(place.dev).get(answer["Location"]).content.decode()
    assert "You are on duty until 11:59pm." in page
    assert "The pills on Ama’s table." in page
    assert str(waiting.pk) in page
    assert "Tom has this, since" in page
    assert "Yusuf’s table" not in page
    assert HANDED in today_of(place.dev)


def test_tries_that_were_promised_by_today_are_in_it(place):
    introduce(place, "Ama")
    with as_(place.tom):
        NextStep.objects.update(due_on=timezone.localdate())
    page = signed_in(place.dev).get(HANDED).content.decode()
    assert "We said we would be in touch by today" in page
    assert "Ama" in page


def test_words_are_left_read_by_the_next_on_today_and_by_nobody_of_another_team(place):
    assert leaves(place.tom, place, "").status_code == 422
    assert leaves(place.tom, place, "x" * 501).status_code == 422
    assert leaves(place.tom, place, "Two calls are still to make.").status_code == 303
    on_duty(place, place.dev)
    assert "Two calls are still to make." in today_of(place.dev)
    assert "Two calls are still to make." not in today_of(place.priya)
    assert "Two calls are still to make." in signed_in(place.priya).get(HANDED).content.decode()
    assert "Two calls" not in signed_in(place.callum).get(HANDED).content.decode()
    assert leaves(place.callum, place, "Mine.").status_code == 404
    on_duty(place, place.tom)
    assert "Two calls" not in today_of(place.tom), "one’s own words are not handed to oneself"


def test_handing_over_by_name_takes_words_along(place):
    on_duty(place, place.tom)
    said = {
        "team": str(place.team.pk),
        "who": str(place.priya.pk),
        "until": "23:59",
        "words": "The phone is in the tin.",
    }
    assert signed_in(place.tom).post("/today/duty/", said)["Location"] == "/today/"
    assert "The phone is in the tin." in today_of(place.priya)
    with as_(place.priya):
        assert DutyWords.objects.get().practitioner == place.tom


def test_somebody_refused_is_shown_nothing_of_whom(place):
    worry = worried(place)
    with as_(place.shanice) as shanice:
        journeys.refuse_practitioner(journey=worry.journey, practitioner=place.dev, by=shanice)
    on_duty(place, place.dev)
    page = signed_in(place.dev).get(HANDED).content.decode()
    assert "Ama" not in page
    assert "Nothing is open from before." in page
