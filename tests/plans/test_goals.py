"""Aspirations and goals: said, built with a first step, rated by any channel, counted in places that stay, changed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from neighbourhood import in_days
from plans.striving import as_, both_sides, goal_of, held_by_tom, hoped, my, named, rated, their, themselves

from livingwell.journeys import queries as journey_queries
from livingwell.journeys.models import Event, NextStep
from livingwell.journeys.words import StepBy
from livingwell.lib.refusals import NotPossible
from livingwell.plans import actions, queries, rules
from livingwell.plans.models import Goal, GoalRating, MarkedGoal
from livingwell.plans.words import FirstStep, GoalEnd, RatedBy

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("together", [False, True])
def test_the_first_step_is_a_next_step_beside_those_that_are_there(place, together):
    journey = held_by_tom(place)
    with as_(place.tom):
        before = set(journey_queries.open_steps([journey.pk]).values_list("pk", flat=True))
    done_by = StepBy.TOGETHER if together else StepBy.PERSON
    goal = goal_of(journey, first_step=FirstStep("Stand at the foot of the stairs", done_by, in_days(7)))
    with as_(place.tom):
        made = NextStep.objects.get(from_id=goal.pk)
        after = set(journey_queries.open_steps([journey.pk]).values_list("pk", flat=True))
    asked = ("Together: Stand at the foot of the stairs", StepBy.TEAM, place.team.pk)  # no practitioner is promised
    assert (made.what, made.done_by, made.team_id) == (
        asked if together else ("Stand at the foot of the stairs", StepBy.PERSON, None)
    )
    assert after == before | {made.pk}


def test_a_step_too_far_off_is_refused_and_the_goal_is_not_made(place):
    journey = held_by_tom(place)
    with pytest.raises(NotPossible):
        goal_of(journey, first_step=FirstStep("Move", StepBy.PERSON, in_days(60)))
    with named(themselves(journey)):
        assert queries.goals_of(journey.person_id) == []


def test_no_words_of_a_goal_are_in_the_stream(place):
    journey = held_by_tom(place)
    goal = goal_of(journey, "Open the door upstairs")
    rated(journey, goal, 2)
    with as_(place.tom):
        told = Event.objects.filter(person_id=journey.person_id, kind__in=["aspiration said", "goal set", "goal rated"])
        assert {one.kind for one in told} == {"aspiration said", "goal set", "goal rated"}
        assert all(not one.about for one in told)


@pytest.mark.parametrize("value", [11, -1])
def test_a_goal_rated_off_the_scale_is_refused_by_the_rule_and_by_the_database(place, value):
    journey = held_by_tom(place)
    goal = goal_of(journey)
    with pytest.raises(NotPossible, match="from 0 to 10"):
        rated(journey, goal, value)
    with named(themselves(journey)) as by:
        of = {"person_id": journey.person_id, "goal": goal, "journey": journey, "on": timezone.localdate()}
        who = {"how": "own page", "by_kind": "person", "by_id": by.ref, "by_called": "Ama"}
        with pytest.raises(DatabaseError), transaction.atomic():
            GoalRating.objects.create(value=value, **of, **who)


def test_a_rating_keeps_its_day_its_channel_and_who_wrote_it_down(place):
    journey = held_by_tom(place)
    goal = goal_of(journey)
    yesterday = timezone.localdate() - timedelta(days=1)
    with as_(place.tom) as tom:
        said = {"goal": goal, "journey": journey, "value": 4, "by": tom}
        made = actions.rate_goal(how=RatedBy.PHONE, on=yesterday, **said)
        assert (made.on, made.how, made.by_called) == (yesterday, "by phone", "Tom")
        with pytest.raises(NotPossible, match="how they told you"):
            actions.rate_goal(how=RatedBy.OWN_PAGE, **said)
        with pytest.raises(NotPossible, match="not come yet"):
            actions.rate_goal(how=RatedBy.PHONE, on=in_days(1), **said)
    with as_(place.callum), pytest.raises(NotPossible, match="not yours"):
        actions.rate_goal(how=RatedBy.PHONE, on=yesterday, **{**said, "by": place_viewer(place)})


def place_viewer(place):
    with as_(place.callum) as callum:
        return callum


def test_three_goals_are_counted_and_each_keeps_its_place_also_once_it_changed(place):
    journey = held_by_tom(place)
    goals = [goal_of(journey, f"Goal {n}") for n in range(4)]
    with named(themselves(journey)) as by:
        slots = [actions.count_goal(goal=one, journey=journey, by=by).slot for one in goals[:3]]
        assert slots == [1, 2, 3]
        with pytest.raises(NotPossible, match="keeps its place"):
            actions.count_goal(goal=goals[3], journey=journey, by=by)
        new = actions.set_goal(aspiration=goals[0].aspiration, journey=journey, words="New", replaces=goals[0], by=by)
        with pytest.raises(NotPossible, match="keeps its place"):
            actions.count_goal(goal=new, journey=journey, by=by)
        row = {
            "person_id": journey.person_id,
            "journey": journey,
            "by_kind": "person",
            "by_id": by.ref,
            "by_called": "A",
        }
        for slot in (1, 4):
            with pytest.raises(DatabaseError), transaction.atomic():
                MarkedGoal.objects.create(goal=new, slot=slot, **row)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            MarkedGoal.objects.filter(goal=goals[0]).update(goal=new)


def test_a_changed_goal_is_a_new_one_that_says_what_it_replaced_and_changes_once(place):
    journey = held_by_tom(place)
    old = goal_of(journey, "Run a marathon")
    rated(journey, old, 1)
    with named(themselves(journey)) as by:
        said = {"aspiration": old.aspiration, "journey": journey, "replaces": old, "by": by}
        new = actions.set_goal(words="Walk to the mill", **said)
        [was, now] = queries.goals_of(journey.person_id)
        assert (was.words, was.ended_how, now.replaces_id) == ("Run a marathon", GoalEnd.CHANGED, was.pk)
        assert (len(was.ratings.all()), len(now.ratings.all())) == (1, 0)
        with pytest.raises(NotPossible, match="Somebody has just moved on"):
            actions.set_goal(words="Swim", **said)
        with pytest.raises(NotPossible, match="behind you"):
            actions.rate_goal(goal=was, journey=journey, value=3, how=RatedBy.OWN_PAGE, by=by)
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            Goal.objects.filter(pk=new.pk).update(words="Other words")


def test_what_is_counted_is_read_by_place_and_by_journey(place):
    journey = held_by_tom(place)
    moved, still, loose = (goal_of(journey, words) for words in ("Moved", "Still", "Not counted"))
    today = timezone.localdate()
    for goal in (moved, still, loose):
        rated(journey, goal, 2, on=today - timedelta(days=30))
    rated(journey, moved, 5)
    rated(journey, still, 4)
    rated(journey, loose, 10)
    with named(themselves(journey)) as by:
        for goal in (moved, still):
            actions.count_goal(goal=goal, journey=journey, by=by)
    with as_(place.tom):
        counted = list(queries.scores_counted([journey.pk]).values())
    assert rules.progress(counted, on_at_least=1) == rules.Counted(1, 1, 0)
    assert rules.progress(counted, on_at_least=2) == rules.Counted(0, 1, 0)


def test_the_whole_way_on_my_page_from_the_wheel_to_a_goal_that_moves(place):
    journey = held_by_tom(place)
    ama, tom = both_sides(place, journey)
    sent = ama.post(f"{my('aspire')}?from=people", {"words": "To see my brother's friends again."})
    build = sent.headers["Location"]
    assert "To see my brother&#39;s friends again." in ama.get(build).content.decode()
    half = ama.post(build, {"words": "Ring Dee", "what": "Find her number"})
    assert half.status_code == 422
    assert "Say who does it." in half.content.decode()
    step = {"what": "Find her number", "who": "together", "within": "7"}
    goal = ama.post(build, {"words": "Ring Dee", "know": "She laughs", **step}).headers["Location"]
    wrong = ama.post(goal, {"value": "11", "words": "So much better"})
    assert wrong.status_code == 422
    assert "Enter a number from 0 to 10" in wrong.content.decode()
    assert 'value="11"' in wrong.content.decode()
    assert "So much better" in wrong.content.decode()
    assert ama.post(goal, {"value": "2"}).status_code == 303
    assert ama.post(goal.replace("?", "") + "count").status_code == 303
    for page in (ama.get(goal), tom.get(their(journey, "goals"))):
        assert "counted, 1" in page.content.decode()
    assert "from the wheel: My people" in ama.get(my("goals")).content.decode()
    assert "Find her number" in ama.get("/my-page/").content.decode()


def test_those_alongside_write_a_goal_only_beside_them_and_a_rating_by_how_they_were_told(place):
    journey = held_by_tom(place)
    ama, tom = both_sides(place, journey)
    hope = hoped(journey)
    build = their(journey, "goal_build", hope.pk)
    assert tom.post(build, {"words": "Ring Dee"}).status_code == 422
    goal = tom.post(build, {"words": "Ring Dee", "with_them": "on"}).headers["Location"]
    assert tom.post(goal, {"value": "3"}).status_code == 422
    assert tom.post(goal, {"value": "3", "how": "on paper"}).status_code == 303
    mine = ama.get(my("goals")).content.decode()
    assert "written with Tom" in mine
    assert "On paper, typed in afterwards, Tom" in tom.get(goal).content.decode()


def test_a_goal_left_behind_stays_readable(place):
    journey = held_by_tom(place)
    ama, _tom = both_sides(place, journey)
    goal = goal_of(journey, "Sleep upstairs")
    assert ama.post(my("goal_end", goal.pk), {"how": "reached"}).status_code == 303
    mine = ama.get(my("goals")).content.decode()
    assert "Behind me" in mine
    assert "Got there" in mine
    assert ama.get(my("goal", goal.pk)).status_code == 200
