"""Whoever was to come no longer may: somebody else comes, or it is put off in words. Nobody waits alone."""

from datetime import timedelta

import pytest
from conversations.talking import found, open_journey, planned
from django.utils import timezone
from neighbourhood import as_, in_days, introduce

from livingwell.conversations import actions, queries
from livingwell.conversations.models import Conversation
from livingwell.conversations.words import State
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import OPEN_STEP, NextStep
from livingwell.journeys.queries import drawn_in
from livingwell.journeys.words import Ending
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Meeting
from livingwell.places import actions as places

pytestmark = pytest.mark.django_db


def refuse(place, journey, *practitioners, by):
    with as_(by) as viewer:
        for one in practitioners:
            journeys.refuse_practitioner(journey=journey, practitioner=one, by=viewer)


def talk_with_maggie(place, journey):
    """Maggie is drawn in, and is to talk with them."""
    with as_(place.tom) as tom:
        journeys.draw_in(journey=journey, practitioner=place.maggie, why="Knows about debt", by=tom)
        at = timezone.now() + timedelta(days=3)
        return actions.plan(
            journey=open_journey(journey.pk), how=Meeting.WALK, at=at, practitioner=place.maggie, by=tom
        )


def who_comes(place, one, *, seen_by=None):
    with as_(seen_by or place.tom):
        again = found(one.pk)
        assert again.state == State.PLANNED
        [step] = NextStep.objects.filter(OPEN_STEP, from_id=one.pk)
        assert step.practitioner == again.practitioner
        return again.practitioner.called


def test_after_a_refusal_somebody_else_comes_and_the_step_is_theirs(place):
    journey = introduce(place)
    one = planned(place, journey)
    refuse(place, journey, place.shanice, by=place.tom)
    assert who_comes(place, one) == "Tom"


def test_whoever_was_refused_and_says_so_themselves_hands_on_as_well(place):
    journey = introduce(place)
    one = planned(place, journey)
    refuse(place, journey, place.shanice, by=place.shanice)
    assert who_comes(place, one) == "Tom"
    with as_(place.shanice):
        assert not Conversation.objects.exists()


@pytest.mark.parametrize("by", ["maggie", "tom"], ids=["by themselves", "by somebody else"])
def test_whoever_is_drawn_out_hands_on_what_was_planned(place, by):
    journey = introduce(place)
    one = talk_with_maggie(place, journey)
    with as_(getattr(place, by)) as viewer:
        [drawn] = drawn_in(journey.pk)
        journeys.draw_out(drawn=drawn, by=viewer)
    assert who_comes(place, one) == "Tom"


def test_whoever_may_still_come_still_comes(place):
    journey, other = introduce(place), introduce(place, "Marek")
    one = planned(place, other)
    refuse(place, journey, place.shanice, by=place.tom)
    assert who_comes(place, one) == "Shanice"


def test_whoever_is_away_that_day_is_passed_over(place):
    journey = introduce(place)
    one = planned(place, journey, days=3)
    with as_(place.tom):
        places.be_away(practitioner=place.tom, cover=None, from_on=in_days(2), until_on=in_days(4))
    refuse(place, journey, place.shanice, by=place.tom)
    assert who_comes(place, one) == "Dev"


def test_where_everybody_left_is_away_somebody_is_named_all_the_same(place):
    journey = introduce(place)
    one = planned(place, journey, days=3)
    with as_(place.tom):
        for who in (place.tom, place.dev, place.priya, place.ros):
            places.be_away(practitioner=who, cover=None, from_on=in_days(2), until_on=in_days(4))
    refuse(place, journey, place.shanice, by=place.tom)
    assert who_comes(place, one) == "Tom"


def test_somebody_is_always_left_to_come(place):
    journey = introduce(place)
    one = planned(place, journey)
    with pytest.raises(NotPossible, match="Nobody in this team could see them any more"):
        refuse(place, journey, place.tom, place.dev, place.priya, place.ros, place.shanice, by=place.shanice)
    assert who_comes(place, one) == "Shanice"


def test_a_journey_that_ends_calls_off_what_was_planned(place):
    journey = introduce(place)
    one = planned(place, journey)
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.DIED, words="Her sister rang.", died_on=in_days(-1), by=tom)
    with as_(place.shanice):
        assert queries.coming_up(place.shanice.pk, one.at + timedelta(days=1)) == []
        assert found(one.pk).state == State.CALLED_OFF
        assert found(one.pk).ended_words


def test_nothing_is_called_off_while_a_journey_goes_on(place):
    journey = introduce(place)
    one = planned(place, journey)
    with as_(place.tom) as tom:
        actions.call_off_what_was_planned(journey=journey, words="x", by=tom)
        actions.hand_on(practitioner=place.shanice, by=tom)
    assert who_comes(place, one) == "Shanice"
