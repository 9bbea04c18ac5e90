"""A workbook (.xlsx), read without running or unfolding anything that could hurt: its values, as last worked out."""

import re
from collections.abc import Iterator
from io import BytesIO
from itertools import zip_longest
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .sheets import MOST_COLUMNS, MOST_LETTERS, TOO_MUCH, Merge, Sheet, sheet_of

UNFOLDED = 60_000_000  # bytes: ten times what 5,000 full rows come to
MOST_PARTS = 2_000
MOST_TABS = 30
BROKEN = N_("This workbook is broken, or is not one. Open it, save it as .xlsx, and choose it again.")
# No library says which cells were made one, or are formulas, of a workbook read a row at a time; the file itself does.
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def read_workbook(data: bytes) -> tuple[Sheet, ...]:
    """Return the tabs that are in sight. Raises NotPossible for what is no workbook, or is too much of one."""
    _check_unfolds(data)
    try:
        return tuple(_read(data))
    except NotPossible:
        raise
    except Exception as error:  # whatever a broken file makes the library raise, and it names no kind for it
        raise NotPossible(BROKEN, field="file") from error


def _check_unfolds(data: bytes) -> None:
    """Raise NotPossible unless this is a workbook that unfolds to what a list may be.

    A part that says it is smaller than it is breaks off there: the reader takes no more than was said.
    """
    try:
        with ZipFile(BytesIO(data)) as folded:
            parts = folded.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise NotPossible(BROKEN, field="file") from error
    names = {one.filename for one in parts}
    if "word/document.xml" in names:
        raise NotPossible(N_("This is a text document. Copy the list into a spreadsheet, and save that."), field="file")
    if not any(name.startswith("xl/") for name in names):
        raise NotPossible(
            N_("This is a folder of files, or another kind of document. Save the list as .xlsx."), field="file"
        )
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > UNFOLDED:
        raise NotPossible(
            N_("This workbook unfolds to far more than a list. Copy the list alone into a new one, and save that."),
            field="file",
        )


def _read(data: bytes) -> Iterator[Sheet]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    letters = 0
    shown = [one for one in book.worksheets if one.sheet_state == "visible"][:MOST_TABS]
    for tab in shown:
        with ZipFile(BytesIO(data)) as folded:
            # Where the tab is in the file: only the library has worked out which is which.
            source = folded.read(tab._worksheet_path.lstrip("/"))
        read = sheet_of(
            tab.title,
            _rows(tab),
            merges=tuple(_merges(source)),
            unworked=_unworked(data, tab.title) if FORMULA.search(source) else "",
            hidden=tuple(_hidden(source)),
        )
        letters += read.letters
        if letters > MOST_LETTERS:
            raise NotPossible(TOO_MUCH, field="file")
        yield read


def _rows(tab: Any) -> Iterator[tuple[Any, ...]]:
    tab.reset_dimensions()  # what a tab says of its own size is often wrong
    return tab.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1)


def _merges(source: bytes) -> Iterator[Merge]:
    """Yield each column of cells that were made one downwards. Across, the first cell says it once, and that is it."""
    for left, first, right, last in MERGED.findall(source):
        if int(last) > int(first):
            for column in range(_index(left), min(_index(right), MOST_COLUMNS) + 1):
                yield Merge(column, int(first), int(last))


def _hidden(source: bytes) -> Iterator[int]:
    """Yield each row that somebody put out of sight."""
    for said in ROW.findall(source):
        number = re.search(rb'\br="(\d{1,7})"', said)
        if number and re.search(rb'\bhidden="(?:1|true)"', said):
            yield int(number[1])


def _index(letters: bytes) -> int:
    return column_index_from_string(letters.decode()) - 1


def _unworked(data: bytes, title: str) -> str:
    """Return the first cell that is a formula and has no result: nobody has opened the workbook since it was made."""
    formulas, values = (load_workbook(BytesIO(data), read_only=True, data_only=only)[title] for only in (False, True))
    for number, (row, worked) in enumerate(zip_longest(_rows(formulas), _rows(values), fillvalue=()), start=1):
        for column, (written, value) in enumerate(zip_longest(row, worked)):
            if value is None and isinstance(written, str) and written.startswith("="):
                return f"{get_column_letter(column + 1)}{number}"
    return ""
