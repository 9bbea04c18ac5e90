"""Reading a list that somebody typed: its days, its numbers, its names, its headings, and how it is spread."""

from datetime import date, datetime, time, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from introductions.listing import HEADINGS, PACK

from livingwell.introductions.rules import Way, lists
from livingwell.introductions.rules.lists import Chosen, Kept, Known, Listed, Merge, Sheet
from livingwell.introductions.rules.lists.alike import Alike, alike
from livingwell.introductions.rules.lists.contacts import Found, find_ways, tidy_name
from livingwell.introductions.rules.lists.days import EXCEL_BEGINS, TO_COME, TOO_OLD, UNREADABLE, read_day
from livingwell.introductions.rules.lists.gone import DIED, says_died
from livingwell.introductions.rules.lists.headings import guess_column
from livingwell.introductions.rules.lists.sheets import in_words
from livingwell.introductions.words import Column
from livingwell.lib.refusals import NotPossible
from livingwell.people.words import Channel

TODAY = date(2026, 11, 26)
been = st.dates(min_value=date(1930, 1, 1), max_value=TODAY)
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
WRITTEN = (
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d %m %Y}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%Y-%m-%d 00:00:00}",
    lambda day: f"{day:%d/%m/%Y 14:30}",
    lambda day: f"{day.day} {day:%B %Y}",
    lambda day: f"{day.day}{ENDINGS.get(day.day, 'th')} {day:%b %Y}",
    lambda day: f"{day.day}{ENDINGS.get(day.day, 'th')} of {day:%B}, {day:%Y}",
    lambda day: f"{day:%A} {day.day} {day:%B %Y}",
    lambda day: f"{day:%a}. {day:%d/%m/%Y}",
    lambda day: f"{day:%d-%b-%Y}".upper(),
    lambda day: f"{day:%B} {day.day}, {day:%Y}",
    lambda day: f"w/c {day:%d/%m/%Y}",
    lambda day: f"approx. {day.day} {day:%b %Y}",
    lambda day: f"since {day.day} {day:%B} {day:%Y}",
    lambda day: f"{day.day} – {day.month} – {day.year}",
    lambda day: f"{day.day}\xa0{day:%B}\xa0{day.year}",
    lambda day: f"'{day:%d/%m/%Y}",
    lambda day: f"{day:%d/%m/%Y}, 9.30am",
    lambda day: f"{day:%d/%m/%Y at 2pm}",
    lambda day: f"{day:%Y-%m-%dT09:30:00Z}",
    lambda day: f"{day:%Y-%m-%d 09:30:00+01:00}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"  {day:%d/%m/%Y} ",
    lambda day: str((day - EXCEL_BEGINS).days),
    lambda day: f"{(day - EXCEL_BEGINS).days}.75",
    lambda day: in_words(day),
    lambda day: in_words(datetime.combine(day, time())),
)


# -- days ------------------------------------------------------------------------------------------------------------
@given(been, st.sampled_from(WRITTEN))
def test_a_day_is_read_in_each_of_the_ways_people_here_write_it(day, write):
    assert read_day(write(day), TODAY) == (day, "")


@given(st.dates(min_value=date(1980, 1, 1), max_value=TODAY))
def test_a_year_of_two_figures_is_one_that_has_been(day):
    found, _why = read_day(f"{day:%d/%m/%y}", TODAY)
    assert found is not None
    assert found.year <= TODAY.year
    assert (found.day, found.month, found.year % 100) == (day.day, day.month, day.year % 100)


@given(st.text(max_size=40))
def test_any_words_at_all_are_a_day_that_has_been_or_say_why_not(words):
    day, why = read_day(words, TODAY)
    assert (day is None) == bool(why)
    assert day is None or date(1900, 1, 1) <= day <= TODAY


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("spring", UNREADABLE),
        ("31/02/2025", UNREADABLE),
        ("04/2025", UNREADABLE),
        ("2025", UNREADABLE),
        ("12", UNREADABLE),
        ("04/23/2025", UNREADABLE),
        ("99999", TO_COME),
        ("01/01/2099", TO_COME),
        ("27/11/2026", TO_COME),
        ("01/01/1899", TOO_OLD),
        ("03/04/0025", TOO_OLD),
    ],
)
def test_what_is_no_day_says_which_sort_of_none(words, why):
    assert read_day(words, TODAY) == (None, why)


