"""What may happen to somebody on a journey, and what happens when it does: success and refusal together."""

from datetime import timedelta

import pytest
from django.utils import timezone
from journeys.lives import held_by, team_step
from neighbourhood import as_, in_days, introduce

from livingwell.access import actions as access
from livingwell.access.acting import PROMISES
from livingwell.access.naming import named
from livingwell.access.words import Kind, Viewer
from livingwell.journeys import actions
from livingwell.journeys.models import Concern, Event, Holding, Journey, NextStep, Parting, Worry, WorryShared
from livingwell.journeys.rules import Doer
from livingwell.journeys.words import SAID, Ending, Happened, StepBy, StepKind, TriedBy, TryOutcome
from livingwell.lib.refusals import NotPossible
from livingwell.people.models import Person
from livingwell.places.models import Membership
from livingwell.places.queries import packs

pytestmark = pytest.mark.django_db
PACK = packs()["brackwell"]


def happened(journey: Journey) -> list[str]:
    return list(Event.objects.filter(person_id=journey.person_id).order_by("at").values_list("kind", flat=True))


def open_steps(journey: Journey):
    return NextStep.objects.filter(journey=journey, kept_at__isnull=True, put_aside_at__isnull=True)


def test_from_the_first_moment_the_team_holds_and_has_a_day_to_be_in_touch_by(place):
    journey = introduce(place)
    with as_(place.shanice):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
        assert open_steps(journey).get().done_by == StepBy.TEAM
        assert happened(journey)[-2:] == [Happened.STEP_MADE, Happened.INTRODUCED]


@pytest.mark.django_db(transaction=True)
def test_in_a_place_with_a_short_horizon_the_door_still_opens(lasting_place, owner):
    """A long holiday must not make a door say no: the first step is then due on the horizon."""
    owner.execute("update places_site set horizon_days = 1 where slug = 'brackwell'")
    lasting_place.team.site.refresh_from_db()
    journey = introduce(lasting_place)
    with as_(lasting_place.tom):
        assert open_steps(journey).get().due_on <= in_days(1)


def test_reaching_somebody_keeps_the_step_to_reach_them_and_promises_what_follows(place):
    journey = introduce(place)
    before = timezone.now() - timedelta(minutes=1)
    reached = {"journey": journey, "how": TriedBy.CALL, "outcome": TryOutcome.REACHED, "at": before}
    with as_(place.tom) as tom:
        actions.record_try(**reached, by=tom)
        follows = open_steps(journey).get()
        assert (follows.kind, follows.team) == (StepKind.FIRST_CONVERSATION, place.team)
        assert follows.due_on == Journey.objects.get(pk=journey.pk).first_conversation_by
        assert Journey.objects.get(pk=journey.pk).last_spoken_at == before
        actions.record_try(**reached, by=tom)
        assert open_steps(journey).count() == 1


