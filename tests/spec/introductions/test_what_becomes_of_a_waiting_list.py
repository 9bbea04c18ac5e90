"""What becomes of a waiting list.

A team that has kept its waiting list in a spreadsheet brings it in, whole: everybody on it who has a name and a way to
be reached is held by the team from that moment, with the date they were introduced, and a day by which somebody is in
touch. Nothing is sent to anybody. A row that nobody can be brought in from is listed, with its reason.
"""

from datetime import date

import pytest
from spec.telling import day, say_day

from livingwell.introductions.rules import lists
from livingwell.introductions.rules.lists import Sheet
from livingwell.introductions.words import Column
from livingwell.lib.refusals import NotPossible
from livingwell.places.queries import packs

TODAY = day("Monday 2 November 2026")
LATEST = day("Monday 30 November 2026")
HOURS = packs()["brackwell"].hours
COLUMNS = {0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON}


def read(*rows: tuple[str, ...]) -> tuple[list[lists.Listed], list[lists.LeftOut]]:
    sheet = Sheet("", (("Name", "Phone", "Date"), *rows))
    return lists.read_people(sheet, headings=1, columns=COLUMNS, today=TODAY)


@pytest.mark.parametrize(
    ("name", "phone", "date_written", "what_becomes_of_the_row"),
    [
        ("Ama Okafor", "07700 900123", "3/4/25", "comes in, waiting since Thursday 3 April 2025"),
        ("OKAFOR, Ama (Mrs)", "7700900123", "3rd April 2025", "comes in, waiting since Thursday 3 April 2025"),
        ("Ama", "07700 900123 / 01632 960001", "45750", "comes in, waiting since Thursday 3 April 2025"),
        ("Ama", "07700 900123 (mum, after 4)", "", "comes in, as of today"),
        ("Ama", "07700 900123", "spring", "comes in, as of today, and “spring” is kept with them"),
        ("Ama", "07700 900123", "1/1/2099", "comes in, as of today, and “1/1/2099” is kept with them"),
        ("Ama", "", "3/4/25", "There is no way to reach them in this row."),
        ("", "07700 900123", "3/4/25", "There is no name in this row to call them by."),
        (
            "Ring these first",
            "",
            "",
            "This looks like a note, and not somebody: one cell has words, and the others none.",
        ),
    ],
)
def test_what_becomes_of_one_row(name, phone, date_written, what_becomes_of_the_row):
    """A date that cannot be read, or has not been, keeps nobody out: they come in as of today, and what is written is
    kept. A number that lost its first 0 to a spreadsheet is a number. A note is nobody."""
    people, left_out = read((name, phone, date_written))
    assert _became(people, left_out) == what_becomes_of_the_row


def _became(people: list[lists.Listed], left_out: list[lists.LeftOut]) -> str:
    if left_out:
        return left_out[0].why
    [one] = people
    if one.introduced_on:
        return f"comes in, waiting since {say_day(one.introduced_on)}"
    kept = f", and “{one.remarks[-1].words}” is kept with them" if one.is_undated else ""
    return f"comes in, as of today{kept}"


def test_the_same_woman_under_two_names_comes_in_twice():
    """Nothing is put together by itself: the two are listed as perhaps the same, and somebody asks her."""
    people, _left = read(("Ngozi Achebe", "07700 900422", ""), ("Joy Baird", "+44 7700 900422", ""))
    assert len(people) == 2
    assert [(one.called, one.other) for one in lists.perhaps_the_same(people, [])] == [("Ngozi Achebe", "Joy Baird")]


@pytest.mark.parametrize(
    ("who", "waiting_since", "reached_by"),
    [
        ("Marek", "Monday 6 January 2025", "Monday 2 November 2026"),
        ("Ama", "Thursday 3 April 2025", "Monday 2 November 2026"),
        ("Ines", "Friday 1 May 2026", "Tuesday 3 November 2026"),
    ],
)
def test_at_two_a_day_whoever_has_waited_longest_is_reached_first(who, waiting_since, reached_by):
    """First steps fall on days on which somebody is there, no more of them a day than the team says it can."""
    since = {"Ines": "1/5/26", "Ama": "3/4/25", "Marek": "6/1/25"}
    people, _left = read(*[(name, f"07700 90000{number}", on) for number, (name, on) in enumerate(since.items())])
    reached = lists.spread(people, lists.days_to_reach(HOURS, TODAY, LATEST), 2)
    [one] = [one for one in people if one.called == who]
    assert say_day(one.introduced_on or date.min) == waiting_since
    assert say_day(reached[one.number]) == reached_by


def test_a_list_longer_than_the_team_can_do_is_not_brought_in_at_that_pace():
    """Nobody waits past the place's horizon, so the page says how many a day would do, before anything is made."""
    people, _left = read(*[(f"Somebody {number}", f"07700 900{number:03}", "") for number in range(90)])
    plan = lists.Plan(tuple(people), (), tuple(lists.days_to_reach(HOURS, TODAY, LATEST)), per_day=2)
    with pytest.raises(NotPossible) as refusal:
        plan.check()
    said = str(refusal.value).replace(str(LATEST), say_day(LATEST))
    assert said == (
        "90 people are on this list. At 2 a day, on the 21 days somebody is there until Monday 30 November 2026, "
        "the team can reach 42 of them. At 5 a day it reaches everybody."
    )
