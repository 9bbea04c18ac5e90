"""The wheel: turned by the person or beside them, left open where nothing is said, compared, never changed."""

import pytest
from django.db import DatabaseError, transaction
from plans.striving import as_, both_sides, held_by_tom, my, named, their, themselves, turned

from livingwell.design.rounds import Slice, round_of
from livingwell.journeys.models import Event
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import pack_here
from livingwell.plans import actions, queries
from livingwell.plans.models import WheelRating, WheelTurn
from livingwell.plans.panels import WheelPanel

pytestmark = pytest.mark.django_db


def test_what_is_left_open_stays_open_and_the_day_and_the_moment_are_kept(place):
    journey = held_by_tom(place)
    turn = turned(journey, home=2, joy=0)
    with named(themselves(journey)):
        said = dict(WheelRating.objects.filter(turn=turn).values_list("segment", "value"))
        assert (said["home"], said["joy"], said["money"], len(said)) == (2, 0, None, len(pack_here().wheel))
        assert Event.objects.filter(from_id=turn.pk, kind="wheel turned").count() == 1
    assert not turn.together


def test_a_turn_that_says_nothing_and_a_number_off_the_scale_are_refused(place):
    journey = held_by_tom(place)
    with pytest.raises(NotPossible, match="one part"):
        turned(journey)
    with pytest.raises(NotPossible, match="from 0 to 10"):
        turned(journey, home=11)
    with named(themselves(journey)):
        assert queries.turns_of(journey.person_id, most=5) == []


def test_the_database_refuses_eleven_a_practitioner_alone_another_s_name_and_any_change(place):
    journey = held_by_tom(place)
    turn = turned(journey, home=2)
    of = {"person_id": journey.person_id, "on": turn.on}
    alone = {"by_kind": "practitioner", "by_called": "Tom", "together": False}
    with as_(place.tom) as tom:
        for who in ({**alone, "by_id": tom.ref}, {"by_kind": "person", "by_id": journey.person_id, "by_called": "Ama"}):
            with pytest.raises(DatabaseError), transaction.atomic():
                WheelTurn.objects.create(**of, **who)
    with named(themselves(journey)):
        row = {"person_id": journey.person_id, "turn": turn, "place": 20, "segment": "more", "called": "More"}
        with pytest.raises(DatabaseError, match="on_the_scale"), transaction.atomic():
            WheelRating.objects.create(**row, value=11)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            WheelRating.objects.filter(turn=turn).update(value=3)


def test_a_wheel_is_compared_with_the_one_before_it_part_by_part(place):
    journey = held_by_tom(place)
    first, _second = turned(journey, home=2, money=5), turned(journey, home=6, joy=3)
    with named(themselves(journey)):
        panel = WheelPanel.of(queries.latest_turns(journey.person_id))
        then = WheelPanel.of(queries.latest_turns(journey.person_id, up_to=first.pk))
        assert queries.latest_turns(journey.person_id, up_to=journey.pk) == []
    by_part = {row.segment: (row.value, row.before, row.moved) for row in panel.rows}
    assert by_part["home"] == (6, 2, "4 more")
    assert by_part["money"] == (None, 5, "")
    assert by_part["joy"] == (3, None, "")
    assert panel.drawn.has_before
    assert (then.turn.id, then.before) == (first.pk, None)


def test_the_picture_says_what_its_table_says_and_fills_each_wedge_by_its_number():
    drawn = round_of([Slice("a", "Home", 10, 5), Slice("b", "Joy", 0), Slice("c", "Body", None)], unsaid="–")
    home, joy, body = drawn.wedges
    assert drawn.summary == "Home 10, Joy 0, Body –"
    assert home.filled == home.ground
    assert home.before not in ("", home.ground)
    assert joy.filled == body.filled == body.before == ""


def test_i_turn_it_on_my_page_and_eleven_is_refused_beside_its_box_with_what_i_typed(place):
    journey = held_by_tom(place)
    ama, tom = both_sides(place, journey)
    wrong = ama.post(my("wheel_turn"), {"home": "11", "joy": "4"})
    page = wrong.content.decode()
    assert wrong.status_code == 422
    assert "Enter a number from 0 to 10" in page
    assert 'value="11"' in page
    assert 'value="4"' in page
    assert ama.post(my("wheel_turn"), {"home": "3"}).status_code == 303
    assert ama.post(my("wheel_turn"), {"home": "7"}).status_code == 303
    mine = ama.get(my("wheel")).content.decode()
    for said in ("4 more", "not said", "?from=home", "Every wheel there was", "Seen by"):
        assert said in mine
    assert "4 more" in tom.get(their(journey, "wheel")).content.decode()
    assert 'href="/my-page/wheel/"' in ama.get("/my-page/").content.decode()


def test_a_practitioner_turns_it_only_beside_them_and_it_says_with_whom(place):
    journey = held_by_tom(place)
    ama, tom = both_sides(place, journey)
    wrong = tom.post(their(journey, "wheel_turn"), {"home": "3"})
    assert wrong.status_code == 422
    assert "Only they write here" in wrong.content.decode()
    assert tom.post(their(journey, "wheel_turn"), {"home": "3", "with_them": "on"}).status_code == 303
    assert "with Tom" in ama.get(my("wheel")).content.decode()


def test_nobody_without_a_tie_sees_it(place):
    journey = held_by_tom(place)
    turn = turned(journey, home=2)
    with as_(place.callum):
        assert queries.turns_of(journey.person_id, most=5) == []
        assert queries.latest_turns(journey.person_id, up_to=turn.pk) == []
    with as_(place.tom) as tom:
        actions.turn_wheel(person_id=journey.person_id, segments=pack_here().wheel, values={"home": 5}, by=tom)
        assert len(queries.turns_of(journey.person_id, most=5)) == 2
