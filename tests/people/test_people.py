"""Who somebody is and how to reach them: nothing overwritten, nothing sent where it is not safe."""

from datetime import date

import pytest
from neighbourhood import as_, introduce, introduce_another

from livingwell.lib.refusals import NotPossible
from livingwell.people import actions, queries, rules
from livingwell.people.models import Person, WayToReach
from livingwell.people.words import Channel, GivenBy

pytestmark = pytest.mark.django_db
A_NUMBER = {"channel": Channel.TEXT, "value": " 07700 900321 "}


def test_only_a_name_to_be_called_by_is_needed(place):
    journey = introduce(place, "  Ama ", about={"pronouns": "", "age_band": None, "nonsense": "x"})
    with as_(place.tom):
        person = queries.find_person(journey.person_id)
    assert (person.called, person.pronouns, person.age_band) == ("Ama", "", "")


def test_two_people_putting_the_same_thing_right_the_second_sees_what_changed(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        person = queries.find_person(journey.person_id)
        changed = actions.put_right(person=person, revision=person.revision, changes={"called": "Amma"}, by=tom)
        assert (changed.called, changed.revision) == ("Amma", person.revision + 1)
    with as_(place.shanice) as shanice, pytest.raises(NotPossible) as refusal:
        actions.put_right(person=person, revision=person.revision, changes={"needs": "A ramp"}, by=shanice)
    assert "Somebody else has just changed this" in str(refusal.value)
    with as_(place.shanice) as shanice:
        again = actions.put_right(person=person, revision=changed.revision, changes={"needs": "A ramp"}, by=shanice)
    assert (again.called, again.needs) == ("Amma", "A ramp")


def test_a_name_is_never_emptied_and_a_death_is_not_a_thing_to_put_right(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        person = queries.find_person(journey.person_id)
        with pytest.raises(NotPossible) as refusal:
            actions.put_right(person=person, revision=person.revision, changes={"called": "  "}, by=tom)
        assert refusal.value.field == "called"
        died = {"died_on": date(2026, 11, 1)}
        assert actions.put_right(person=person, revision=person.revision, changes=died, by=tom).died_on is None


@pytest.mark.parametrize(
    ("given_by", "verified", "messages"),
    [(GivenBy.THEMSELVES, False, True), (GivenBy.PRACTITIONER, True, True), (GivenBy.SOMEBODY_ELSE, False, False)],
)
def test_who_gave_a_way_decides_whether_anything_may_be_sent_on_it(place, given_by, verified, messages):
    journey = introduce(place)
    with as_(place.tom) as tom:
        way = actions.add_way(
            person_id=journey.person_id,
            given_by=given_by,
            may_message=True,
            may_leave_message=True,
            by=tom,
            **A_NUMBER,
        )
    assert (way.value, way.is_verified, way.may_message, way.may_leave_message) == (
        "07700 900321",
        verified,
        messages,
        messages,
    )
    assert rules.may_be_messaged(given_by=given_by, is_verified=verified, may_message=True) is messages


def test_a_contact_another_gave_gets_messages_only_once_a_practitioner_has_checked(place):
    journey = introduce_another(place)
    with as_(place.tom) as tom:
        way = queries.ways_to_reach(journey.person_id).get()
        assert (way.given_by, way.may_message) == (GivenBy.SOMEBODY_ELSE, False)
        actions.verify_way(way=way, may_message=True, may_leave_message=False, by=tom)
        assert queries.ways_to_reach(journey.person_id).get().may_message


def test_a_way_that_is_no_longer_safe_is_kept_and_never_used(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        way = queries.ways_to_reach(journey.person_id).get()
        actions.end_ways(ways=[way], by=tom)
        assert not queries.ways_to_reach(journey.person_id).exists()
        assert WayToReach.objects.filter(pk=way.pk).exists()
        before = WayToReach.objects.get(pk=way.pk).until
        actions.verify_way(way=way, may_message=True, may_leave_message=True, by=tom)
        assert WayToReach.objects.get(pk=way.pk).until == before


def test_what_is_not_yours_is_not_there(place):
    journey = introduce(place)
    with as_(place.callum) as callum:
        assert queries.find_person(journey.person_id) is None
        stranger = Person(pk=journey.person_id)
        with pytest.raises(NotPossible):
            actions.put_right(person=stranger, revision=1, changes={"called": "x"}, by=callum)
        with pytest.raises(NotPossible) as refusal:
            actions.add_way(person_id=journey.person_id, given_by=GivenBy.THEMSELVES, by=callum, **A_NUMBER)
        assert str(refusal.value) == "This is not yours to change. Ask the team that is alongside."


def test_a_death_recorded_by_mistake_is_taken_back(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        actions.record_death(person_id=journey.person_id, died_on=date(2026, 11, 1), by=tom)
        assert queries.find_person(journey.person_id).died_on == date(2026, 11, 1)
        actions.put_death_right(person_id=journey.person_id, by=tom)
        assert queries.find_person(journey.person_id).died_on is None


def test_somebody_reads_as_what_they_are_called():
    assert str(Person(called="Ama")) == "Ama"
