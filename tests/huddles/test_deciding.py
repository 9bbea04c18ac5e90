"""Deciding together: what it does, what it refuses, and what the stream keeps of it."""

import pytest
from huddles.gathering import agree_step, agreed, brought_back, close, gather, ours, revision_of
from journeys.lives import spoken_with
from neighbourhood import as_, in_days, introduce
from opening import steps_that_say

from livingwell.huddles import actions, queries, rules
from livingwell.huddles.models import Brought
from livingwell.huddles.words import Outcome, Why
from livingwell.journeys import actions as journeys
from livingwell.journeys.models import DrawnIn, Event, Holding, NextStep, ToBring, WorryShared
from livingwell.journeys.words import Ending, Happened
from livingwell.lib.refusals import NotPossible
from livingwell.places.models import Practitioner

pytestmark = pytest.mark.django_db


@pytest.fixture
def ama(place):
    return introduce(place, "Ama")


@pytest.fixture
def huddle(place, ama):
    return gather(place)


def holder_of(place, journey):
    with as_(place.tom):
        held = Holding.objects.select_related("practitioner").get(journey=journey, until__isnull=True)
        return held.practitioner.called if held.practitioner else None


def brought(place, huddle, journey) -> Brought:
    with as_(place.tom):
        found = queries.find_brought(huddle, journey.pk)
    assert found is not None
    return found


def happened(place, journey, kind):
    with as_(place.tom):
        return list(Event.objects.filter(journey=journey, kind=kind).order_by("at"))


def test_agreeing_names_the_holder_and_the_stream_keeps_that_the_team_huddled(place, ama, huddle):
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="Shanice is alongside her.")
    assert holder_of(place, ama) == "Shanice"
    kept = brought(place, huddle, ama)
    assert (kept.outcome, kept.holder_called, kept.decided_by) == (Outcome.DECIDED, "Shanice", "Tom")
    assert kept.decision == "Shanice is alongside her."
    [event] = happened(place, ama, Happened.HUDDLED)
    assert (event.about["holder"], event.from_id, event.by_called) == ("Shanice", kept.pk, "Tom")


def test_what_the_team_says_among_itself_is_not_in_the_stream_that_the_person_reads(place, ama, huddle):
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="Dev thinks her sister worries too.")
    [event] = happened(place, ama, Happened.HUDDLED)
    assert "sister" not in str(event.about)


def test_nothing_is_agreed_while_nobody_holds_by_name(place, ama, huddle):
    agree_step(place, huddle, ama)
    with pytest.raises(NotPossible, match="Say who holds: one name, so that Ama knows who to ask for"):
        agreed(place, huddle, ama)
    assert brought(place, huddle, ama).outcome == Outcome.WAITING
    assert happened(place, ama, Happened.HUDDLED) == []


def test_nothing_is_agreed_while_nothing_that_we_do_happens_next(place, ama, huddle):
    decided = rules.Decided(1, "", "", place.shanice.pk)
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="Say one thing that we do next for Ama"):
        actions.decide(huddle=huddle, journey=ama, decided=decided, today=in_days(20), by=tom)
    assert holder_of(place, ama) is None, "the holder named in a refused decision was kept"


def test_the_database_refuses_a_holder_who_is_neither_in_the_team_nor_drawn_in(place, ama, huddle):
    agree_step(place, huddle, ama)
    with pytest.raises(NotPossible, match="Whoever holds must be in the team that is alongside, or drawn in"):
        agreed(place, huddle, ama, holder=place.maggie)
    assert brought(place, huddle, ama).outcome == Outcome.WAITING


def test_somebody_drawn_in_from_any_organisation_can_hold(place, ama, huddle):
    with as_(place.tom) as tom:
        maggie = Practitioner.objects.select_related("organisation").get(pk=place.maggie.pk)
        actions.draw_in(huddle=huddle, journey=ama, practitioner=maggie, why="Rent and debt", by=tom)
        assert DrawnIn.objects.get(journey=ama).why == "Rent and debt"
    agree_step(place, huddle, ama, doer=ours(place.maggie))
    agreed(place, huddle, ama, holder=place.maggie)
    assert holder_of(place, ama) == "Maggie"


def test_drawing_in_asks_what_they_bring(place, ama, huddle):
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="Say what they bring"):
        actions.draw_in(huddle=huddle, journey=ama, practitioner=place.maggie, why=" ", by=tom)


def test_a_next_step_agreed_stands_at_once_and_is_known_by_its_huddle(place, ama, huddle):
    agree_step(place, huddle, ama, what="Open the post together", due_on=in_days(3))
    with as_(place.tom):
        [step] = steps_that_say("Open the post together")
    assert (step.due_on, step.from_id) == (in_days(3), brought(place, huddle, ama).pk)


def test_a_next_step_needs_a_day_within_the_horizon(place, ama, huddle):
    with pytest.raises(NotPossible, match="Choose a day within 28 days"):
        agree_step(place, huddle, ama, due_on=in_days(29))
    with pytest.raises(NotPossible, match="Choose today or a day after it"):
        agree_step(place, huddle, ama, due_on=in_days(-1))


def test_the_last_step_that_stands_is_not_ticked_off_before_another_does(place, ama, huddle):
    with as_(place.tom) as tom:
        step = NextStep.objects.get(journey=ama)
        with pytest.raises(NotPossible, match="with nothing to happen next"):
            actions.keep_step(huddle=huddle, step=step, by=tom)
    agree_step(place, huddle, ama)
    with as_(place.tom) as tom:
        actions.keep_step(huddle=huddle, step=step, by=tom)
        assert NextStep.objects.get(pk=step.pk).kept_at is not None


