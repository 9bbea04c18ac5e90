"""Which times are offered: by example, by the clocks' going back and forward, and against a slow and obvious oracle."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from livingwell.conversations.rules import Diary, Wish, in_the_way, offered, reminded_at
from livingwell.lib.hours import LONDON, Hours
from livingwell.people.words import PartOfDay

NINE_TO_FIVE = Hours({day: (time(9), time(17)) for day in range(5)}, frozenset({date(2026, 12, 25)}))
HOUR = timedelta(hours=1)
ANY = Wish()


def at(day: str, clock: str = "09:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)


MONDAY = at("2026-11-30", "08:00")


def offers(*diaries: Diary, wish: Wish = ANY, now: datetime = MONDAY, until: str = "2026-12-18", most: int = 6):
    found = offered(diaries or (Diary(),), NINE_TO_FIVE, wish, now=now, until=date.fromisoformat(until), most=most)
    return [f"{one:%a %H:%M}" for one in found]


def test_a_morning_and_an_afternoon_of_each_coming_day_are_offered():
    assert offers() == ["Mon 11:00", "Mon 13:00", "Tue 09:00", "Tue 13:00", "Wed 09:00", "Wed 13:00"]


def test_only_on_days_she_works_and_only_where_she_is_not_away():
    part_time = Diary(days=frozenset({1, 3}), away=((date(2026, 12, 3), date(2026, 12, 8)),))
    assert offers(part_time, most=4) == ["Tue 09:00", "Tue 13:00", "Thu 09:00", "Thu 13:00"]
    assert offered([part_time], NINE_TO_FIVE, Wish(), now=MONDAY, until=date(2026, 12, 18), most=4)[2].day == 10


def test_only_on_days_and_at_times_of_day_that_are_good_for_them():
    wish = Wish(frozenset({4}), frozenset({PartOfDay.AFTERNOON}))
    assert offers(wish=wish, most=3) == ["Fri 13:00", "Fri 15:00", "Fri 13:00"]


def test_never_beside_another_conversation_and_with_a_breath_between_two():
    busy = Diary(taken=((at("2026-12-01", "09:30"), at("2026-12-01", "10:30")),))
    assert offers(busy)[2:4] == ["Tue 11:00", "Tue 13:00"]


def test_two_come_only_when_both_are_there_and_free():
    shanice, dev = Diary(days=frozenset({0, 1, 3})), Diary(days=frozenset({1, 2}))
    assert {one[:3] for one in offers(shanice, dev)} == {"Tue"}


def test_hours_of_their_own_narrow_those_of_the_place():
    school_hours = Diary(opens=time(9, 30), shuts=time(14))
    assert offers(school_hours, most=4)[2:] == ["Tue 09:30", "Tue 13:00"]


def test_nobody_is_offered_a_day_on_which_the_place_is_shut():
    assert "Fri" not in {one[:3] for one in offers(now=at("2026-12-24", "20:00"), until="2026-12-27")}


def test_the_clock_on_the_wall_is_kept_when_the_clocks_change():
    days = offered([Diary()], NINE_TO_FIVE, Wish(), now=at("2026-10-23", "18:00"), until=date(2026, 10, 26))
    assert [one.astimezone(UTC).hour for one in days] == [9, 13]  # nine on Monday is nine in UTC, after summer time
    spring = offered([Diary()], NINE_TO_FIVE, Wish(), now=at("2027-03-26", "18:00"), until=date(2027, 3, 29))
    assert [one.astimezone(UTC).hour for one in spring] == [8, 12]


def test_an_hour_that_the_clocks_leave_out_is_never_offered_and_one_they_repeat_is_an_hour_long():
    night = Hours({6: (time(0, 30), time(4))})
    found = offered([Diary()], night, Wish(), now=at("2027-03-27", "12:00"), until=date(2027, 3, 28), most=9)
    assert all(one.astimezone(UTC).astimezone(LONDON).time() == one.time() for one in found)
    first = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0)
    assert in_the_way(Diary(taken=((first, first + HOUR),)), datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), HOUR)


def test_the_day_before_is_by_the_clock_on_the_wall():
    assert reminded_at(at("2026-10-25", "16:00"), 24) == at("2026-10-24", "16:00")
    assert reminded_at(at("2026-12-01", "10:00"), 2) == at("2026-12-01", "08:00")


SPANS = st.tuples(st.integers(0, 14 * 48), st.integers(1, 6)).map(
    lambda one: (MONDAY + one[0] * HOUR / 2, MONDAY + (one[0] + one[1]) * HOUR / 2)
)
DIARIES = st.builds(
    Diary,
    days=st.frozensets(st.integers(0, 6)),
    opens=st.sampled_from([None, time(8), time(10, 30)]),
    shuts=st.sampled_from([None, time(15), time(20)]),
    away=st.lists(st.tuples(st.dates(date(2026, 11, 30), date(2026, 12, 14)), st.integers(0, 4)), max_size=2).map(
        lambda found: tuple((first, first + timedelta(days=more)) for first, more in found)
    ),
    taken=st.lists(SPANS, max_size=6).map(tuple),
)
WISHES = st.builds(Wish, st.frozensets(st.integers(0, 6)), st.frozensets(st.sampled_from(list(PartOfDay))))


@given(st.lists(DIARIES, min_size=1, max_size=2), WISHES, st.sampled_from([30, 60, 120]))
def test_whatever_is_offered_could_be_and_suits(diaries, wish, minutes):
    lasts = timedelta(minutes=minutes)
    found = offered(diaries, NINE_TO_FIVE, wish, now=MONDAY, until=date(2026, 12, 14), lasts=lasts, most=50)
    assert found == sorted(set(found))
    for one in found:
        opens, shuts = NINE_TO_FIVE.on(one.date())
        assert opens <= one.time()
        assert (one + lasts).time() <= shuts
        assert wish.suits(one)
        assert one >= MONDAY
        for diary in diaries:
            assert diary.works_on(one.date())
            assert not any(start < one + lasts and end > one for start, end in diary.taken)


@given(DIARIES, st.sampled_from([30, 60, 120]))
def test_a_day_with_a_free_half_hour_that_suits_is_never_passed_over(diary, minutes):
    lasts = timedelta(minutes=minutes)
    found = offered([diary], NINE_TO_FIVE, Wish(), now=MONDAY, until=date(2026, 12, 14), lasts=lasts, most=999)
    days = {one.date() for one in found}
    for day in (date(2026, 12, 1) + timedelta(days=n) for n in range(14)):
        hours = NINE_TO_FIVE.on(day)
        if hours is None or not diary.works_on(day):
            assert day not in days
            continue
        halves = (datetime.combine(day, time(0), LONDON) + n * HOUR / 2 for n in range(48))
        opens, shuts = max(hours[0], diary.opens or hours[0]), min(hours[1], diary.shuts or hours[1])
        last = datetime.combine(day, shuts, LONDON) - lasts
        fits = [one for one in halves if opens <= one.time() and one <= last and diary.is_free(one, lasts)]
        assert (day in days) == bool(fits)
