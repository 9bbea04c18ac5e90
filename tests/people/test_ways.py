"""How to reach somebody safely, from their page: what they told us, another way, and one that is no longer safe."""

import pytest
from django.utils import timezone
from introductions.doorway import text_of
from neighbourhood import as_, introduce, introduce_another, signed_in

from livingwell.journeys import actions as journeys
from livingwell.journeys.words import TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible
from livingwell.messages import queries as messages
from livingwell.people import queries
from livingwell.people.models import WayToReach
from livingwell.people.words import GivenBy

pytestmark = pytest.mark.django_db
TOLD = {"safe": ["message", "leave"], "told": "on"}


@pytest.fixture
def marek(place):
    """Somebody whose number another gave, and the way."""
    journey = introduce_another(place)
    with as_(place.tom):
        return journey, queries.ways_to_reach(journey.person_id).get()


def address(journey, way, what: str) -> str:
    return f"/people/{journey.person_id}/ways/{way.pk}/{what}"


def current(place, journey) -> WayToReach:
    with as_(place.tom):
        return queries.ways_to_reach(journey.person_id).get()


def test_what_they_told_one_of_us_makes_a_way_safe(marek, place):
    journey, way = marek
    tom = signed_in(place.tom)
    page = tom.get(f"/people/{journey.person_id}/").content.decode()
    assert address(journey, way, "safe/") in page
    assert "They told me this is safe" in page
    assert tom.post(address(journey, way, "safe/"), TOLD | {"may_say": "It is Tom"}).status_code == 303
    now = current(place, journey)
    assert (now.is_verified, now.may_message, now.may_leave_message, now.may_say) == (True, True, True, "It is Tom")
    assert (now.value, now.made_by, now.pk == way.pk) == (way.value, "Tom", False)
    assert "Somebody else gave this" not in text_of(tom.get(f"/people/{journey.person_id}/"))


def test_only_their_own_word_makes_it_safe(marek, place):
    journey, way = marek
    tom = signed_in(place.tom)
    asked = tom.post(address(journey, way, "safe/"), {"safe": ["message"], "not_say": "not the bank"})
    assert asked.status_code == 422
    assert "Ask them first, then tick that they said it" in text_of(asked)
    assert "not the bank" in asked.content.decode()
    assert not current(place, journey).is_verified


def test_another_way_given_by_somebody_else_has_nothing_safe_on_it(place):
    journey = introduce(place)
    tom = signed_in(place.tom)
    page = f"/people/{journey.person_id}/ways/another/"
    typed = {"channel": "text", "value": "07700 900555", "safe": ["message"]}
    assert tom.post(page, typed).status_code == 422
    assert tom.post(page, typed | {"value": "a number", "told": "on"}).status_code == 422
    assert tom.post(page, typed | {"safe": []}).status_code == 303
    with as_(place.tom):
        way = WayToReach.objects.get(value="+447700900555")
        assert (way.given_by, way.is_verified, way.may_message) == (GivenBy.SOMEBODY_ELSE, False, False)
    assert tom.post(page, typed | {"value": "07700 900556", "told": "on"}).status_code == 303
    with as_(place.tom):
        assert WayToReach.objects.get(value="+447700900556").may_message


def test_one_that_is_no_longer_safe_is_used_by_nothing_from_now_on(place):
    journey = introduce(place)
    way = current(place, journey)
    tom = signed_in(place.tom)
    assert tom.post(address(journey, way, "not-safe"), {}).status_code == 303
    with as_(place.tom):
        assert not queries.ways_to_reach(journey.person_id).exists()
        gone = WayToReach.objects.select_related("person").get(pk=way.pk)
        facts = messages.facts_of_person(gone.person)
        assert str(messages.why_not_on(gone, facts)) == "This is no longer a safe way to reach them."
    assert tom.post(address(journey, way, "not-safe"), {}).status_code == 404


def test_a_practitioner_with_no_tie_finds_none_of_it(marek, place):
    journey, way = marek
    callum = signed_in(place.callum)
    for what in ("safe/", "not-safe"):
        assert callum.post(address(journey, way, what), TOLD).status_code == 404
    assert callum.get(f"/people/{journey.person_id}/ways/another/").status_code == 404


def left_a_message(place, journey, how: TriedBy = TriedBy.CALL) -> None:
    with as_(place.tom) as by:
        left = {"how": how, "outcome": TryOutcome.LEFT_MESSAGE, "at": timezone.now()}
        journeys.record_try(journey=journey, **left, by=by)


@pytest.mark.parametrize("how", TriedBy)
def test_no_message_they_said_is_safe_is_left_on_what_only_somebody_else_gave(how, marek, place):
    with pytest.raises(NotPossible, match="They have not said that a message is safe there"):
        left_a_message(place, marek[0], how)


def test_it_can_be_once_they_said_so(marek, place):
    journey, way = marek
    signed_in(place.tom).post(address(journey, way, "safe/"), TOLD)
    left_a_message(place, journey)