def test_a_worry_is_shared_by_name_when_the_team_agrees(place, ama, huddle):
    with as_(place.dev) as dev:
        worry = journeys.raise_worry(journey=ama, words="The evenings are the worst.", by=dev)
    agree_step(place, huddle, ama)
    shares = ((worry.pk, place.tom.pk), (worry.pk, place.dev.pk))
    agreed(place, huddle, ama, holder=place.shanice, shares=shares)
    with as_(place.tom):
        assert set(WorryShared.objects.values_list("practitioner__called", flat=True)) == {"Tom", "Dev"}
    assert len(happened(place, ama, Happened.WORRY_SHARED)) == 1


def test_a_worry_of_somebody_else_is_not_shared_by_a_form_that_names_it(place, ama, huddle):
    kit = introduce(place, "Kit")
    with as_(place.dev) as dev:
        worry = journeys.raise_worry(journey=kit, words="The evenings are the worst.", by=dev)
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, shares=((worry.pk, place.tom.pk),))
    with as_(place.tom):
        assert not WorryShared.objects.exists()


def test_what_was_asked_to_be_brought_has_been_once_the_team_agrees(place, ama, huddle):
    with as_(place.priya) as priya:
        journeys.ask_to_bring(journey=ama, why="The flat is damp", by=priya)
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice)
    with as_(place.tom):
        assert ToBring.objects.get(journey=ama).brought_at is not None


def test_bringing_somebody_back_keeps_the_words_and_says_nothing_to_the_person(place, ama, huddle):
    brought_back(place, huddle, ama)
    kept = brought(place, huddle, ama)
    assert (kept.outcome, kept.decided_by) == (Outcome.CARRIED, "Tom")
    assert happened(place, ama, Happened.HUDDLED) == []


def test_two_who_decide_at_once_the_second_sees_what_the_first_agreed(place, ama, huddle):
    agree_step(place, huddle, ama)
    as_both_read_it = revision_of(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="Shanice is alongside her.")
    decided = rules.Decided(as_both_read_it, "Dev takes her out.", "", place.dev.pk)
    with as_(place.dev) as dev, pytest.raises(rules.Overtaken, match="Tom has just said what happens for Ama"):
        actions.decide(huddle=huddle, journey=ama, decided=decided, today=in_days(0), by=dev)
    assert holder_of(place, ama) == "Shanice"
    assert brought(place, huddle, ama).decision == "Shanice is alongside her."


def test_words_somebody_else_wrote_meanwhile_are_never_overwritten_by_agreeing(place, ama, huddle):
    agree_step(place, huddle, ama)
    with as_(place.dev) as dev:
        actions.word_decision(huddle=huddle, journey=ama, words="Dev: a walk first.", revision=0, by=dev)
    with pytest.raises(rules.Overtaken, match="Dev wrote here too while you were writing"):
        agreed(place, huddle, ama, holder=place.shanice, words="Straight to the library.")
    agreed(place, huddle, ama, holder=place.shanice)  # a box left empty takes nothing away
    assert brought(place, huddle, ama).decision == "Dev: a walk first."


def test_a_holder_named_on_the_persons_page_meanwhile_is_not_replaced_unseen(place, ama, huddle):
    agree_step(place, huddle, ama)
    with as_(place.priya) as priya:
        journeys.hold(journey=ama, practitioner=place.priya, by=priya)
    with pytest.raises(NotPossible, match="Priya has become the holder while you were choosing"):
        agreed(place, huddle, ama, holder=place.shanice)
    assert holder_of(place, ama) == "Priya"


def test_thinking_again_takes_the_decision_up_and_keeps_what_the_stream_says(place, ama, huddle):
    agree_step(place, huddle, ama)
    agreed(place, huddle, ama, holder=place.shanice, words="Shanice is alongside her.")
    with as_(place.dev) as dev:
        actions.think_again(huddle=huddle, journey=ama, revision=revision_of(place, huddle, ama), by=dev)
    again = brought(place, huddle, ama)
    assert (again.outcome, again.decision) == (Outcome.WAITING, "Shanice is alongside her.")
    agreed(place, huddle, ama, holder=place.dev, was=place.shanice.pk)
    assert len(happened(place, ama, Happened.HUDDLED)) == 2


def test_nothing_is_decided_in_a_huddle_that_has_closed(place, ama, huddle):
    agree_step(place, huddle, ama)
    close(place, huddle)
    with pytest.raises(NotPossible, match="This huddle has closed"):
        agreed(place, huddle, ama, holder=place.shanice)
    with pytest.raises(NotPossible, match="This huddle has closed"):
        agree_step(place, huddle, ama)


def test_somebody_who_stepped_out_meanwhile_has_nothing_left_to_decide(place, ama, huddle):
    agree_step(place, huddle, ama)
    spoken_with(place, ama)
    with as_(place.tom) as tom:
        journeys.end(journey=ama, ending=Ending.STEPPED_OUT, by=tom)
        places = rules.board(queries.brought_to(huddle), [], live=[], today=in_days(0))
    assert [(place.row.called, place.is_done) for place in places] == [("Ama", True)]
    with pytest.raises(NotPossible, match="has ended"):
        agreed(place, huddle, ama, holder=place.shanice)


def test_somebody_brought_by_hand_is_listed_as_asked_by_whoever_brings_them(place, huddle):
    joan = introduce(place, "Joan")
    with as_(place.priya) as priya:
        actions.bring(huddle=huddle, journey=joan, by=priya)
        actions.bring(huddle=huddle, journey=joan, by=priya)
    assert (brought(place, huddle, joan).why, brought(place, huddle, joan).brought_by) == ([Why.ASKED], "Priya")
