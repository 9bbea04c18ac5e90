"""A safeguarding concern: raised by the nation's law, and read by two people."""

import psycopg
import pytest
from conversations.talking import begun
from django.conf import settings
from django.db import connection
from django.utils import timezone
from neighbourhood import as_, introduce, signed_in

from livingwell.access.naming import practising, signed_name
from livingwell.access.words import NOBODY, Kind, Viewer
from livingwell.conversations import queries
from livingwell.conversations.panels import ConcernsPanel
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Concern, Event
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import nations

pytestmark = pytest.mark.django_db

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
        "Shanice, who raised it": (practising(place.shanice), 1),
        "Ros, who leads": (practising(place.ros), 1),
        "Tom, who leads the team": (practising(place.tom), 0),
        "Priya, in the team": (practising(place.priya), 0),
        "Callum, of another team": (practising(place.callum), 0),
        "Maggie, in no team": (practising(place.maggie), 0),
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


def test_it_is_done_when_one_of_the_two_says_what_was_done(place):
    one = begun(place)
    concern = raised(place, one)
    path, ros = f"/conversations/concern/{concern.pk}/", signed_in(place.ros)
    assert signed_in(place.tom).post(path, {"words": "Done."}).status_code == 404
    assert "Say in a few words what was done" in ros.post(path, {"words": ""}).content.decode()
    assert ros.post(path, {"words": "The council’s team saw her today."}).status_code == 303
    assert "The council’s team saw her today." in ros.get(path).content.decode()
    with as_(place.ros) as by:
        assert queries.concerns_with(place.ros.pk) == []
        with pytest.raises(NotPossible, match="already"):
            journeys.settle_concern(concern=concern, words="Again.", by=by)


def test_todays_list_of_concerns_is_for_the_two_and_keeps_a_name_out_of_sight_out(place):
    one = begun(place)
    raised(place, one)
    for practitioner, rows in ((place.ros, ["Ama"]), (place.shanice, ["Ama"]), (place.tom, [])):
        with as_(practitioner):
            concerns = queries.concerns_with(practitioner.pk)
            assert [row.called for row in ConcernsPanel.of(concerns).rows] == rows
            for concern in concerns:
                concern.person_called = None  # their name out of sight
            assert [row.called for row in ConcernsPanel.of(concerns).rows] == [""] * len(rows)
