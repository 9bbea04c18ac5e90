"""Which row of a list has its headings, and what each column says: guesses that somebody looks over."""

import re

from ...words import ONE_OF_A_KIND, Column
from .sheets import Sheet

LOOKED_AT = 20  # rows down: a title, a date and a logo stand above most headings, and no more
LAST_NAMES = re.compile(r"surname|last name|family name", re.I)
# What other people's lists call things, in their words and not ours, in order to be read. The first that fits counts.
GUESSES: tuple[tuple[str, Column], ...] = (
    (r"known as|called|prefer(red)? name|likes to be|goes by", Column.CALLED),
    (r"last (contact|seen|call|spoke)|attempt|tried", Column.NOTE),
    (r"e-?mail", Column.EMAIL),
    (
        r"phone|mobile|\btel\b|telephone|\bmob\b|contact (no|num|details)|\bnumber\b.*contact|landline|^contacts?$",
        Column.PHONE,
    ),
    (r"address|post ?code|lives", Column.ADDRESS),
    (
        r"(introduced|referred|refer\w*|source|sent|requested|received) by|referrer|\bsource\b|introducer|\bfrom\b"
        r"|^who (introduced|referred)",
        Column.INTRODUCED_BY,
    ),
    (r"\bdate|\breceived|\bref\w* on|introduced on|waiting since|added|^since$|^when$", Column.INTRODUCED_ON),
    (r"interpreter|language|speaks", Column.LANGUAGE),
    (r"need|access|adjust|disab", Column.NEEDS),
    (r"going on|reason|presenting|problem|issue|why|summary|about|situation|concern", Column.GOING_ON),
    (r"note|comment|remark|other|info|outcome|contacted|attempt|action|update", Column.NOTE),
    (r"name|surname|person|patient|client|service user", Column.NAME),
)
NOT_THEIRS = re.compile(r"next of kin|\bnok\b|emergency|carer|\bgp (name|address|phone|tel)|birth|\bdob\b", re.I)


def guess_column(heading: str) -> Column:
    """Return what a column with this heading most likely says; LEFT_OUT where nothing fits, or it is of another."""
    plain = " ".join(heading.replace("_", " ").split()).lower()
    if NOT_THEIRS.search(plain):
        return Column.LEFT_OUT
    return next((column for pattern, column in GUESSES if re.search(pattern, plain)), Column.LEFT_OUT)


def guess_headings(sheet: Sheet) -> int:
    """Return the row of the headings, from 1: the one of the first rows with most that are known; 0 where none has."""
    scores = {row: _known(sheet.rows[row - 1]) for row in range(1, min(len(sheet.rows), LOOKED_AT) + 1)}
    best = max(scores, key=lambda row: (scores[row], -row), default=0)
    return best if best and scores[best] >= 2 else 0


def _known(cells: tuple[str, ...]) -> int:
    """Return how many different things the cells of a row are known to head. A sentence is no heading."""
    short = [one for one in cells if one and len(one) <= 40 and not any(map(str.isdecimal, one))]
    return len({guess_column(one) for one in short} - {Column.LEFT_OUT})


def guess_columns(sheet: Sheet, headings: int) -> dict[int, Column]:
    """Return what each column most likely says. What a row can say once, the first column that fits says."""
    guessed: dict[int, Column] = {}
    for column in range(sheet.width):
        guess = guess_column(sheet.cell(headings, column)) if headings else _by_looks(sheet, column)
        guessed[column] = Column.LEFT_OUT if guess in ONE_OF_A_KIND and guess in guessed.values() else guess
    return guessed


def _by_looks(sheet: Sheet, column: int) -> Column:
    """Guess from what a column holds, in a list without headings."""
    from_here = [sheet.cell(row, column) for row in range(1, min(len(sheet.rows), LOOKED_AT) + 1)]
    words = " ".join(from_here)
    if "@" in words:
        return Column.EMAIL
    return Column.PHONE if re.search(r"\b0\d{4} ?\d{5,6}\b", words) else Column.LEFT_OUT
