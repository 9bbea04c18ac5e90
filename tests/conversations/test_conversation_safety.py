"""The huddle, a worry, one that cannot wait, and a safeguarding concern that only two people read."""

from datetime import timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone
from neighbourhood import as_, introduce, owner_connection, signed_in, viewer
from talking import begun

from livingwell.access.naming import signed_name
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import actions, queries
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern, Event, ToBring, Worry
from livingwell.journeys.words import Happened
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Duty
from livingwell.places.queries import nations

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
    status = f"{answer['Location']}status/"
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


# -- a concern --------------------------------------------------------------------------------------------------------

SAID = {
    "about": "themselves",
    "words": "Her brother takes her card on Fridays.",
    "next_step": "Ring the council’s adult team",
    "due_on": timezone.localdate().isoformat(),
}


def raised(place, one):
    with as_(place.shanice) as shanice:
        return journeys.raise_concern(
            journey=one.journey,
            about="adult",
            words=SAID["words"],
            law="the law",
            raised_by=place.shanice,
            lead=place.ros,
            next_step=SAID["next_step"],
            due_on=timezone.localdate(),
            by=shanice,
        )


def test_a_concern_is_raised_by_the_nations_law_with_a_lead_and_a_next_step(place):
    one, shanice = begun(place), signed_in(place.shanice)
    page = shanice.get(f"/conversations/{one.pk}/keeping-safe/").content.decode()
    assert "Care Act 2014, section 42" in page
    assert "Ros leads on this" in page
    answer = shanice.post(f"/conversations/{one.pk}/keeping-safe/", SAID)
    assert answer.status_code == 303
    with as_(place.shanice):
        concern = Concern.objects.get(person_id=one.person_id)
        assert (concern.about, concern.law) == ("adult", nations()["england"].adult_law)
        assert (concern.lead, concern.raised_by, concern.due_on) == (place.ros, place.shanice, timezone.localdate())
    assert "Her brother takes her card" in shanice.get(answer["Location"]).content.decode()
    assert "Her brother takes her card" in signed_in(place.ros).get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("about", "Choose who"),
        ("words", "Say what you saw"),
        ("next_step", "Say what happens"),
        ("due_on", "Choose a day"),
    ],
)
def test_a_concern_says_what_is_missing_and_keeps_what_was_written(place, field, sentence):
    one, shanice = begun(place), signed_in(place.shanice)
    answer = shanice.post(f"/conversations/{one.pk}/keeping-safe/", SAID | {field: ""})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    if field != "words":
        assert "Her brother takes her card on Fridays." in answer.content.decode()
    with as_(place.shanice):
        assert not Concern.objects.exists()


def test_afterwards_only_whoever_raised_it_and_whoever_leads_can_read_it(place):
    one = begun(place)
    concern = raised(place, one)
    readers = {
        practitioner.called: signed_in(practitioner).get(f"/conversations/concern/{concern.pk}/").status_code
        for practitioner in (place.shanice, place.ros, place.tom, place.priya, place.dev, place.callum, place.maggie)
    }
    assert readers == {"Shanice": 200, "Ros": 200, "Tom": 404, "Priya": 404, "Dev": 404, "Callum": 404, "Maggie": 404}
    for practitioner in (place.shanice, place.ros):
        with as_(practitioner):
            assert [found.pk for found in queries.concerns_with(practitioner.pk)] == [concern.pk]


def test_a_concern_is_on_no_list_of_the_person(place):
    one = begun(place)
    raised(place, one)
    shanice = signed_in(place.shanice)
    for path in (f"/conversations/{one.pk}/", f"/conversations/{one.pk}/read-back/"):
        assert "takes her card" not in shanice.get(path).content.decode()
    with as_(place.shanice):
        assert not [event for event in Event.objects.filter(person_id=one.person_id) if "card" in str(event.about)]


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_shows_a_concern_to_two_people(lasting_place):
    """At the SQL level, the ORM out of the way: every kind of viewer asks for every concern there is."""
    place = lasting_place
    one = begun(place)
    raised(place, one)
    away = introduce(place, "Marek")
    asking = {
        "Shanice, who raised it": (viewer(place.shanice), 1),
        "Ros, who leads": (viewer(place.ros), 1),
        "Tom, who leads the team": (viewer(place.tom), 0),
        "Priya, in the team": (viewer(place.priya), 0),
        "Callum, of another team": (viewer(place.callum), 0),
        "Maggie, in no team": (viewer(place.maggie), 0),
        "Ama herself": (Viewer(Kind.PERSON, one.person_id), 0),
        "Marek": (Viewer(Kind.PERSON, away.person_id), 0),
        "a receipt": (Viewer(Kind.RECEIPT, one.journey_id), 0),
        "a visitor": (Viewer(Kind.VISITOR, one.person_id), 0),
        "nobody": (NOBODY, 0),
    }
    ours = settings.DATABASES["default"]
    with psycopg.connect(
        host=ours["HOST"], port=ours["PORT"], dbname=connection.settings_dict["NAME"], user="lw_web"
    ) as web:
        seen = {}
        for who, (one_viewer, _expected) in asking.items():
            with web.transaction():
                web.execute("select set_config('livingwell.viewer', %s, true)", [signed_name(one_viewer)])
                [(seen[who],)] = web.execute("select count(*) from journeys_concern").fetchall()
                changed = web.execute("update journeys_concern set next_step = next_step").rowcount
                assert changed == seen[who], f"{who} changes what they cannot read"
    assert seen == {who: expected for who, (_viewer, expected) in asking.items()}


def test_nobody_raises_a_concern_in_somebody_elses_name(place):
    one = begun(place)
    with as_(place.tom) as tom, pytest.raises(NotPossible):
        journeys.raise_concern(
            journey=one.journey,
            about="adult",
            words="x",
            law="the law",
            raised_by=place.shanice,
            lead=place.ros,
            next_step="x",
            due_on=timezone.localdate(),
            by=tom,
        )
