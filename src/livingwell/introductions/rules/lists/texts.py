"""A list saved as text: commas, semicolons or tabs between its cells, in any of the letters that Excel writes."""

import codecs
import csv
from collections import Counter
from io import StringIO

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .sheets import Sheet, sheet_of

BETWEEN = ",;\t|"
LOOKED_AT = 50  # rows that say what stands between the cells
NOT_A_LIST = N_("This is not a list we can read. Save it as .xlsx or .csv, and choose it again.")


def read_text(data: bytes) -> Sheet:
    """Return a text file as a sheet. Raises NotPossible for what is no text, or a page of the web."""
    text = _decoded(data)
    if text.lstrip().lower().startswith(("<!doctype", "<html", "<?xml", "<table")):
        raise NotPossible(
            N_("This is a web page that was saved, not a list. Save it as .xlsx, and choose it again."), field="file"
        )
    if text.lower().startswith("sep=") and "\n" in text:  # how Excel is told what stands between the cells
        text = text.split("\n", 1)[1]
    between = max(BETWEEN, key=lambda one: _agree(text, one))
    csv.field_size_limit(max(len(text), 1))
    try:
        return sheet_of("", csv.reader(StringIO(text, newline=""), delimiter=between))
    except csv.Error as error:
        raise NotPossible(NOT_A_LIST, field="file") from error


def _decoded(data: bytes) -> str:
    """Return the letters of a file: as its first bytes say, or the world's, or those of an older Excel here."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        tries = _of_two_bytes(data[:1000])
    else:
        tries = ("utf-8-sig", "cp1252")
    for encoding in tries:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_written(text):
            return text
    raise NotPossible(NOT_A_LIST, field="file")


def _of_two_bytes(begins: bytes) -> tuple[str, ...]:
    """Return which letters of two bytes each these are, where a file does not say: every other byte is nothing."""
    first, second = begins[::2].count(0), begins[1::2].count(0)
    if max(first, second) * 4 < len(begins):
        return ()
    return ("utf-16-le",) if second > first else ("utf-16-be",)


def _is_written(text: str) -> bool:
    """Return whether letters are a text: hardly any of them is one that nobody types."""
    untyped = sum(one < " " and one not in "\t\r\n\f\v" for one in text)
    return untyped * 1000 <= len(text)


def _agree(text: str, between: str) -> tuple[int, int]:
    """Return how many of the first rows have the same number of cells, more than one, and how many that is."""
    widths = Counter[int]()
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=between):
            widths[len(row)] += 1
            if widths.total() == LOOKED_AT:
                break
    except csv.Error:
        return 0, 0
    return max(((times, width) for width, times in widths.items() if width > 1), default=(0, 0))
