"""The states of an introduction, and what its rules decide."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.introductions import rules
from livingwell.introductions.panels.promises import day_words, read_words
from livingwell.introductions.words import NEXT_STATES, STATES, WAITING, WAYS_BACK, ForWhom, State
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Channel
from livingwell.places.queries import packs

LONDON = ZoneInfo("Europe/London")
HOURS = packs()["brackwell"].hours
SUNDAY, MONDAY = date(2026, 11, 22), date(2026, 11, 23)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


@given(st.data())
def test_no_path_ends_in_a_refusal_and_a_conversation_can_always_be_had(data):
    state = State.RECEIVED
    for _ in range(data.draw(st.integers(0, 12))):
        following = sorted(NEXT_STATES[state])
        if not following:
            break
        state = data.draw(st.sampled_from(following))
    assert state == State.TALKED or state in WAITING or state in WAYS_BACK
    assert state == State.TALKED or State.TALKED in NEXT_STATES[state]


def test_every_state_has_words_and_none_of_them_turns_anybody_away():
    assert set(STATES) == set(State) == set(NEXT_STATES)
    said = " ".join(STATES.values()).lower()
    assert not [word for word in ("reject", "refus", "ineligib", "declin", "threshold", "closed") if word in said]


@pytest.mark.parametrize("resting", sorted(WAYS_BACK))
def test_every_resting_place_has_a_way_back(resting):
    rules.check_can_become(resting, State.READ)


def test_a_talked_introduction_does_not_go_back_to_being_read():
    with pytest.raises(NotPossible, match="A first conversation was had"):
        rules.check_can_become(State.TALKED, State.READ)


def test_a_name_and_one_way_are_enough():
    rules.check_introducing(rules.Introducing(ForWhom.ME, "A", (rules.Way(Channel.CALL, "1"),)))


@pytest.mark.parametrize(
    ("called", "value", "field"),
    [("", "07700 900123", "called"), ("  ", "07700 900123", "called"), ("Ama", " ", "value")],
)
def test_less_than_a_name_and_one_way_says_which_is_missing(called, value, field):
    with pytest.raises(NotPossible) as refused:
        rules.check_introducing(rules.Introducing(ForWhom.ME, called, (rules.Way(Channel.CALL, value),)))
    assert refused.value.field == field


def test_another_is_introduced_with_their_agreement_or_why_not():
    way = (rules.Way(Channel.CALL, "01632 960001"),)
    agreed = rules.Introducer("Piotr", they_agreed=True)
    why_not = rules.Introducer("Piotr", they_agreed=False, why_not_agreed="He is proud")
    for introducer in (agreed, why_not):
        rules.check_introducing(rules.Introducing(ForWhom.SOMEONE, "Marek", way, introducer=introducer))
    neither = rules.Introducing(ForWhom.SOMEONE, "Marek", way, introducer=rules.Introducer("Piotr", they_agreed=False))
    with pytest.raises(NotPossible) as refused:
        rules.check_introducing(neither)
    assert refused.value.field == "why_not_agreed"


@pytest.mark.parametrize(
    ("now", "read", "said"),
    [
        (at(SUNDAY, 23), False, "by nine tomorrow morning"),
        (at(MONDAY, 3), False, "by nine this morning"),
        (at(MONDAY, 10), True, "today"),
        (at(MONDAY, 15, 59), True, "today"),
        (at(MONDAY, 16, 30), False, "by nine tomorrow morning"),  # half an hour is too little to promise in
        (at(date(2026, 11, 27), 20), False, "by nine on Monday morning"),
        (at(date(2026, 12, 24), 18), False, "by nine on Tuesday morning"),  # over Christmas
    ],
)
def test_when_the_door_is_read_is_only_what_can_be_kept(now, read, said):
    reading = rules.door_read(HOURS, now)
    assert reading.today is read
    assert read_words(reading, now.date()) == said
    assert reading.today or HOURS.is_staffed(reading.at)


@given(st.integers(0, 210 * 24 * 60))
def test_a_promised_reading_is_never_before_now_and_always_when_somebody_is_there(minutes):
    now = at(date(2026, 11, 1), 0) + timedelta(minutes=minutes)
    reading = rules.door_read(HOURS, now)
    assert reading.at >= now
    assert HOURS.is_staffed(reading.at - timedelta(minutes=1) if reading.today else reading.at)


def test_days_are_said_as_people_say_them():
    assert day_words(MONDAY, SUNDAY) == "tomorrow"
    assert day_words(date(2026, 11, 26), SUNDAY) == "Thursday"
    assert day_words(date(2026, 12, 3), SUNDAY) == "Thursday 3 December"


def test_a_journey_that_went_further_is_where_the_introduction_has_got_to():
    assert rules.got_to(State.RECEIVED, spoken=False, talked=False) == State.RECEIVED
    assert rules.got_to(State.READ, spoken=True, talked=False) == State.REACHED
    assert rules.got_to(State.RECEIVED, spoken=True, talked=True) == State.TALKED
    assert rules.got_to(State.NOT_NOW, spoken=True, talked=True) == State.NOT_NOW


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ama", "ama", True),
        ("Ama", "Ama Boateng", True),
        ("Marek", "Marec", True),
        ("Ama Boateng", "Ama Owusu", False),
        ("Ama", "Teo", False),
        ("", "Ama", False),
    ],
)
def test_close_names_are_shown_side_by_side(one, other, alike):
    assert rules.is_close(one, other) is alike


def test_one_number_written_three_ways_is_one_number():
    assert {rules.digits(number) for number in ("07700 900123", "+44 7700 900123", "+447700900123")} == {"7700900123"}
    assert rules.digits("12") == ""
