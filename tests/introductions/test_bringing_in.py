"""Everybody on a list, at once: held, with a day each, their waiting kept; nothing sent, nothing doubled."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from introductions.listing import (
    JOINED,
    LEFT_OUT,
    PACK,
    PEOPLE,
    UNDATED,
    brought_in,
    csv_of,
    dirty_list,
    kept,
    tidy,
    workbook,
)
from neighbourhood import as_, introduce
from record.roles import signed_in_as

from livingwell.access.models import PersonKey
from livingwell.huddles.queries.facts import facts_for
from livingwell.huddles.words import Came
from livingwell.introductions import actions, queries
from livingwell.introductions.models import Confidence, Introduction, Passage, Receipt, WaitingList
from livingwell.introductions.panels import IntroductionCard
from livingwell.introductions.rules import lists
from livingwell.introductions.words import Said, State
from livingwell.journeys.models import Event, Holding, Journey, NextStep
from livingwell.journeys.panels import said_of
from livingwell.journeys.rules import latest_due
from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.refusals import NotPossible
from livingwell.messages.models import Message
from livingwell.people.models import Person, WayToReach
from livingwell.record import actions as record
from livingwell.record import queries as record_queries

pytestmark = pytest.mark.django_db


def person_called(called: str) -> Person:
    return Person.objects.get(called=called)


def introduction_of(called: str) -> Introduction:
    return Introduction.objects.get(person__called=called)


# -- the dirty list ----------------------------------------------------------------------------------------------------
def test_every_row_of_the_dirty_list_came_in_or_says_why_not(place):
    done = brought_in(place, dirty_list())
    rows = {one.number: one for one in done.became}
    assert {number for number, one in rows.items() if one.why} == LEFT_OUT
    assert {number for one in done.became for number in one.also} == JOINED
    assert {number for number, one in rows.items() if one.is_undated} == UNDATED
    assert sum(bool(one.person_id) for one in done.became) == PEOPLE
    whys = {number: rows[number].why % rows[number].values for number in sorted(LEFT_OUT)}
    assert whys == {
        17: "There is no way to reach them in this row.",
        18: "There is no way to reach them in this row: “0770 90041” is no whole number, and no address.",
        19: "There is no name in this row to call them by.",
        20: "This looks like a note, and not somebody: one cell has words, and the others none.",
        24: "This says the same as row 5, letter for letter.",
        25: "These are the headings again.",
        29: "There is no name in this row to call them by.",
        34: "This row says that they have died (“Died 14/06/25”), so nobody comes in from it. "
        "If that is not so, take those words out and choose the file again.",
    }


def test_what_was_written_in_a_cell_of_the_dirty_list_is_kept(place):
    brought_in(place, dirty_list())
    with as_(place.tom):
        ways = {
            called: sorted(WayToReach.objects.filter(person__called=called).values_list("value", "when"))
            for called in ("Gethin Achebe", "Dilys Baird", "Euan Baird", "Iona MacLeod", "Ngozi ACHEBE")
        }
        assert ways == {
            "Gethin Achebe": [("+447700900406", "")],
            "Dilys Baird": [("+447700900415", "mum’s, after 4")],
            "Euan Baird": [("dilys@example.org", "")],
            "Iona MacLeod": [("+441632960428", ""), ("+447700900427", "")],
            "Ngozi ACHEBE": [("+447700900422", "")],
        }
        said = Passage.objects.filter(said=Said.LISTED, person__called="Euan Baird").get().words
        assert said == "Beside how to reach them: ring her sister"
        assert Confidence.objects.get().words == "Rang twice in June. Husband answers: say nothing."
        listed = Passage.objects.filter(said=Said.LISTED).values_list("words", flat=True)
        assert sorted(one for one in listed if one.startswith("Date")) == [
            "Date they were introduced, which could not be read: “spring”",
            "Date they were introduced, which is before 1900: “01/01/1899”",
            "Date they were introduced, which is still to come: “01/01/2099”",
        ]


def test_the_same_woman_under_two_names_comes_in_twice_and_is_listed_as_perhaps_the_same(place):
    done = brought_in(place, dirty_list())
    assert (22, 23, True) in {(one.number, one.other_number, one.by_way) for one in done.perhaps}
    with as_(place.tom):
        assert Person.objects.filter(called__contains="Ngozi").count() == 2


# -- the promises ------------------------------------------------------------------------------------------------------
def test_everybody_is_held_by_the_team_with_one_step_to_reach_them(place):
    brought_in(place, tidy(40), per_day=3)
    today = timezone.localdate()
    with as_(place.shanice):
        assert Journey.objects.filter(team=place.team, ended_at=None).count() == 40
        assert Holding.objects.filter(team=place.team, practitioner=None, until=None).count() == 40
        steps = list(NextStep.objects.filter(kind=StepKind.REACH, done_by=StepBy.TEAM, team=place.team))
        assert len(steps) == 40
        a_day = Counter(step.due_on for step in steps)
        assert max(a_day.values()) == 3
        assert all(PACK.hours.on(day) for day in a_day)
        assert max(a_day) <= latest_due(today, place.site.horizon_days)
        one = Introduction.objects.select_related("journey").first()
        assert one.reach_by == one.promised_by == NextStep.objects.get(journey=one.journey).due_on
        assert one.journey.first_conversation_by == one.reach_by + timedelta(days=PACK.rhythm.first_conversation_days)


def test_whoever_has_waited_longest_is_reached_first_and_the_list_shows_since_when(place):
    rows = [("Name", "Phone", "Date"), ("New", "07700 900001", "1/9/2025"), ("Old", "07700 900002", "3/4/25")]
    rows.append(("Undated", "07700 900003", ""))
    brought_in(place, csv_of(rows), per_day=1)
    with as_(place.tom):
        found = queries.waiting_for([place.team.pk], timezone.localdate())
        assert [row.one.person.called for row in found] == ["Old", "New", "Undated"]
        old = introduction_of("Old")
        assert timezone.localdate(old.received_at) == date(2025, 4, 3)
        assert timezone.localdate(introduction_of("Undated").received_at) == timezone.localdate()
        card = IntroductionCard.of(found[0], timezone.localdate())
        assert (card.came, card.tags) == ("from a waiting list", ())
        assert old.state == State.RECEIVED


def test_the_events_say_when_they_were_recorded_and_since_when_somebody_waited(place):
    before = timezone.now()
    brought_in(place, csv_of([("Name", "Phone", "Date"), ("Old", "07700 900002", "3/4/25")]))
    with as_(place.tom):
        events = {event.kind: event for event in Event.objects.all()}
        assert set(events) == {"introduced", "next step made"}
        assert all(event.at >= before and event.by_called == "Tom" for event in events.values())
        assert said_of(events["introduced"]) == (
            "Tom brought them in from a waiting list, where they had been since Thursday 3 April 2025"
        )


WAITS_TO_GO = "select (select count(*) from post_delivery), (select count(*) from procrastinate_jobs)"


@pytest.mark.django_db(transaction=True)
def test_every_event_is_sealed_and_no_message_waits_to_go(lasting_place):
    with signed_in_as(None), connection.cursor() as cursor:
        cursor.execute(WAITS_TO_GO)
        before = cursor.fetchone()
    brought_in(lasting_place, tidy(30))
    with signed_in_as(None):  # the server's administrator, who reads it all
        assert record.seal_all() == Event.objects.count() == 60
        assert list(record_queries.findings()) == []
        with connection.cursor() as cursor:
            cursor.execute(WAITS_TO_GO)
            assert cursor.fetchone() == before


def test_nothing_is_sent_and_nothing_could_be(place):
    brought_in(place, dirty_list())
    with as_(place.tom):
        assert not Message.objects.exists()
        assert not Receipt.objects.exists()
        ways = WayToReach.objects.all()
        assert ways.count() > PEOPLE
        assert not ways.exclude(given_by="somebody else", is_verified=False, may_message=False).exists()
        assert not ways.filter(may_leave_message=True).exists()


def test_the_huddle_says_that_they_come_from_a_list(place):
    brought_in(place, tidy(1))
    with as_(place.tom):
        [fact] = facts_for(place.team.pk, timezone.localdate())
        assert (fact.came, fact.came_by) == (Came.FROM_A_LIST, "")


# -- twice -------------------------------------------------------------------------------------------------------------
def test_the_same_file_twice_makes_nothing_twice(place):
    brought_in(place, dirty_list())
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible, match="Nobody would come in"):
            actions.bring_in(waiting=kept(place, dirty_list(), tom), pack=PACK, by=tom)
        assert PersonKey.objects.count() == PEOPLE


def test_the_same_row_in_another_file_is_left_out_and_the_rest_come_in(place):
    brought_in(place, tidy(5))
    again = brought_in(place, tidy(8))
    assert [str(one.why) for one in again.became if one.why] == ["This row has been brought in before."] * 5
    with as_(place.tom):
        assert Introduction.objects.count() == 8


def test_the_same_list_is_brought_in_once(place):
    with as_(place.tom) as tom:
        one = kept(place, tidy(3), tom)
        actions.bring_in(waiting=one, pack=PACK, by=tom)
        with pytest.raises(NotPossible, match="Nothing is made of it twice"):
            actions.bring_in(waiting=one, pack=PACK, by=tom)


def test_a_row_brought_in_meanwhile_by_somebody_else_is_left_out(place, monkeypatch):
    """Two leads at the same moment: the second has looked before the first was done."""
    brought_in(place, tidy(2))
    monkeypatch.setattr(Person.objects, "filter", lambda **_: Person.objects.none())
    again = brought_in(place, tidy(3))
    assert [bool(one.person_id) for one in again.became] == [False, False, True]


def test_another_team_s_list_tells_nothing_of_ours(place):
    """The same row is somebody of their own: whether they are with us already, the database does not say."""
    sheets = lists.read_file(tidy(1))
    [sheet] = sheets
    people, _left = lists.read_people(
        sheet, headings=1, columns=lists.guess_columns(sheet, 1), today=timezone.localdate()
    )
    assert queries.row_keys(people, place.team) != queries.row_keys(people, place.other_team)


# -- refusals ----------------------------------------------------------------------------------------------------------
def test_a_list_longer_than_the_team_can_do_says_so_with_the_numbers_and_makes_nothing(place):
    with as_(place.tom) as tom:
        with pytest.raises(NotPossible) as refusal:
            actions.bring_in(waiting=kept(place, tidy(90), tom, per_day=2), pack=PACK, by=tom)
        said = refusal.value
        days = len(lists.days_to_reach(PACK.hours, timezone.localdate(), latest_due(timezone.localdate(), 28)))
        assert (said.values["people"], said.values["reach"], said.values["days"]) == (90, 2 * days, days)
        assert said.values["needed"] * days >= 90 > (said.values["needed"] - 1) * days
        assert not PersonKey.objects.exists()
        assert WaitingList.objects.get().brought_in_at is None


def test_whoever_does_not_lead_the_team_brings_nothing_in(place):
    with as_(place.shanice) as shanice, pytest.raises(NotPossible, match="for whoever leads the team"):
        actions.keep_list(team=place.team, sheets=lists.read_file(tidy(1)), by=shanice)
    with as_(place.tom) as tom, pytest.raises(NotPossible, match="for whoever leads the team"):
        actions.keep_list(team=place.other_team, sheets=lists.read_file(tidy(1)), by=tom)


def test_when_one_row_cannot_be_written_none_is(place, monkeypatch):
    with as_(place.tom) as tom:
        one = kept(place, tidy(3), tom)
        monkeypatch.setattr(Passage.objects, "bulk_create", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.bring_in(waiting=one, pack=PACK, by=tom)
        assert not PersonKey.objects.exists()
        assert queries.find_list(one.pk).brought_in_at is None


# -- what is looked for, and what it costs -----------------------------------------------------------------------------
def test_somebody_here_is_listed_beside_a_row_that_is_perhaps_them(place):
    ama = introduce(place, "Ama")  # on 07700 900123
    done = brought_in(place, workbook([("Name", "Tel"), ("Abena Osei", "07700900123"), ("Amma", "07700 900555")]))
    assert {(one.number, one.other, one.by_way) for one in done.perhaps} == {(2, "Ama", True), (3, "Ama", False)}
    assert {one.person_id for one in done.perhaps} == {str(ama.person_id)}


def test_a_list_costs_as_many_statements_whatever_its_rows(place, figure):
    counted = []
    for people in (20, 200):
        with as_(place.tom) as tom:
            one = kept(place, tidy(people, begin=people), tom, per_day=100)
            with CaptureQueriesContext(connection) as captured:
                actions.bring_in(waiting=one, pack=PACK, by=tom)
        counted.append(len(captured))
        figure(f"queries.import.{people}", len(captured), "queries")
    assert counted[0] == counted[1] <= 45


def test_what_a_file_said_is_forgotten_once_people_are_made_of_it(place):
    done = brought_in(place, tidy(2))
    assert done.sheets == ()
    with as_(place.tom):
        [one] = queries.lists_of_today()
        assert queries.opened(queries.find_list(one.pk)) == done


def test_nothing_of_a_list_can_be_read_in_the_database(place):
    with as_(place.tom) as tom:
        kept(place, tidy(2), tom)
        with connection.cursor() as cursor:
            cursor.execute("select says from introductions_waitinglist")
            [(sealed,)] = cursor.fetchall()
        assert sealed.startswith("sealed.")
        assert "Person" not in sealed
        assert "07700" not in sealed
