"""Each row of a list, read: somebody to bring in, or a reason why not. No row is passed over in silence."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from livingwell.lib.sentences import N_
from livingwell.people.words import Channel

from ...words import Column
from ..introducing import Way
from .contacts import LONGEST_BESIDE, LONGEST_NAME, LONGEST_WAY, find_ways, said, tidy_name
from .days import read_day
from .gone import DIED, says_died
from .headings import LAST_NAMES, NOT_THEIRS
from .sheets import Sheet

NOTE = N_("This looks like a note, and not somebody: one cell has words, and the others none.")
HEADINGS_AGAIN = N_("These are the headings again.")
NO_NAME = N_("There is no name in this row to call them by.")
NO_WAY = N_("There is no way to reach them in this row.")
NO_WHOLE_NUMBER = N_("There is no way to reach them in this row: “%(words)s” is no whole number, and no address.")
SAME_AS = N_("This says the same as row %(other)s, letter for letter.")

FULL_NAME = N_("Full name: %(words)s")
BESIDE = N_("Beside how to reach them: %(words)s")
WHOLE_ADDRESS = N_("Address: %(words)s")


@dataclass(frozen=True)
class Remark:
    """Something else the list says: a sentence of ours with its words in it."""

    sentence: str
    words: str


@dataclass(frozen=True)
class Listed:
    """Somebody on the list: what their row says (and those that `also` do, where their cells were made one)."""

    number: int
    called: str
    ways: tuple[Way, ...]
    introduced_on: date | None = None
    introduced_by: str = ""
    going_on: str = ""
    needs: str = ""
    language: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()
    is_undated: bool = False  # something is written where the date should be, and it is none
    also: tuple[int, ...] = ()

    @property
    def content(self) -> str:
        """Return what tells this row from every other: who, how to reach them, since when; whatever else it says."""
        ways = sorted((str(way.channel), " ".join(way.value.casefold().split())) for way in self.ways)
        since = self.introduced_on.isoformat() if self.introduced_on else ""
        return json.dumps([" ".join(self.called.casefold().split()), ways, since], ensure_ascii=False)


@dataclass(frozen=True)
class LeftOut:
    """A row that nobody is brought in from: which, how it begins, and the sentence that says why."""

    number: int
    begins: str
    why: str
    values: Mapping[str, object] = field(default_factory=dict)


def read_people(
    sheet: Sheet, *, headings: int, columns: Mapping[int, Column], today: date
) -> tuple[list[Listed], list[LeftOut]]:
    """Return everybody on a list, and every row that nobody can be brought in from; blank rows are neither."""
    people: list[Listed] = []
    left_out: list[LeftOut] = []
    seen: dict[str, int] = {}
    for rows in _gathered(sheet, headings, columns):
        read = _read(sheet, rows, headings=headings, columns=columns, today=today)
        if isinstance(read, Listed) and read.content in seen:
            read = LeftOut(read.number, read.called, SAME_AS, {"other": seen[read.content]})
        if isinstance(read, LeftOut):
            left_out.append(read)
        else:
            seen[read.content] = read.number
            people.append(read)
    return people, left_out


def _gathered(sheet: Sheet, headings: int, columns: Mapping[int, Column]) -> Iterator[list[int]]:
    """Yield the rows of each person: one, or several where the cells of their name were made one."""
    named = [column for column, says in columns.items() if says in (Column.CALLED, Column.NAME)]
    rows: list[int] = []
    for row in range(headings + 1, len(sheet.rows) + 1):
        if not sheet.rows[row - 1]:
            continue
        if rows and any(sheet.continues(row, column) for column in named):
            rows.append(row)
            continue
        if rows:
            yield rows
        rows = [row]
    if rows:
        yield rows


def _read(
    sheet: Sheet, rows: Sequence[int], *, headings: int, columns: Mapping[int, Column], today: date
) -> Listed | LeftOut:
    first = rows[0]
    cells = [one for one in sheet.rows[first - 1] if one]
    begins = " ".join(" ".join(cells).split())[:60]
    if headings and sheet.rows[first - 1] == sheet.rows[headings - 1]:
        return LeftOut(first, begins, HEADINGS_AGAIN)
    words = {says: _words(sheet, rows, columns, says) for says in Column if says}
    full_name = _full_name(sheet, rows, headings=headings, columns=columns)
    called, remarks = _name(words, full_name)
    gone = says_died(_of_them(sheet, rows, headings), full_name or "".join(words[Column.CALLED][:1]))
    if gone:
        return LeftOut(first, called or begins, DIED, {"words": gone})
    ways, left, unread = _ways(words)
    if not ways or not called:
        return _why_not(first, begins, len(cells) + len(rows) - 1, called=called, has_way=bool(ways), unread=unread)
    found = _dated(words[Column.INTRODUCED_ON], today)
    return replace(
        found,
        number=first,
        called=called,
        ways=ways,
        introduced_by=", ".join(words[Column.INTRODUCED_BY])[:120],
        going_on="\n".join(words[Column.GOING_ON]),
        needs="\n".join(words[Column.NEEDS]),
        language=", ".join(words[Column.LANGUAGE])[:60],
        note="\n".join(words[Column.NOTE]),
        remarks=(*remarks, *found.remarks, *left),
        also=tuple(rows[1:]),
    )


def _of_them(sheet: Sheet, rows: Sequence[int], headings: int) -> Iterator[str]:
    """Yield the cells that say something of somebody, those that are left out too; not what is of their next of kin."""
    for column in range(sheet.width):
        if not (headings and NOT_THEIRS.search(sheet.cell(headings, column))):
            yield from (sheet.cell(row, column) for row in rows)


def _why_not(number: int, begins: str, filled: int, *, called: str, has_way: bool, unread: str) -> LeftOut:
    if filled == 1:
        return LeftOut(number, begins, NOTE)
    if not called:
        return LeftOut(number, begins, NO_NAME)
    return LeftOut(number, called, NO_WHOLE_NUMBER, {"words": unread}) if unread else LeftOut(number, called, NO_WAY)


def _words(sheet: Sheet, rows: Iterable[int], columns: Mapping[int, Column], says: Column) -> list[str]:
    """Return what the rows say of one thing, each once: of every column that says it, the left one first."""
    of = [column for column, one in columns.items() if one == says]
    found = (said(sheet.cell(row, column)) for row in rows for column in of)
    return list(dict.fromkeys(one for one in found if one))


def _full_name(sheet: Sheet, rows: Sequence[int], *, headings: int, columns: Mapping[int, Column]) -> str:
    """Return the parts of a name, a last name last, whichever column comes first."""
    parts = [column for column, says in columns.items() if says == Column.NAME]
    parts.sort(key=lambda column: bool(headings and LAST_NAMES.search(sheet.cell(headings, column))))
    return " ".join(filter(None, (said(sheet.cell(rows[0], column)) for column in parts)))


def _name(words: Mapping[Column, list[str]], full: str) -> tuple[str, list[Remark]]:
    """Return what to call them, and their full name where that is another, or longer than there is room for."""
    whole = tidy_name(full)
    called = tidy_name(next(iter(words[Column.CALLED]), "")) or whole
    kept = called[:LONGEST_NAME].strip()
    return kept, [Remark(FULL_NAME, whole or called)] if (whole or called) != kept and called else []


def _ways(words: Mapping[Column, list[str]]) -> tuple[tuple[Way, ...], list[Remark], str]:
    """Return the ways to reach somebody, what else stood there, and what looked like a way and was none.

    A number in the column of addresses is found too. Words beside a number are kept with it: "his mum's, after 4".
    """
    ways: dict[tuple[Channel, str], Way] = {}
    remarks: list[Remark] = []
    unread = []
    for column in (Column.PHONE, Column.EMAIL):
        for cell in words[column]:
            found = find_ways(cell)
            for channel, values in ((Channel.CALL, found.numbers), (Channel.EMAIL, found.emails)):
                for value in (one for one in values if len(one) <= LONGEST_WAY):
                    ways.setdefault((channel, value), Way(channel, value, when=found.words[:LONGEST_BESIDE]))
            is_beside = bool(found.numbers or found.emails) and len(found.words) <= LONGEST_BESIDE
            if found.words and not is_beside:
                remarks.append(Remark(BESIDE, found.words))
                unread.append(found.words)
    address = "\n".join(words[Column.ADDRESS])
    if address:
        kept = ", ".join(one.strip(" ,") for one in address.splitlines() if one.strip(" ,"))[:LONGEST_WAY]
        ways[Channel.LETTER, kept] = Way(Channel.LETTER, kept)
        remarks += [Remark(WHOLE_ADDRESS, address)] if len(address) > LONGEST_WAY else []
    return tuple(ways.values()), remarks, ", ".join(unread)[:80]


def _dated(words: Sequence[str], today: date) -> Listed:
    """Return somebody of whom nothing is known but since when they wait; a date that is none is a remark."""
    if not words:
        return Listed(0, "", ())
    day, sentence = read_day(words[0], today)
    if day is not None:
        return Listed(0, "", (), introduced_on=day)
    return Listed(0, "", (), remarks=(Remark(sentence, words[0]),), is_undated=True)
