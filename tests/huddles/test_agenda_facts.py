"""The agenda worked out from the stream and the tables, and carried forward until done."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from huddles.gathering import agree_step, agreed, brought_back, close, gather, listed, ours
from journeys.lives import spoken_with
from neighbourhood import as_, in_days, introduce, introduce_another
from opening import steps_that_say

from livingwell.huddles import actions, queries
from livingwell.huddles.words import Came, Why
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import Journey, Worry
from livingwell.journeys.words import Ending, TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Membership
from livingwell.places.queries import packs
from livingwell.website.database.engine.base import owning

pytestmark = pytest.mark.django_db


def fact_of(place, journey, day=None):
    with as_(place.tom):
        facts = queries.facts_for(place.team.pk, day or in_days(0))
    return next(fact for fact in facts if fact.journey_id == journey.pk)


def spoke_with(place, journey):
    with as_(place.tom) as tom:
        journeys.record_try(journey=journey, how=TriedBy.CALL, outcome=TryOutcome.REACHED, at=timezone.now(), by=tom)


def thought_about(place, journey, *, on=None):
    """Bring somebody to a huddle and agree, so that what is left to see is what comes after."""
    huddle = gather(place, on)
    agree_step(place, huddle, journey, due_on=in_days(20))
    agreed(place, huddle, journey, holder=place.shanice)
    close(place, huddle)
    spoke_with(place, journey)
    return huddle


def test_somebody_new_is_on_the_agenda_in_the_words_of_how_they_came(place):
    herself = introduce(place, "Ama", about={"pronouns": "she / her"})
    with_someone = introduce_another(place, "Marek")
    assert listed(place, in_days(0))["Ama"] == (Why.NEW,)
    assert fact_of(place, herself).came == Came.BY_HERSELF
    assert (fact_of(place, with_someone).came, fact_of(place, with_someone).came_by) == (
        Came.WITH_SOMEONE,
        "his brother",
    )


def test_somebody_already_thought_about_is_new_no_longer(place):
    journey = introduce(place, "Ama")
    thought_about(place, journey)
    assert "Ama" not in listed(place, in_days(1))


def test_somebody_nobody_reached_at_the_huddle_is_still_new_at_the_next(place):
    introduce(place, "Ama")
    close(place, gather(place))
    assert listed(place, in_days(1))["Ama"] == (Why.NEW,)


def test_a_first_conversation_promised_is_on_the_agenda_a_week_before_and_until_it_is_had(place):
    journey = introduce(place, "Rob")
    thought_about(place, journey)
    promised = fact_of(place, journey).first_conversation_by
    assert Why.PROMISED not in listed(place, promised - timedelta(days=8)).get("Rob", ())
    assert Why.PROMISED in listed(place, promised - timedelta(days=7))["Rob"]
    assert Why.PROMISED in listed(place, promised + timedelta(days=3))["Rob"]


def test_a_worry_is_on_the_agenda_until_somebody_shares_it_by_name(place):
    journey = introduce(place, "Kit")
    thought_about(place, journey)
    with as_(place.dev) as dev:
        worry = journeys.raise_worry(journey=journey, words="The evenings are the worst.", by=dev)
    assert listed(place, in_days(1))["Kit"] == (Why.WORRY,)
    assert fact_of(place, journey).worries[0].by == "Dev"
    with as_(place.tom) as tom:
        journeys.share_worry(worry=Worry.objects.get(pk=worry.pk), with_=[place.tom, place.dev], by=tom)
    assert "Kit" not in listed(place, in_days(1))


def test_a_worry_put_to_rest_is_on_no_agenda(place):
    journey = introduce(place, "Kit")
    thought_about(place, journey)
    with as_(place.dev) as dev:
        worry = journeys.raise_worry(journey=journey, words="The evenings are the worst.", by=dev)
        journeys.settle_worry(worry=worry, words="Her sister moved in.", by=dev)
    assert "Kit" not in listed(place, in_days(1))


def test_somebody_asked_to_be_brought_is_until_a_huddle_has_decided(place):
    journey = introduce(place, "Joan")
    thought_about(place, journey)
    with as_(place.priya) as priya:
        journeys.ask_to_bring(journey=journey, why="The flat is damp", by=priya)
    assert listed(place, in_days(1))["Joan"] == (Why.ASKED,)
    huddle = gather(place, in_days(1))
    agreed(place, huddle, journey, was=place.shanice.pk)
    assert "Joan" not in listed(place, in_days(2))


def test_somebody_coming_back_is_welcomed_as_coming_back_and_not_as_new(place):
    journey = spoken_with(place, introduce(place, "Pauline"))
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        journeys.return_(last=Journey.objects.get(pk=journey.pk), pack=packs()["brackwell"], now=timezone.now(), by=tom)
    assert listed(place, in_days(0))["Pauline"] == (Why.RETURNING,)


def test_a_next_step_of_another_day_is_on_the_agenda_once_its_day_has_passed(place):
    journey = introduce(place, "Halima")
    huddle = gather(place)
    with as_(place.tom) as tom:
        journeys.make_step(journey=journey, what="Ring the surgery", doer=ours(place.tom), due_on=in_days(9), by=tom)
    agree_step(place, huddle, journey, due_on=in_days(20))
    agreed(place, huddle, journey, holder=place.tom)
    spoke_with(place, journey)
    assert Why.PAST_DUE not in listed(place, in_days(9)).get("Halima", ())
    assert Why.PAST_DUE in listed(place, in_days(10))["Halima"]
    assert fact_of(place, journey, in_days(10)).past_due[0].what == "Ring the surgery"


def test_somebody_nobody_has_spoken_to_is_on_the_agenda_after_the_days_the_place_has_set(place):
    journey = introduce(place, "George")
    thought_about(place, journey)
    assert Why.QUIET not in listed(place, in_days(13)).get("George", ())
    assert Why.QUIET in listed(place, in_days(14))["George"]


def test_somebody_having_a_pause_is_not_called_quiet_until_it_ends(place):
    journey = introduce(place, "George")
    thought_about(place, journey)
    with as_(place.tom) as tom:
        journeys.pause(journey=journey, until=in_days(20), words="Away with his daughter", by=tom)
    assert Why.QUIET not in listed(place, in_days(19)).get("George", ())
    assert Why.QUIET in listed(place, in_days(20))["George"]


def test_brought_back_is_left_from_last_time_at_every_huddle_until_one_decides(place):
    journey = introduce(place, "Marek")
    first = gather(place)
    brought_back(place, first, journey)
    close(place, first)
    assert listed(place, in_days(1))["Marek"][0] == Why.LEFT_UNDONE

    second = gather(place, in_days(1))  # not reached this time: nobody says anything about him
    close(place, second)
    assert listed(place, in_days(2))["Marek"][0] == Why.LEFT_UNDONE

    third = gather(place, in_days(2))
    agree_step(place, third, journey, due_on=in_days(20))
    agreed(place, third, journey, holder=place.tom)
    close(place, third)
    assert Why.LEFT_UNDONE not in listed(place, in_days(3)).get("Marek", ())


def test_somebody_brought_by_hand_and_not_come_to_is_left_from_last_time(place):
    journey = introduce(place, "Ama")
    thought_about(place, journey, on=in_days(-1))
    today = gather(place)
    with as_(place.priya) as priya:
        actions.bring(huddle=today, journey=journey, by=priya)
    close(place, today)
    assert listed(place, in_days(1))["Ama"] == (Why.LEFT_UNDONE,)
    assert fact_of(place, journey, in_days(1)).left_over_on == in_days(0)


def test_a_next_step_added_for_somebody_on_no_list_keeps_them_on_the_next(place):
    journey = introduce(place, "Ama")
    thought_about(place, journey, on=in_days(-1))
    today = gather(place)
    agree_step(place, today, journey, due_on=in_days(20))
    close(place, today)
    assert listed(place, in_days(1))["Ama"] == (Why.LEFT_UNDONE,)


def test_a_decision_taken_up_again_and_not_concluded_is_left_from_last_time(place):
    journey = introduce(place, "Ama")
    thought_about(place, journey, on=in_days(-1))
    today = gather(place)
    with as_(place.tom) as tom:
        actions.bring(huddle=today, journey=journey, by=tom)
    decided = agreed(place, today, journey, holder=place.shanice)
    with as_(place.tom) as tom:
        actions.think_again(huddle=today, journey=journey, revision=decided.revision, by=tom)
    close(place, today)
    assert listed(place, in_days(1))["Ama"] == (Why.LEFT_UNDONE,)
    tomorrow = gather(place, in_days(1))
    agreed(place, tomorrow, journey, holder=place.shanice)
    close(place, tomorrow)
    assert Why.LEFT_UNDONE not in listed(place, in_days(2)).get("Ama", ())


def test_what_a_huddle_decided_comes_back_when_its_day_has_come_and_nobody_has_done_it(place):
    journey = introduce(place, "Joan")
    huddle = gather(place)
    agree_step(place, huddle, journey, what="Ask for the housing answer", due_on=in_days(2))
    agree_step(place, huddle, journey, due_on=in_days(20))
    agreed(place, huddle, journey, holder=place.priya)
    close(place, huddle)
    assert Why.LEFT_UNDONE not in listed(place, in_days(1)).get("Joan", ())
    assert Why.LEFT_UNDONE in listed(place, in_days(2))["Joan"]
    with as_(place.priya) as priya:
        [step] = steps_that_say("Ask for the housing answer")
        journeys.keep_step(step=step, by=priya)
    assert Why.LEFT_UNDONE not in listed(place, in_days(3)).get("Joan", ())


def test_somebody_who_has_stepped_out_is_on_no_agenda(place):
    journey = spoken_with(place, introduce(place, "Rosa"))
    with as_(place.tom) as tom:
        journeys.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
    assert "Rosa" not in listed(place, in_days(30))


def test_everybody_anybody_could_forget_is_found_in_a_few_questions_to_the_database(place, figure):
    for name in ["Ama", "Kit", "Joan"]:
        introduce(place, name)
    with as_(place.tom), CaptureQueriesContext(connection) as asked:
        queries.facts_for(place.team.pk, in_days(0))
    assert len(asked) <= 8
    figure("queries.agenda_facts", len(asked), "queries")


def test_another_teams_practitioner_finds_nobody_to_list(place):
    introduce(place, "Ama")
    with as_(place.callum):
        assert queries.facts_for(place.team.pk, in_days(0)) == []


@pytest.mark.django_db(transaction=True)
def test_somebody_of_another_team_cannot_be_put_on_this_ones_list(lasting_place):
    journey = introduce(lasting_place, "Ama")
    with as_(lasting_place.callum) as callum:
        other = actions.open_huddle(team=lasting_place.other_team, today=in_days(0), quiet_days=14, by=callum)
    with owning(connection):
        Membership.objects.create(practitioner=lasting_place.tom, team=lasting_place.other_team)
    with as_(lasting_place.tom) as tom, pytest.raises(NotPossible, match="Ama is with another team"):
        actions.bring(huddle=other, journey=journey, by=tom)
