"""What a conversation may become, when it may be, what finishes it, and what becomes of words on their way in."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingwell.conversations import rules
from livingwell.conversations.words import NEXT_STATES, About, Kept, State
from livingwell.journeys.words import StepBy, StepKind
from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import AgeBand, Meeting
from livingwell.places.queries import nations

NOW = datetime(2026, 11, 24, 10, tzinfo=LONDON)


@pytest.mark.parametrize("current", State)
@pytest.mark.parametrize("wanted", State)
def test_a_conversation_goes_only_where_the_table_says(current, wanted):
    if wanted in NEXT_STATES[current]:
        rules.check_can_become(current, wanted)
    else:
        with pytest.raises(NotPossible, match="cannot become"):
            rules.check_can_become(current, wanted)


@given(st.lists(st.sampled_from(State), max_size=8))
def test_however_it_goes_a_conversation_that_has_ended_stays_ended(wanted):
    state = State.PLANNED
    for one in wanted:
        if one in NEXT_STATES[state]:
            assert state not in {State.HELD, State.MISSED, State.CALLED_OFF}
            state = one
    assert state != State.BEGUN or State.BEGUN in wanted


# -- when and where ---------------------------------------------------------------------------------------------------


def test_a_conversation_is_planned_for_a_time_to_come():
    rules.check_at(NOW + timedelta(days=2), now=NOW, talked_already=False, horizon_days=28)
    with pytest.raises(NotPossible, match="has been already"):
        rules.check_at(NOW - timedelta(minutes=1), now=NOW, talked_already=False, horizon_days=28)


@pytest.mark.parametrize("days", [29, 40, 365 * 1000])
def test_nobody_is_kept_waiting_past_the_horizon(days):
    rules.check_at(NOW + timedelta(days=28), now=NOW, talked_already=False, horizon_days=28)
    with pytest.raises(NotPossible, match="within"):
        rules.check_at(NOW + timedelta(days=days), now=NOW, talked_already=False, horizon_days=28)


def test_what_was_already_said_lies_behind_us_and_not_years_behind():
    rules.check_at(NOW - timedelta(hours=1), now=NOW, talked_already=True, horizon_days=28)
    with pytest.raises(NotPossible, match="a time that has been"):
        rules.check_at(NOW + timedelta(hours=1), now=NOW, talked_already=True, horizon_days=28)
    with pytest.raises(NotPossible, match="Look at the day again"):
        rules.check_at(NOW - timedelta(days=29), now=NOW, talked_already=True, horizon_days=28)


def test_a_time_is_the_one_on_the_wall_in_summer_and_in_winter():
    assert rules.on_the_clock(date(2026, 7, 1), time(16)).astimezone(UTC).hour == 15
    assert rules.on_the_clock(date(2026, 12, 1), time(16)).astimezone(UTC).hour == 16


def test_the_hour_that_the_clocks_leave_out_is_no_time_to_meet():
    with pytest.raises(NotPossible, match="clocks go forward"):
        rules.on_the_clock(date(2027, 3, 28), time(1, 30))
    assert rules.on_the_clock(date(2026, 10, 25), time(1, 30)).hour == 1  # the hour that comes twice


def test_somewhere_they_chose_has_a_name():
    rules.check_place(Meeting.CHOSEN, "the bench by the library")
    rules.check_place(Meeting.PHONE, "")
    with pytest.raises(NotPossible, match="where they chose"):
        rules.check_place(Meeting.CHOSEN, "  ")


# -- finishing --------------------------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(StepBy), max_size=5))
def test_a_conversation_is_finished_only_with_a_step_that_is_not_only_the_persons(done_by):
    if any(one != StepBy.PERSON for one in done_by):
        rules.check_may_finish(done_by)
    else:
        with pytest.raises(NotPossible, match="nobody is left waiting"):
            rules.check_may_finish(done_by)


def test_talking_keeps_the_steps_that_asked_for_it_and_no_others():
    assert rules.is_kept_by_talking(StepKind.REACH, from_this=False)
    assert rules.is_kept_by_talking(StepKind.FIRST_CONVERSATION, from_this=False)
    assert rules.is_kept_by_talking(StepKind.BE_IN_TOUCH, from_this=True)
    assert not rules.is_kept_by_talking(StepKind.BE_IN_TOUCH, from_this=False)
    assert not rules.is_kept_by_talking(StepKind.PLAIN, from_this=True)


def test_what_is_finished_is_what_was_read():
    mark = rules.reading_mark(3, [])
    rules.check_read_back(mark, rules.reading_mark(3, []))
    with pytest.raises(NotPossible, match="Read it once more"):
        rules.check_read_back(mark, rules.reading_mark(4, []))


# -- the law ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nation", "band", "is_a_child"),
    [
        ("england", AgeBand.UNDER_16, True),
        ("england", AgeBand.SIXTEEN_17, True),
        ("england", AgeBand.YOUNG_ADULT, False),
        ("england", AgeBand.UNSAID, False),
        ("scotland", AgeBand.UNDER_16, True),
        ("scotland", AgeBand.SIXTEEN_17, False),
        ("scotland", AgeBand.OLDER, False),
    ],
)
def test_each_nation_draws_its_own_line_between_a_child_and_an_adult(nation, band, is_a_child):
    about, law = rules.law_for(About.THEMSELVES, age_band=band, nation=nations()[nation])
    assert about == ("child" if is_a_child else "adult")
    assert law == (nations()[nation].child_law if is_a_child else nations()[nation].adult_law)


def test_a_child_in_the_household_is_a_child_whoever_tells_of_them():
    about, law = rules.law_for(About.CHILD, age_band=AgeBand.OLDER, nation=nations()["scotland"])
    assert (about, law) == ("child", nations()["scotland"].child_law)


# -- words on their way in --------------------------------------------------------------------------------------------

NOTE = rules.Standing("Ama sings.", 3, "her tab")


@pytest.mark.parametrize(
    ("arriving", "kept"),
    [
        (rules.Arriving("Ama sings. On Sundays.", 3, "her tab"), Kept.SAVED),
        (rules.Arriving("Ama sings. On Sundays.", 3, "another tab"), Kept.SAVED),
        (rules.Arriving("Ama sings. On Sundays.", 2, "her tab"), Kept.SAVED),
        (rules.Arriving("Ama drums.", 2, "another tab"), Kept.BESIDE),
        (rules.Arriving("Ama drums.", 2, ""), Kept.BESIDE),
        (rules.Arriving("Ama drums.", 9, "her tab"), Kept.BESIDE),
        (rules.Arriving("Ama sings.", 1, "another tab"), Kept.ALREADY),
    ],
)
def test_words_are_kept_in_the_note_or_beside_it(arriving, kept):
    assert rules.weigh(NOTE, arriving) == kept


def test_nothing_goes_into_a_note_that_was_read_back():
    closed = rules.Standing("Ama sings.", 3, "her tab", is_closed=True)
    assert rules.weigh(closed, rules.Arriving("And drums.", 3, "her tab")) == Kept.BESIDE


def test_a_save_that_overtook_its_elder_leaves_nothing_behind_unkept():
    longer = rules.Standing("One.\nTwo.", 4, "tab")
    assert rules.leaves_behind(longer, rules.Arriving("One.", 3, "tab"))
    assert not rules.leaves_behind(longer, rules.Arriving("One.\nTwo. And three.", 3, "tab"))
    assert not rules.leaves_behind(longer, rules.Arriving("Only this.", 4, "tab"))


WORDS = st.sampled_from(["", "a", "b", "a\nb", "c"])
SENDS = st.tuples(WORDS, st.integers(0, 6), st.sampled_from(["me", "you", ""]))


@given(st.lists(SENDS, max_size=20))
def test_whatever_order_saves_arrive_in_nothing_is_replaced_by_somebody_who_had_not_read_it(sends):
    note, beside = rules.Standing("", 0, ""), []
    for words, revision, writer in sends:
        arriving = rules.Arriving(words, revision, writer)
        kept = rules.weigh(note, arriving)
        if kept == Kept.BESIDE:
            beside.append(words)
        if kept == Kept.SAVED:
            if rules.leaves_behind(note, arriving):
                beside.append(note.words)
            had_read_it = revision == note.revision
            assert had_read_it or note.words in beside or all(line in words for line in note.words.splitlines())
            note = rules.Standing(words, note.revision + 1, writer)
        assert words == note.words or words in beside
