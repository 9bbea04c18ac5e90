"""Bringing somebody to the huddle, a worry for it, and one that cannot wait for it."""

from datetime import timedelta

import pytest
from conversations.talking import begun
from django.utils import timezone
from neighbourhood import as_, owner_connection, signed_in

from livingwell.conversations import actions, queries
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Event, ToBring, Worry
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Duty

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
        assert worry.reaches == place.ros  # Tom leads; Ros leads on safeguarding
        assert worry.cannot_wait


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


@pytest.mark.django_db(transaction=True)
def test_whoever_is_on_duty_now_comes_before_whoever_is_next_and_before_who_leads(lasting_place):
    place, now = lasting_place, timezone.now()
    hour = timedelta(hours=1)

    def duty(practitioner, starts, ends):
        with owner_connection() as owner:
            owner.execute(
                "insert into places_duty (id, team_id, practitioner_id, starts_at, ends_at)"
                " values (gen_random_uuid(), %s, %s, %s, %s)",
                [place.team.pk, practitioner.pk, now + starts * hour, now + ends * hour],
            )

    def reached():
        with as_(place.shanice):
            reach = queries.whom_to_reach(place.team.pk, now, but_not=place.shanice.pk)
        return reach.practitioner.called, reach.is_on_duty

    assert reached() == ("Tom", False)
    duty(place.dev, 5, 9)
    assert reached() == ("Dev", False)
    duty(place.priya, -1, 4)
    assert reached() == ("Priya", True)
    duty(place.shanice, -2, 4)
    assert reached() == ("Priya", True)
    assert Duty.objects.count() == 3
