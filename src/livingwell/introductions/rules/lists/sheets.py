"""Rows of words, as they stood in a file: one tab of a workbook, or a text file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from itertools import chain
from typing import Any

from livingwell.lib.cleaning import clean_text
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

MOST_ROWS, MOST_COLUMNS = 5_000, 60
ABOVE = 20  # rows of titles and headings that stand above a list, beside its own
MOST_BLANK = 20_000  # rows down, blank ones too: further than any list by hand goes
MOST_MERGES, MOST_MERGED = 2_000, 500  # merged cells that are looked at, and rows down in one
MOST_LETTERS = 10_000_000  # in all of a file: words that it says once may stand in a million of its cells
LONGEST_CELL = 32_767  # letters: Excel's own limit. What is longer is a quotation mark that was never closed
TOO_MANY = N_("This list has more than %(most)s rows. Save it as two files, and bring them in one after the other.")
TOO_MUCH = N_("This file says far more than a list does. Copy the list alone into a new one, and save that.")
UNWORKED = N_(
    "Cell %(cell)s is a formula that nobody has worked out yet. Open the workbook, save it, and choose it again."
)
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})

Row = tuple[str, ...]


@dataclass(frozen=True)
class Merge:
    """Cells of one column that somebody made one, from row `first` to row `last` (counted from 1)."""

    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    """A tab: every row down to the last that has anything in it. Row 1 is `rows[0]`; a blank row is empty."""

    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    unworked: str = ""  # the first cell that is a formula with no result kept: "C5"
    hidden: tuple[int, ...] = ()  # rows that somebody put out of sight, by a filter mostly

    @property
    def filled(self) -> int:
        """Return how many rows have anything in them."""
        return sum(map(bool, self.rows))

    @property
    def letters(self) -> int:
        return sum(map(len, chain.from_iterable(self.rows)))

    @property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    def cell(self, row: int, column: int) -> str:
        """Return the words of a cell; merged cells all say what the first of them does. `row` counts from 1."""
        row = self._begins.get((row, column), row)
        line = self.rows[row - 1] if row <= len(self.rows) else ()
        return line[column] if column < len(line) else ""

    def continues(self, row: int, column: int) -> bool:
        """Return whether a cell was made one with the cell above it."""
        return (row, column) in self._begins

    @cached_property
    def _begins(self) -> dict[tuple[int, int], int]:
        """In which row each merged cell begins, by (row, column); not more of them than a list has."""
        within = [(row, one.column, one.first) for one in self.merges[:MOST_MERGES] for row in self._rows_of(one)]
        return {(row, column): first for row, column, first in within}

    def _rows_of(self, one: Merge) -> range:
        return range(one.first + 1, min(one.last, len(self.rows), one.first + MOST_MERGED) + 1)


def sheet_of(name: str, lines: Iterable[Iterable[Any]], **more: Any) -> Sheet:
    """Return cells as a sheet of words. Raises NotPossible where there are more than can be brought in at once."""
    rows: list[Row] = []
    filled = last = letters = 0
    for number, line in enumerate(lines, start=1):
        row = _row(line)
        if not row:
            continue
        filled, last, letters = filled + 1, number, letters + sum(map(len, row))
        if letters > MOST_LETTERS:
            raise NotPossible(TOO_MUCH, field="file")
        if filled > MOST_ROWS + ABOVE or number > MOST_BLANK:
            raise NotPossible(TOO_MANY, field="file", most=f"{MOST_ROWS:,}")
        rows += [()] * (number - 1 - len(rows))
        rows.append(row)
    return Sheet(name, tuple(rows[:last]), **more)


def _row(line: Iterable[Any]) -> Row:
    cells = [in_words(one) for one in line]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MOST_COLUMNS:
        raise NotPossible(
            N_("This list has more than %(most)s columns. Take out those that are not needed, and choose it again."),
            field="file",
            most=MOST_COLUMNS,
        )
    return tuple(cells)


def in_words(cell: Any) -> str:
    """Return a cell as words: a number without what a spreadsheet added to it, a day as people here write it."""
    if cell is None or cell in ERRORS:
        return ""
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    words = clean_text(str(cell), lines=True)
    if len(words) > LONGEST_CELL:
        raise NotPossible(
            N_("One cell holds half the list: a quotation mark in this file was never closed. Save it as .xlsx."),
            field="file",
        )
    return words