def test_reaching_somebody_who_has_talked_before_leaves_a_day_to_be_in_touch_by(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        actions.spoke(journey=journey, at=timezone.now(), by=tom)
        reach = team_step(place, journey, kind=StepKind.REACH)
        actions.keep_step(step=open_steps(journey).exclude(pk=reach.pk).get(), by=tom)
        reached = {"how": TriedBy.CALL, "outcome": TryOutcome.REACHED, "at": timezone.now()}
        actions.record_try(journey=journey, **reached, by=tom)
        follows = open_steps(journey).get()
    assert (follows.kind, follows.practitioner, follows.due_on) == (StepKind.BE_IN_TOUCH, place.shanice, in_days(7))


def test_what_is_written_down_late_never_moves_back_when_we_last_spoke(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        lately = timezone.now()
        actions.spoke(journey=journey, at=lately, by=tom)
        long_ago = {"how": TriedBy.CALL, "outcome": TryOutcome.REACHED, "at": lately - timedelta(days=9)}
        actions.record_try(journey=journey, **long_ago, by=tom)
        assert Journey.objects.get(pk=journey.pk).last_spoken_at == lately


def test_a_try_is_in_the_past(place):
    journey = introduce(place)
    soon = timezone.now() + timedelta(minutes=5)
    with as_(place.tom) as tom, pytest.raises(NotPossible) as refusal:
        actions.record_try(journey=journey, how=TriedBy.CALL, outcome=TryOutcome.NO_ANSWER, at=soon, by=tom)
    assert refusal.value.field == "at"


def test_leaving_a_team_hands_back_in_the_same_moment(place):
    journey = held_by(place, place.shanice)
    with as_(place.shanice) as shanice:
        actions.leave_team(practitioner=place.shanice, team=place.team, by=shanice)
        assert not Journey.objects.filter(pk=journey.pk).exists()
    with as_(place.tom):
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
        assert {one.done_by for one in open_steps(journey)} == {StepBy.TEAM}


def test_a_colleague_cannot_say_that_somebody_leaves_and_nothing_is_handed_back(place):
    journey = held_by(place, place.shanice)
    with as_(place.priya) as priya:
        with pytest.raises(NotPossible):
            actions.leave_team(practitioner=place.shanice, team=place.team, by=priya)
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner == place.shanice


def test_the_last_in_a_team_that_holds_somebody_reads_why_they_stay(place):
    introduce(place)
    members = Membership.objects.filter(team=place.team, until__isnull=True).exclude(practitioner=place.tom)
    with as_(place.tom) as tom:
        for one in members.select_related("practitioner"):
            actions.leave_team(practitioner=one.practitioner, team=place.team, by=tom)
        with pytest.raises(NotPossible) as refusal:
            actions.leave_team(practitioner=place.tom, team=place.team, by=tom)
    assert str(refusal.value) == PROMISES["somebody_stays"]


def test_whoever_is_refused_hands_back_first_and_then_sees_nothing(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        actions.refuse_practitioner(journey=journey, practitioner=place.shanice, words="She knows my sister", by=tom)
        assert Holding.objects.get(journey=journey, until__isnull=True).practitioner is None
        with pytest.raises(NotPossible) as refusal:
            actions.hold(journey=journey, practitioner=place.shanice, by=tom)
        assert str(refusal.value) == PROMISES["holder_has_a_tie"]
    with as_(place.shanice):
        assert not Person.objects.filter(pk=journey.person_id).exists()


def test_drawing_in_needs_a_reason_and_is_not_done_twice(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible):
            actions.draw_in(journey=journey, practitioner=place.maggie, why=" ", by=tom)
        drawn = actions.draw_in(journey=journey, practitioner=place.maggie, why="Rent", by=tom)
        with pytest.raises(NotPossible) as refusal:
            actions.draw_in(journey=journey, practitioner=place.maggie, why="Debt", by=tom)
        assert str(refusal.value) == "Maggie is already drawn in."
        actions.draw_out(drawn=drawn, by=tom)
        with pytest.raises(NotPossible):
            actions.draw_out(drawn=drawn, by=tom)


def test_a_worry_that_cannot_wait_reaches_somebody_who_can_see_it_or_says_at_once_that_it_does_not(place):
    journey = introduce(place)
    cannot_wait = {"journey": journey, "words": "Pills on the table", "cannot_wait": True}
    with as_(place.tom) as tom:
        actions.refuse_practitioner(journey=journey, practitioner=place.dev, by=tom)
        for nobody in (None, place.callum, place.dev):
            with pytest.raises(NotPossible):
                actions.raise_worry(**cannot_wait, reaches=nobody, by=tom)
        worry = actions.raise_worry(**cannot_wait, reaches=place.shanice, by=tom)
    with as_(place.shanice) as shanice:
        actions.acknowledge(worry=worry, by=shanice)
        with pytest.raises(NotPossible):
            actions.acknowledge(worry=worry, by=shanice)
        assert Worry.objects.get(pk=worry.pk).acknowledged_by == "Shanice"


def test_a_worry_is_shared_by_name_and_once_by_each(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        worry = actions.raise_worry(journey=journey, words="Pills on the table", by=tom)
        actions.share_worry(worry=worry, with_=[place.tom, place.shanice], by=tom)
        actions.share_worry(worry=worry, with_=[place.shanice], by=tom)
        assert WorryShared.objects.filter(worry=worry).count() == 2
        with pytest.raises(NotPossible):
            actions.settle_worry(worry=worry, words="", by=tom)
        actions.settle_worry(worry=worry, words="They are with her mother now", by=tom)
        with pytest.raises(NotPossible):
            actions.settle_worry(worry=worry, words="Again", by=tom)


def concern(journey: Journey, place, **changes) -> dict:
    return {
        "journey": journey,
        "about": "adult",
        "words": "Somebody takes her money",
        "law": "Care Act 2014, section 42",
        "raised_by": place.shanice,
        "lead": place.ros,
        "next_step": "Ring the council today",
        "due_on": in_days(0),
        **changes,
    }


def test_a_concern_is_seen_by_whoever_raised_it_and_its_lead(place):
    journey = introduce(place)
    with as_(place.shanice) as shanice:
        for wrong in ({"words": " "}, {"next_step": ""}, {"due_on": in_days(-1)}):
            with pytest.raises(NotPossible):
                actions.raise_concern(**concern(journey, place, **wrong), by=shanice)
        actions.raise_concern(**concern(journey, place), by=shanice)
    seen = {}
    for one in (place.shanice, place.ros, place.tom, place.callum):
        with as_(one):
            seen[one.called] = Concern.objects.count()
    assert seen == {"Shanice": 1, "Ros": 1, "Tom": 0, "Callum": 0}


def test_a_concern_is_not_given_to_a_lead_who_is_refused_and_would_see_nothing(place):
    journey = introduce(place)
    with as_(place.tom) as tom:
        actions.refuse_practitioner(journey=journey, practitioner=place.ros, by=tom)
    with as_(place.shanice) as shanice, pytest.raises(NotPossible) as refusal:
        actions.raise_concern(**concern(journey, place), by=shanice)
    assert str(refusal.value) == PROMISES["reaches_somebody"]


def test_dying_ends_everything_that_would_be_sent_or_done(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        actions.end(journey=journey, ending=Ending.DIED, by=tom)
        assert Person.objects.get(pk=journey.person_id).died_on == timezone.localdate()
        assert not open_steps(journey).exists()


def test_somebody_recorded_as_having_died_comes_back_and_it_is_put_right(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        access.give_page(person_id=journey.person_id, by=tom)
        actions.end(journey=journey, ending=Ending.DIED, by=tom)
        ended = Journey.objects.select_related("team__site").get(pk=journey.pk)
    coming = {"last": ended, "pack": PACK, "now": timezone.now()}
    with named(Viewer(Kind.PERSON, journey.person_id, called="Ama")) as ama, pytest.raises(NotPossible) as refusal:
        actions.return_(**coming, by=ama)
    assert "we are sorry" in str(refusal.value)
    with as_(place.tom) as tom:
        actions.return_(**coming, by=tom)
        assert Person.objects.get(pk=journey.person_id).died_on is None
        assert Happened.PUT_RIGHT in happened(journey)


def test_coming_back_asks_nothing_again_and_finds_the_same_people(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        access.give_page(person_id=journey.person_id, by=tom)
        with pytest.raises(NotPossible):
            actions.return_(last=journey, pack=PACK, now=timezone.now(), by=tom)
        actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        ended = Journey.objects.select_related("team__site").get(pk=journey.pk)
    with named(Viewer(Kind.PERSON, journey.person_id, called="Ama")) as ama:
        again = actions.return_(last=ended, pack=PACK, now=timezone.now(), words="Hello", by=ama)
    with as_(place.shanice):
        assert Holding.objects.get(journey=again, until__isnull=True).practitioner == place.shanice
        assert Journey.objects.get(pk=again.pk).returns_to_id == journey.pk


def test_a_person_ticks_off_their_own_step_and_nobody_elses(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        access.give_page(person_id=journey.person_id, by=tom)
        own = actions.make_step(
            journey=journey, what="Open the letter", doer=Doer(StepBy.PERSON), due_on=in_days(3), by=tom
        )
        teams = open_steps(journey).filter(practitioner=place.shanice).first()
    with named(Viewer(Kind.PERSON, journey.person_id, called="Ama")) as ama:
        actions.keep_step(step=own, by=ama)
        with pytest.raises(NotPossible):
            actions.keep_step(step=teams, by=ama)
        assert NextStep.objects.get(pk=own.pk).kept_at is not None
        assert NextStep.objects.get(pk=teams.pk).kept_at is None


def test_pausing_leaves_a_day_when_somebody_is_in_touch_again(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        for wrong in (in_days(-1), in_days(29)):
            with pytest.raises(NotPossible):
                actions.pause(journey=journey, until=wrong, words="", by=tom)
        actions.pause(journey=journey, until=in_days(20), words="", by=tom)
        assert open_steps(journey).filter(due_on=in_days(20), practitioner=place.shanice).exists()
        actions.resume(journey=journey, by=tom)
        with pytest.raises(NotPossible):
            actions.resume(journey=journey, by=tom)


def test_an_ending_is_kept_with_who_said_it_and_what_stood_open_is_put_aside(place):
    journey = held_by(place, place.shanice)
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible):
            actions.end(journey=journey, ending=Ending.MOVED_AWAY, words="", by=tom)
        actions.end(journey=journey, ending=Ending.MOVED_AWAY, words="To her sister’s", by=tom)
        assert Parting.objects.get(journey=journey).by_called == "Tom"
        assert set(NextStep.objects.filter(journey=journey).values_list("ended_by", flat=True)) == {"Tom"}
        with pytest.raises(NotPossible) as refusal:
            actions.end(journey=journey, ending=Ending.STEPPED_OUT, by=tom)
        assert "already ended" in str(refusal.value)
        with pytest.raises(NotPossible) as refusal:
            team_step(place, journey)
        assert str(refusal.value) == PROMISES["ended_is_ended"]


def test_every_word_of_the_stream_can_be_read(place):
    assert set(SAID) == set(Happened)


def test_the_last_who_could_see_somebody_is_not_refused_nor_does_leave(place):
    journey = introduce(place, "Ama")
    team = [place.shanice, place.tom, place.priya, place.dev, place.ros]
    with as_(place.tom) as tom:
        for one in team[2:]:
            actions.refuse_practitioner(journey=journey, practitioner=one, by=tom)
        actions.refuse_practitioner(journey=journey, practitioner=place.shanice, by=tom)
        with pytest.raises(NotPossible, match="Nobody in this team could see them any more"):
            actions.refuse_practitioner(journey=journey, practitioner=place.tom, by=tom)
        with pytest.raises(NotPossible, match="Nobody in this team could see them any more"):
            actions.leave_team(practitioner=place.tom, team=place.team, by=tom)