# -- ways to be reached ----------------------------------------------------------------------------------------------
mobiles = st.integers(0, 999_999).map(lambda n: f"07700{n:06}")
AS_TYPED = (
    str,
    lambda number: number[1:],
    lambda number: f"{number[:5]} {number[5:]}",
    lambda number: f"{number[:5]} {number[5:8]} {number[8:]}",
    lambda number: f"{number[:5]}-{number[5:]}",
    lambda number: f"+44{number[1:]}",
    lambda number: f"+44 (0){number[1:]}",
    lambda number: f"0044{number[1:]}",
    lambda number: f"tel: {number}",
)
BETWEEN = (" / ", ", ", "; ", " or ", "\n", " and ", " & ", " ")


def kept(number: str) -> str:
    return f"+44{number[1:]}"


@given(mobiles, st.sampled_from(AS_TYPED))
def test_a_number_is_found_however_it_was_typed(number, typed):
    assert find_ways(typed(number)) == Found((kept(number),), (), "")


@given(st.lists(mobiles, min_size=2, max_size=2, unique=True), st.sampled_from(AS_TYPED[2:5]), st.sampled_from(BETWEEN))
def test_two_numbers_in_one_cell_are_two(numbers, typed, between):
    assert find_ways(between.join(map(typed, numbers))).numbers == tuple(map(kept, numbers))


@given(mobiles, st.sampled_from(["mum", "ring after 4", "do not leave a message", "ask for Jo"]))
def test_words_beside_a_number_are_kept(number, words):
    assert find_ways(f"{number} ({words})") == Found((kept(number),), (), words)
    assert find_ways(f"{words}: {number}") == Found((kept(number),), (), words)


@given(st.text(max_size=60))
def test_any_cell_at_all_is_read(words):
    found = find_ways(words)
    assert all(number.startswith("+") for number in found.numbers)


def test_a_number_with_a_figure_missing_is_none_and_stays_among_the_words():
    assert find_ways("0770 90012") == Found((), (), "0770 90012")
    assert find_ways("7.7009E+9").numbers == ()


def test_addresses_of_email_are_found_among_others():
    assert find_ways("Ama.O@Example.org; work: b@c.co.uk.") == Found((), ("ama.o@example.org", "b@c.co.uk"), "work")


@pytest.mark.parametrize("nothing", ["", "-", "n/a", "None", " tbc ", "?", "N/A, none"])
def test_what_people_write_where_there_is_nothing_is_nothing(nothing):
    assert find_ways(nothing) == Found()


# -- names -----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Mrs Ama Okafor", "Ama Okafor"),
        ("OKAFOR, Ama (Mrs)", "Ama OKAFOR"),
        ("Okafor, Mrs Ama", "Ama Okafor"),
        ("Ama   Okafor ", "Ama Okafor"),
        ("Missy Drew", "Missy Drew"),
        ("Dr. Ama", "Ama"),
        ("Seán Ó Briain", "Seán Ó Briain"),
        ("王芳", "王芳"),
        ("unknown", ""),
        ("???", ""),
        ("07700 900123", ""),
    ],
)
def test_a_name_is_what_somebody_would_say(typed, called):
    assert tidy_name(typed) == called


@given(st.text(max_size=200))
def test_a_name_has_a_letter_in_it_or_is_none(typed):
    called = tidy_name(typed)
    assert called == "" or any(map(str.isalpha, called))


# -- rows ------------------------------------------------------------------------------------------------------------
def sheet(*rows: tuple[str, ...], merges: tuple[Merge, ...] = ()) -> Sheet:
    return Sheet("", rows, merges)


def read(one: Sheet, columns: dict[int, Column], headings: int = 1):
    return lists.read_people(one, headings=headings, columns=columns, today=TODAY)


def test_names_in_two_columns_are_one_and_a_last_name_comes_last():
    one = sheet(("Surname", "Forename", "Mobile"), ("Okafor", "Ama", "07700 900123"))
    people, _left = read(one, {0: Column.NAME, 1: Column.NAME, 2: Column.PHONE})
    assert [person.called for person in people] == ["Ama Okafor"]


def test_what_somebody_is_called_comes_before_their_full_name_which_is_kept():
    one = sheet(("Name", "Known as", "Tel"), ("Amaka Okafor", "Ama", "07700 900123"))
    [person], _left = read(one, {0: Column.NAME, 1: Column.CALLED, 2: Column.PHONE})
    assert (person.called, person.remarks[0].words) == ("Ama", "Amaka Okafor")


def test_merged_cells_of_a_name_make_two_rows_one_person():
    one = sheet(
        ("Name", "Tel", "Date"), ("Ama", "07700 900123", "1/2/25"), ("", "01632 960001"), ("Ines", "07700 900124"),
        merges=(Merge(0, 2, 3), Merge(2, 2, 4)),
    )  # fmt: skip
    people, left = read(one, {0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON})
    assert [(person.number, person.also, len(person.ways)) for person in people] == [(2, (3,), 2), (4, (), 1)]
    assert [person.introduced_on for person in people] == [date(2025, 2, 1)] * 2
    assert left == []


