"""Waiting lists as teams keep them, dirt and all, in real files; and bringing one in without a screen."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import neighbourhood
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook

from livingwell.access.words import Viewer
from livingwell.introductions import actions, queries
from livingwell.introductions.models import WaitingList
from livingwell.introductions.rules import lists
from livingwell.introductions.rules.lists import Chosen, Kept
from livingwell.introductions.words import Column
from livingwell.places.queries import packs

PACK = packs()["brackwell"]
BRING = "/introductions/waiting-lists/"
HEADINGS = ("No.", "Name", "Tel no", "E-mail", "Address", "Date of referral", "Referred by", "Reason", "Comments")
HEADINGS_ROW = 4
LAST = 80  # the last row of the dirty list
GIVEN = ("Abena", "Bronagh", "Ciaran", "Dilys", "Euan", "Farida", "Gethin", "Hafsa", "Iona", "Jagdeep", "Kofi", "Lowri")
FAMILY = ("Achebe", "Baird", "Campbell", "Dunbar", "Elliot", "Farquhar", "Galbraith", "Hussain")

Row = Sequence[Any]


def somebody(number: int, **cells: Any) -> list[Any]:
    """Return a tidy row: a name, a number nobody else has, a date."""
    tidy = {
        "No.": number,
        "Name": f"{GIVEN[number % 12]} {FAMILY[number // 12]}",
        "Tel no": f"07700 900{number:03}",
        "Date of referral": date(2025, number % 12 + 1, number % 28 + 1),
        "Referred by": "Dr Sinclair",
        "Reason": "Not sleeping",
    }
    return [{**tidy, **cells}.get(heading) for heading in HEADINGS]


# What is wrong with which row of the dirty list. Rows that are not here are tidy.
DIRT: dict[int, Row] = {
    6: somebody(6, **{"Tel no": 7700900406}),  # a spreadsheet took it for a number, and its 0
    7: somebody(7, **{"Date of referral": "3rd March 2025"}),
    8: somebody(8, **{"Date of referral": "14/02/25"}),
    9: somebody(9, **{"Date of referral": "Tues 4.3.2025"}),
    10: somebody(10, **{"Date of referral": 45750}),  # 3 April 2025, as a spreadsheet counts
    11: somebody(11, **{"Date of referral": "spring"}),
    12: somebody(12, **{"Date of referral": "01/01/2099"}),
    13: somebody(13, **{"Date of referral": "01/01/1899"}),
    14: somebody(14, **{"Tel no": "07700 900414 / 01632 960414"}),
    15: somebody(15, **{"Tel no": "07700900415 (mum’s, after 4)"}),
    16: somebody(16, **{"Tel no": "ring her sister", "E-mail": "Dilys@Example.org"}),
    17: somebody(17, **{"Tel no": None}),  # no way to reach them
    18: somebody(18, **{"Tel no": "0770 90041"}),  # a figure is missing
    19: somebody(19, Name=None),
    20: [None, "*** ring these first, says Morag ***"],
    22: somebody(22, **{"Name": "ACHEBE, Ngozi (Mrs)", "Tel no": "07700 900422"}),
    23: somebody(23, **{"Name": "Ngozi Achebe-Baird", "Tel no": "+44 (0)7700 900422"}),  # the same woman, two names
    24: somebody(5, **{"No.": 24}),  # row 5 again, letter for letter but for its number
    25: list(HEADINGS),
    26: somebody(26, **{"Tel no": None, "Address": "4 Mill Lane\nBrackwell\nBR1 2AB"}),
    27: somebody(27, **{"Name": "Iona MacLeod", "Tel no": "07700 900427"}),
    28: [None, None, "01632 960428"],  # row 27's other number: the cells of the name are merged
    29: somebody(29, Name="unknown"),
    30: somebody(30, Comments="Rang twice in June. Husband answers: say nothing."),
    31: somebody(31, **{"Date of referral": None}),
    32: somebody(32, **{"Tel no": "=NA()", "E-mail": "kofi@example.org"}),
    34: somebody(34, Comments="Died 14/06/25"),
}
BLANK = {21, 33}
LEFT_OUT = {17, 18, 19, 20, 24, 25, 29, 34}
JOINED = {28}
UNDATED = {11, 12, 13}
PEOPLE = LAST - HEADINGS_ROW - len(BLANK | LEFT_OUT | JOINED)


def dirty_list() -> bytes:
    """Return the dirty list: a title over merged cells, headings on row 4, 76 rows below it, and another tab."""
    book = Workbook()
    tab = book.active
    tab.title = "Waiting list"
    tab["A1"] = "Thrive: people waiting, all localities"
    tab.merge_cells("A1:I1")
    tab["A2"] = "kept by Morag"
    for column, heading in enumerate(HEADINGS, start=1):
        tab.cell(HEADINGS_ROW, column, heading)
    for number in range(HEADINGS_ROW + 1, LAST + 1):
        if number not in BLANK:
            for column, words in enumerate(DIRT.get(number) or somebody(number), start=1):
                tab.cell(number, column, words if words != "=NA()" else "#N/A")
    tab.merge_cells("B27:B28")
    old = book.create_sheet("2024, done")
    old.append(["Name", "Tel"])
    old.append(["Somebody Else", "07700 900999"])
    book.create_sheet("Empty")
    return saved(book)


def saved(book: Workbook) -> bytes:
    into = BytesIO()
    book.save(into)
    return into.getvalue()


def workbook(rows: Iterable[Row]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    return saved(book)


def csv_of(rows: Iterable[Row], between: str = ",") -> bytes:
    return "\r\n".join(between.join(f'"{one}"' for one in row) for row in rows).encode()


def tidy(people: int, *, begin: int = 0) -> bytes:
    """Return a list with nothing wrong with it, of so many people."""
    rows = [
        (f"Person {number:04}", f"07700 {number:06}", f"{number % 28 + 1}/{number % 12 + 1}/2025", "Dr Sinclair")
        for number in range(begin, begin + people)
    ]
    return csv_of([("Name", "Mobile", "Date introduced", "Introduced by"), *rows])


# -- without a screen ------------------------------------------------------------------------------------------------
def kept(place: neighbourhood.Place, data: bytes, by: Viewer, *, per_day: int = 10, tab: int = 0) -> WaitingList:
    """Keep a list of Brackwell team's as whoever is named, its columns as they are guessed, reached from today on."""
    one = actions.keep_list(team=place.team, sheets=lists.read_file(data), by=by)
    sheet = queries.opened(one).sheets[tab]
    headings = lists.guess_headings(sheet)
    columns = lists.guess_columns(sheet, headings)
    actions.choose(waiting=one, chosen=Chosen(tab, headings, columns, per_day, timezone.localdate()), by=by)
    return queries.find_list(one.pk)


