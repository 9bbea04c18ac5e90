"""Looking that is asked about: found by the worker from rows, once; told to whoever it is about; answered in words."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from glass.breaking import just_signed_in, matter_for
from neighbourhood import as_, introduce, owner_connection, signed_in
from record.roles import signed_in_as

from livingwell.access.naming import named
from livingwell.glass import jobs, queries
from livingwell.glass.jobs import WORKER
from livingwell.glass.models import Matter
from livingwell.introductions.rules import Way
from livingwell.journeys import actions as journeys
from livingwell.people.words import Channel

pytestmark = pytest.mark.django_db(transaction=True)


def looked(who, journey, *days_ago: int, page: str = "page") -> None:
    """Somebody looked on these days, about midday."""
    with owner_connection() as owner:
        for days in days_ago:
            at = timezone.localtime().replace(hour=12, minute=0) - timedelta(days=days)
            owner.execute(
                "insert into access_look (id, person_id, by_kind, by_id, by_called, by_role, by_organisation, why,"
                " page, at, salt) values (%s, %s, 'practitioner', %s, %s, '', '', '', %s, %s, %s)",
                [uuid4(), journey.person_id, who.pk, who.called, page, at, b"x" * 16],
            )


def asks() -> list[tuple[str, str]]:
    """The worker reads the rules through, as its own role; return what is asked of whom, so far."""
    with signed_in_as("lw_worker"):
        jobs.notice(0)
        jobs.tell_all(0)
        with named(WORKER):
            return sorted(Matter.objects.filter(came="noticed").values_list("why", "by_called"))


def test_somebody_who_looks_and_looks_and_does_nothing_is_asked_once(lasting_place):
    journey = introduce(lasting_place)
    looked(lasting_place.dev, journey, 2, 4, 6)
    looked(lasting_place.priya, journey, 2, 4)
    looked(lasting_place.ros, journey, 2, 4, 6, page="huddle")
    assert asks() == [("nothing done", "Dev")]
    assert asks() == [("nothing done", "Dev")]


def test_whoever_did_something_is_not_asked(lasting_place):
    journey = introduce(lasting_place)
    looked(lasting_place.dev, journey, 2, 4, 6)
    with as_(lasting_place.dev) as dev:
        journeys.raise_worry(journey=journey, words="The post", by=dev)
    assert asks() == []


def test_the_page_of_a_colleague_is_asked_about(lasting_place):
    account = "dev@brackwell.example"
    journey = introduce(lasting_place, "Devinder", ways=(Way(Channel.EMAIL, account),))
    looked(lasting_place.priya, journey, 1)
    assert asks() == [("a colleague", "Priya")]


def test_the_same_last_name_is_asked_about_and_said_to_nobody(lasting_place):
    journey = introduce(lasting_place, "Rana Lakhani")  # and it is Dev Lakhani
    looked(lasting_place.dev, journey, 1)
    assert asks() == [("of one name", "Dev")]
    with signed_in_as("lw_worker"), named(WORKER):
        [matter] = Matter.objects.all()
    page = signed_in(lasting_place.callum).get(reverse("glass:matter", args=[matter.pk])).content.decode()
    assert "the same last name" in page
    assert "Rana" not in page
    assert "where things stand" in page


def test_they_are_told_in_plain_words_what_is_asked_and_answer_and_somebody_of_another_team_reads_it(lasting_place):
    journey = introduce(lasting_place)
    looked(lasting_place.dev, journey, 2, 4, 6)
    asks()
    dev = just_signed_in(lasting_place.dev)
    assert "Something is asked of you" in dev.get("/today/").content.decode()
    with as_(lasting_place.dev):
        [matter] = queries.own(lasting_place.dev.pk)
    here = reverse("glass:matter", args=[matter.pk])
    mine = dev.get(here).content.decode()
    for said in ("opened on 3 days or more", "does not say that anything was wrong", "whose"):
        assert said in mine
    assert dev.post(reverse("glass:answer", args=[matter.pk]), {"words": " "}).status_code == 422
    assert dev.post(reverse("glass:answer", args=[matter.pk]), {"words": "I hold the group."}).status_code == 303
    assert "Something is asked of you" not in dev.get("/today/").content.decode()
    read = signed_in(lasting_place.callum).get(here).content.decode()  # who leads Riverside
    assert "I hold the group." in read
    assert "Ama" not in read
    assert matter_for(lasting_place.tom, matter.pk) is None
    assert matter_for(lasting_place.shanice, matter.pk) is None
    assert signed_in(lasting_place.callum).post(reverse("glass:answer", args=[matter.pk])).status_code == 404


def test_neither_the_person_nor_who_is_alongside_reads_of_what_is_asked(lasting_place):
    journey = introduce(lasting_place)
    looked(lasting_place.dev, journey, 2, 4, 6)
    asks()
    around = signed_in(lasting_place.tom).get(f"/people/{journey.person_id}/around/").content.decode()
    assert "To help at once" not in around
    with as_(lasting_place.tom):
        assert not Matter.objects.exists()


def test_it_costs_as_many_questions_for_many_looks_as_for_few(lasting_place):
    counts = []
    for number in (1, 4):
        for one in range(number):
            looked(lasting_place.dev, introduce(lasting_place, f"Ama {number} {one}"), 2, 4)
        with named(WORKER), CaptureQueriesContext(connection) as captured:
            queries.facts_of(timezone.now())
        counts.append(len(captured))
    assert counts[0] == counts[1]