@given(st.lists(st.lists(st.text(max_size=20), max_size=4), max_size=12))
def test_every_row_with_words_in_it_is_somebody_or_left_out_and_none_is_both(rows):
    cleaned = tuple(tuple(map(in_words, row)) if any(map(in_words, row)) else () for row in rows)
    one = sheet(("Name", "Tel", "Email", "Date"), *cleaned)
    people, left = read(one, {0: Column.NAME, 1: Column.PHONE, 2: Column.EMAIL, 3: Column.INTRODUCED_ON})
    numbers = [person.number for person in people] + [row.number for row in left]
    assert sorted(numbers) == [number for number, row in enumerate(cleaned, start=2) if row]


def test_the_same_row_said_otherwise_has_the_same_content_and_another_person_has_not():
    columns = {0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON}
    one = sheet(("Name", "Tel", "Date"), ("Ama Okafor", "07700 900123", "3/4/25"))
    other = sheet(("Name", "Tel", "Date"), (" ama  OKAFOR", "7700900123", "3rd April 2025"))
    third = sheet(("Name", "Tel", "Date"), ("Ama Okafor", "07700 900124", "3/4/25"))
    [[first], [second], [another]] = [read(each, columns)[0] for each in (one, other, third)]
    assert first.content == second.content != another.content


@pytest.mark.parametrize(
    "words",
    [
        "Deceased",
        "DECEASED 03/04/25",
        "RIP",
        "R.I.P.",
        "died",
        "Died on 3rd April 2025",
        "Sadly passed away Mar 25",
        "dec’d",
    ],
)
def test_a_row_that_says_somebody_has_died_brings_nobody_in(words):
    one = sheet(("Name", "Tel", "Status"), ("Ama", "07700 900123", words), ("Ines", "07700 900124", "waiting"))
    people, [left] = read(one, {0: Column.NAME, 1: Column.PHONE, 2: Column.LEFT_OUT})
    assert [person.called for person in people] == ["Ines"]
    assert (left.number, left.why, left.values) == (2, DIED, {"words": words})


@pytest.mark.parametrize(
    "name", ["Ama Okafor (deceased)", "Ama Okafor (RIP)", "Ama Okafor - Deceased", "Ama Okafor RIP"]
)
def test_a_name_that_says_so_after_it_brings_nobody_in(name):
    assert says_died([], name) == name


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Mum died in March",
            "Husband deceased",
            "Recently bereaved: her son passed away",
            "Rip Torn",
            "Deadman, Ann",
        ),
        *("died inside, she says", "Ama Grip", "scared that she has died", "RIPON"),
    ],
)
def test_somebody_who_mourns_comes_in_as_anybody(words):
    assert says_died([words], words) == ""


def test_who_is_next_of_kin_may_have_died():
    one = sheet(("Name", "Tel", "Next of kin"), ("Ama", "07700 900123", "deceased"))
    [person], left = read(one, {0: Column.NAME, 1: Column.PHONE})
    assert (person.called, left) == ("Ama", [])


@pytest.mark.parametrize("nonsense", ["a", " ", "1 ", ", ", "x@", "(", "1(", "0 7", "mr ", "or ", "died "])
def test_a_cell_of_nonsense_is_read_in_no_time(nonsense):
    words = nonsense * (32_000 // len(nonsense))
    began = perf_counter()
    one = sheet(("Name", "Tel", "Date"), (words + "x", words + "x", words + "x"))
    read(one, {0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON})
    assert perf_counter() - began < 1.5


# -- headings --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Patient Name", Column.NAME),
        ("Surname", Column.NAME),
        ("Known as", Column.CALLED),
        ("Preferred name", Column.CALLED),
        ("Mob. no", Column.PHONE),
        ("Contact details", Column.PHONE),
        ("E-mail address", Column.EMAIL),
        ("Home address", Column.ADDRESS),
        ("Date of referral", Column.INTRODUCED_ON),
        ("Date rec'd", Column.INTRODUCED_ON),
        ("Referred by", Column.INTRODUCED_BY),
        ("Referrer", Column.INTRODUCED_BY),
        ("Reason for referral", Column.GOING_ON),
        ("First language", Column.LANGUAGE),
        ("Access needs", Column.NEEDS),
        ("Comments", Column.NOTE),
        ("Last contacted", Column.NOTE),
        ("Date of birth", Column.LEFT_OUT),
        ("Next of kin phone", Column.LEFT_OUT),
        ("NHS no", Column.LEFT_OUT),
        ("", Column.LEFT_OUT),
    ],
)
def test_a_column_is_guessed_from_what_other_people_call_it(heading, column):
    assert guess_column(heading) == column


