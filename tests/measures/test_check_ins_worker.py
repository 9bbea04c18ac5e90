"""What the worker does: makes the link as a message goes, tells of what cannot wait, asks whose moment it is."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from measures.asking import ALL, SATISFACTION, WEEK, again, answered, asked, bearing, held
from messages.carrying import work
from neighbourhood import as_, owner_connection
from record.roles import signed_in_as

from livingwell.journeys.models import Event, Worry
from livingwell.journeys.words import Happened
from livingwell.lib import keys
from livingwell.measures import actions, jobs
from livingwell.measures.models import CheckIn
from livingwell.measures.words import By
from livingwell.messages.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("empty_queue")]


def sent(folder: Path) -> list[str]:
    return [one.read_text() for one in sorted(folder.glob("text/*.txt"))]


def test_the_link_is_made_as_the_message_goes_and_only_its_digest_is_kept(lasting_place, sends, settings):
    settings.ADDRESS = "https://brackwell.example"
    check_in = asked(lasting_place, held(lasting_place), By.LINK)
    work()
    [text] = sent(sends)
    link = text.split("https://brackwell.example/q/")[1].split("/")[0]
    now = again(lasting_place, check_in)
    assert bytes(now.link_digest) == keys.link_digest(link)
    with as_(lasting_place.tom):
        assert link not in Message.objects.get(pk=now.message_id).words
    for word in ("health", "mental", "living well", "check-in"):
        assert word not in text.lower()


def test_it_does_not_go_once_it_was_answered_another_way(lasting_place, sends):
    check_in = asked(lasting_place, held(lasting_place), By.LINK)
    answered(lasting_place, check_in)
    work()
    assert sent(sends) == []


@pytest.mark.usefixtures("asks_of_life", "every_day")
def test_an_answer_that_life_is_not_worth_living_reaches_somebody_at_once_and_once(lasting_place):
    place = lasting_place
    journey = held(place)
    check_in = asked(place, journey, By.LINK, measure=WEEK)
    with bearing(check_in) as bearer:
        actions.answer(check_in=check_in, measure=WEEK, answers={"1": 0, "2": 2}, by_way=By.LINK, by=bearer)
    assert again(place, check_in).cannot_wait
    work()
    with signed_in_as("lw_worker"):
        jobs.tell_all(0)
    with as_(place.tom):
        [worry] = Worry.objects.filter(person_id=journey.person_id)
        assert worry.cannot_wait
        assert worry.reaches is not None
        assert worry.acknowledged_at is None
    now = again(place, check_in)
    assert now.worry_id == worry.pk
    assert now.told_at


@pytest.mark.usefixtures("asks_of_life", "every_day")
@pytest.mark.parametrize("then", [None, By.PHONE], ids=["asked by link", "and then somebody meant to ring"])
def test_half_an_answer_that_cannot_wait_is_heard_too_and_a_job_that_was_lost_is_made_good(lasting_place, then):
    place = lasting_place
    journey = held(place)
    check_in = asked(place, journey, By.LINK, measure=WEEK)
    if then:
        asked(place, journey, then, measure=WEEK)
    with bearing(check_in) as bearer:
        actions.keep(check_in=check_in, measure=WEEK, answers={"2": 1}, by_way=By.LINK, by=bearer)
    with signed_in_as("lw_worker"):  # the minute, without the job
        jobs.tell_all(0)
    with as_(place.tom):
        assert Worry.objects.filter(person_id=journey.person_id, cannot_wait=True).count() == 1


def test_whose_moment_it_is_is_asked_once_and_then_left_be(lasting_place, sends):
    place = lasting_place
    journey, _bea, spoken = held(place), held(place, "Bea"), timezone.now() - timedelta(days=3)
    with owner_connection() as owner:
        owner.execute("update journeys_journey set first_conversation_at = %s where id = %s", [spoken, journey.pk])
    for _morning in range(2):
        with signed_in_as("lw_worker"):
            jobs.ask(0)
    with as_(place.tom):
        [check_in] = CheckIn.objects.all()
        assert (check_in.person_id, check_in.moment, check_in.asked_by) == (journey.person_id, "start", "The team")
        assert Event.objects.filter(person_id=journey.person_id, kind=Happened.CHECK_IN_ASKED).count() == 1
    work()
    assert "it's The team" in sent(sends)[0]
    answered(place, check_in, ALL, measure=SATISFACTION)
    with signed_in_as("lw_worker"):
        jobs.ask(0)
    with as_(place.tom):
        assert CheckIn.objects.count() == 1
