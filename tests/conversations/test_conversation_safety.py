"""Bringing somebody to the huddle, a worry for it, and one that cannot wait for it."""

from datetime import timedelta

import pytest
from conversations.talking import begun
from django.utils import timezone
from neighbourhood import as_, signed_in

from livingwell.conversations import actions, queries
from livingwell.journeys import actions as journeys
from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Event, ToBring, Worry
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db


# -- the huddle -------------------------------------------------------------------------------------------------------


def test_one_tap_asks_for_them_to_be_brought_and_a_second_says_nothing_new(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        actions.bring(conversation=one, by=shanice)
        actions.bring(conversation=one, by=shanice)
        [asked] = queries.asked_to_bring(one.journey_id)
        assert (asked.why, asked.by_called) == ("To think about together after our conversation.", "Shanice")
        actions.bring(conversation=one, why="The letter.", by=shanice)
        assert [ask.why for ask in queries.asked_to_bring(one.journey_id)][1] == "The letter."


def test_a_worry_goes_to_the_next_huddle_and_waits_for_words(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        worry = actions.share_a_worry(conversation=one, words="The pills on the table.", by=shanice)
        again = actions.share_a_worry(conversation=one, words="The pills on the table.", by=shanice)
        assert (worry.pk, worry.cannot_wait, worry.reaches) == (again.pk, False, None)
        with pytest.raises(NotPossible, match="Say what the worry is"):
            actions.share_a_worry(conversation=one, words=" ", by=shanice)


def test_the_page_says_that_it_was_asked_and_by_whom(place):
    one, shanice = begun(place), signed_in(place.shanice)
    page = shanice.get(f"/conversations/{one.pk}/").content.decode()
    assert "Bring to the huddle" in page
    asked = shanice.post(f"/conversations/{one.pk}/bring/", headers={"HX-Request": "true"}).content.decode()
    assert "Ama comes to the next huddle." in asked
    assert "Shanice asked" in asked
    worry = {"worry-words": "The pills on the table."}
    said = shanice.post(f"/conversations/{one.pk}/worry/", worry, headers={"HX-Request": "true"}).content.decode()
    assert "The pills on the table." in said
    empty = shanice.post(f"/conversations/{one.pk}/worry/", {"worry-words": ""}, headers={"HX-Request": "true"})
    assert empty.status_code == 422
    with as_(place.shanice):
        assert (ToBring.objects.count(), Worry.objects.count()) == (1, 1)


# -- what cannot wait -------------------------------------------------------------------------------------------------


def test_what_cannot_wait_reaches_by_name_and_never_whoever_is_asking(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        assert actions.reach_now(conversation=one, words="Now.", by=shanice).reaches == place.tom  # who leads
    with as_(place.tom) as tom:
        worry = actions.reach_now(conversation=one, words="Now.", by=tom)
        assert worry.reaches != place.tom
        assert worry.cannot_wait


def test_the_same_words_after_somebody_took_them_up_are_a_new_worry(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        first = actions.reach_now(conversation=one, words="The pills on the table.", by=shanice)
        assert actions.reach_now(conversation=one, words="The pills on the table.", by=shanice) == first
    with as_(place.tom) as tom:
        journeys.acknowledge(worry=first, by=tom)
    with as_(place.shanice) as shanice:
        again = actions.reach_now(conversation=one, words="The pills on the table.", by=shanice)
        assert (again.pk == first.pk, again.acknowledged_at) == (False, None)


def test_the_page_names_who_is_reached_and_then_who_has_it_and_when(place):
    one, shanice, tom = begun(place), signed_in(place.shanice), signed_in(place.tom)
    assert "This can’t wait: reach Tom" in shanice.get(f"/conversations/{one.pk}/").content.decode()
    asking = shanice.get(f"/conversations/{one.pk}/cannot-wait/").content.decode()
    assert "Reach Tom now" in asking
    assert 'href="tel:999"' in asking
    answer = shanice.post(f"/conversations/{one.pk}/cannot-wait/", {"words": "The pills on the table."})
    assert answer.status_code == 303
    waiting = shanice.get(answer["Location"]).content.decode()
    assert "Sent to Tom." in waiting
    assert 'href="tel:999"' in waiting
    status = f"{answer['Location'].partition('?')[0]}status/"
    first = shanice.get(status)
    assert shanice.get(status, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert "I have this" in tom.get(answer["Location"]).content.decode()
    with as_(place.tom) as by:
        worry = Worry.objects.get(cannot_wait=True)
        journeys.acknowledge(worry=worry, by=by)
    news = shanice.get(status, headers={"If-None-Match": first["ETag"]})
    assert news.status_code == 200
    assert "Tom has this" in news.content.decode()
    with as_(place.shanice):
        assert Event.objects.filter(kind=Happened.WORRY_ACKNOWLEDGED, from_id=worry.pk).exists()


def test_a_worry_is_not_there_for_somebody_with_no_tie(place):
    one = begun(place)
    with as_(place.shanice) as shanice:
        worry = actions.reach_now(conversation=one, words="Now.", by=shanice)
    callum = signed_in(place.callum)
    paths = (f"/conversations/worry/{worry.pk}/", f"/conversations/worry/{worry.pk}/status/")
    assert [callum.get(path).status_code for path in paths] == [404, 404]


# -- whom it reaches, asked of the database ----------------------------------------------------------------------------
HOUR = timedelta(hours=1)


def duty(place, practitioner, starts, ends):
    now = timezone.now()
    with as_(place.tom):
        places.take_duty(
            team=place.team, practitioner=practitioner, starts_at=now + starts * HOUR, ends_at=now + ends * HOUR
        )


def reached(place, one, *, asking):
    with as_(asking):
        reach = journey_queries.whom_to_reach(one.journey, timezone.now(), but_not={asking.pk})
    return reach and (reach.practitioner.called, reach.is_on_duty)


def refuse(place, one, *practitioners):
    with as_(place.shanice) as shanice:
        for practitioner in practitioners:
            journeys.refuse_practitioner(journey=one.journey, practitioner=practitioner, by=shanice)


def test_whoever_is_on_duty_now_comes_before_who_leads_and_a_duty_to_come_makes_nobody_on_duty(place):
    one = begun(place)
    duty(place, place.dev, 5, 9)
    assert reached(place, one, asking=place.shanice) == ("Tom", False)
    duty(place, place.priya, -1, 4)
    assert reached(place, one, asking=place.shanice) == ("Priya", True)
    assert reached(place, one, asking=place.priya) == ("Tom", False)


def test_whoever_has_left_is_away_or_was_refused_is_passed_over(place):
    one, today = begun(place), timezone.localdate()
    duty(place, place.priya, -1, 4)
    refuse(place, one, place.priya)
    assert reached(place, one, asking=place.shanice) == ("Tom", False)
    with as_(place.tom):
        places.be_away(practitioner=place.tom, cover=None, from_on=today, until_on=today)
    assert reached(place, one, asking=place.shanice)[0] in {"Dev", "Ros"}
    with as_(place.dev) as dev:
        journeys.leave_team(practitioner=place.dev, team=place.team, by=dev)
    assert reached(place, one, asking=place.shanice) == ("Ros", False)


def test_a_refusal_of_the_lead_blocks_nothing_in_a_conversation_nor_on_the_persons_page(place):
    one, shanice = begun(place), signed_in(place.shanice)
    refuse(place, one, place.tom, place.ros)
    said = {"words": "The pills on the table.", "cannot_wait": "yes"}
    assert shanice.post(f"/conversations/{one.pk}/cannot-wait/", said).status_code == 303
    assert shanice.post(f"/journeys/{one.journey_id}/worry/", said).status_code == 303
    with as_(place.shanice):
        assert {worry.reaches.called for worry in Worry.objects.filter(cannot_wait=True)} <= {"Dev", "Priya"}
        assert Worry.objects.filter(cannot_wait=True).count() == 2


def test_when_nobody_is_left_it_says_who_to_ring_and_keeps_the_words(place):
    one, shanice = begun(place), signed_in(place.shanice)
    refuse(place, one, place.tom, place.ros, place.dev, place.priya)
    said = {"words": "The pills on the table.", "cannot_wait": "yes"}
    for path in (f"/conversations/{one.pk}/cannot-wait/", f"/journeys/{one.journey_id}/worry/"):
        answer = shanice.post(path, said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Nobody in this team can be reached" in page
        assert 'href="tel:999"' in page
        assert "The pills on the table." in page