def test_headings_are_found_below_a_title_and_a_list_without_any_has_none():
    below = sheet(("Thrive waiting list",), ("kept by Morag",), (), HEADINGS, ("1", "Ama", "07700 900123"))
    assert lists.guess_headings(below) == 4
    bare = sheet(("Ama", "07700900123", "x@example.org"), ("Ines", "07700900124"))
    assert lists.guess_headings(bare) == 0
    assert lists.guess_columns(bare, 0) == {0: Column.LEFT_OUT, 1: Column.PHONE, 2: Column.EMAIL}


def test_what_can_be_said_once_is_guessed_once():
    dates = sheet(("Name", "Date of referral", "Date discussed", "Tel"))
    assert list(lists.guess_columns(dates, 1).values()).count(Column.INTRODUCED_ON) == 1


# -- when each is reached ----------------------------------------------------------------------------------------------
def listed(number: int, since: date | None = None, called: str = "Ama", value: str = "") -> Listed:
    return Listed(number, called, (Way(Channel.CALL, value or f"+4477009{number:05}"),), introduced_on=since)


@given(st.lists(st.none() | been, min_size=1, max_size=120), st.integers(1, 20), st.integers(0, 27))
def test_nobody_is_left_without_a_day_and_no_day_has_too_many(since, per_day, ahead):
    people = [listed(number, day) for number, day in enumerate(since)]
    days = lists.days_to_reach(PACK.hours, TODAY + timedelta(days=ahead), TODAY + timedelta(days=28))
    if not days or len(people) > per_day * len(days):
        with pytest.raises(NotPossible):
            lists.Plan(tuple(people), (), tuple(days), per_day).check()
        needed = lists.needed_a_day(len(people), days)
        assert not days or needed * len(days) >= len(people) > (needed - 1) * len(days)
        return
    reached = lists.spread(people, days, per_day)
    assert set(reached) == {one.number for one in people}
    assert all(list(reached.values()).count(day) <= per_day for day in days)
    assert all(PACK.hours.on(day) for day in reached.values())
    waited = [one for one in people if one.introduced_on]
    for one in waited:
        assert all(
            reached[one.number] <= reached[other.number] for other in waited if one.introduced_on < other.introduced_on
        )


# -- perhaps the same ------------------------------------------------------------------------------------------------
def somebody(key: object, called: str, *marks: str) -> Known:
    return Known(key, called, frozenset(marks))


def test_the_same_number_and_names_alike_are_found_and_each_pair_once():
    ours = [somebody(1, "Ama Okafor", "7700900123"), somebody(2, "Abena Osei", "7700900123"), somebody(3, "Marek")]
    theirs = [somebody("a", "Amma Okafor"), somebody("b", "Marec Nowak"), somebody("c", "Zofia")]
    assert alike(ours, theirs) == [Alike(1, 2, True), Alike(1, "a", False), Alike(3, "b", False)]


def test_those_who_are_here_already_are_not_compared_with_one_another():
    assert alike([], [somebody("a", "Ama"), somebody("b", "Ama")]) == []


def test_a_number_that_many_share_says_nothing():
    hostel = [somebody(number, f"{chr(65 + number)}{chr(75 + number)} x", "1632960001") for number in range(14)]
    assert not any(pair.by_way for pair in alike(hostel, []))


# -- what is kept ----------------------------------------------------------------------------------------------------
@given(st.lists(st.lists(st.text(max_size=10), max_size=3).map(tuple), min_size=1, max_size=5).map(tuple))
def test_a_list_is_the_same_when_it_is_read_again(rows):
    one = Kept((Sheet("Tab", (("Name", "Tel"), *rows), (Merge(0, 1, 2),)),))
    chosen = one.choosing(Chosen(0, 1, {0: Column.NAME, 1: Column.PHONE, 2: Column.LEFT_OUT}, 3, TODAY))
    assert Kept.from_text(chosen.in_text()) == chosen


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({0: Column.PHONE}, "which column has their name"),
        ({0: Column.NAME}, "a way to reach them"),
        ({0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON, 3: Column.INTRODUCED_ON}, "Only one column"),
    ],
)
def test_columns_that_cannot_make_anybody_are_refused_with_a_sentence(columns, sentence):
    with pytest.raises(NotPossible, match=sentence):
        Kept((sheet(("a",)),)).choosing(Chosen(0, 1, columns, 3, TODAY))