def brought_in(place: neighbourhood.Place, data: bytes, **chosen: Any) -> Kept:
    """Bring a list in, as Tom."""
    with neighbourhood.as_(place.tom) as tom:
        return actions.bring_in(waiting=kept(place, data, tom, **chosen), pack=PACK, by=tom)


# -- on its pages ----------------------------------------------------------------------------------------------------
def choose(client: Client, data: bytes, *, name: str = "list.xlsx", **typed: Any):
    return client.post(BRING, {"file": SimpleUploadedFile(name, data), **typed})


def list_in(address: str) -> UUID:
    return UUID(address.split("/waiting-lists/")[1].split("/")[0])


def say_columns(client: Client, address: str, columns: dict[int, Column], *, per_day: Any = 10, tab: int = 0, row=1):
    day = first_day()
    return client.post(
        address,
        {
            **{f"column_{number}": says.value for number, says in columns.items()},
            "tab": tab,
            "headings": row,
            "per_day": per_day,
            "from_on_day": day.day,
            "from_on_month": day.month,
            "from_on_year": day.year,
        },
    )


def first_day() -> date:
    """Return the first day from today on which somebody is there."""
    day = timezone.localdate()
    while PACK.hours.on(day) is None:
        day += timedelta(days=1)
    return day


TIDY_COLUMNS = {0: Column.NAME, 1: Column.PHONE, 2: Column.INTRODUCED_ON, 3: Column.INTRODUCED_BY}
