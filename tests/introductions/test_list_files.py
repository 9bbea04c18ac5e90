"""Files that somebody may choose: read by what is in them, refused in a clear sentence, never half of one."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from introductions.listing import csv_of, dirty_list, saved, workbook
from openpyxl import Workbook

from livingwell.introductions.rules import lists
from livingwell.introductions.rules.lists import MOST_ROWS, Merge
from livingwell.introductions.rules.lists.sheets import in_words
from livingwell.lib.refusals import NotPossible

ROWS = [("Name", "Tel"), ("Seán Ó Briain", "07700 900123"), ("Zoë", "07700 900124")]
READ = tuple(ROWS)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"


def text(between: str = ",", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(between.join(row) for row in ROWS).encode(encoding)


def zipped(**parts: bytes) -> bytes:
    into = BytesIO()
    with ZipFile(into, "w", ZIP_DEFLATED) as folded:
        for name, data in parts.items():
            folded.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return into.getvalue()


def with_parts(book: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a workbook with some of its parts said otherwise, or more of them."""
    into = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(into, "w", ZIP_DEFLATED) as new:
        for one in {**dict.fromkeys(old.namelist()), **parts}:
            new.writestr(one, parts.get(one) or old.read(one))
    return into.getvalue()


# -- what is read ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("between", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_read_in_the_letters_and_with_the_marks_that_excel_writes(between, encoding):
    [sheet] = lists.read_file(text(between, encoding))
    assert sheet.rows == READ


def test_a_workbook_is_read_as_a_text_is():
    [sheet] = lists.read_file(workbook(ROWS))
    assert sheet.rows == READ


@pytest.mark.parametrize("first", ["BM no.", "PK", "RIFF", "II*", "GIF87"])
def test_a_list_whose_first_heading_begins_as_a_picture_does_is_read(first):
    [sheet] = lists.read_file(csv_of([(first, "Tel"), ("Ama", "07700 900123")]))
    assert sheet.rows[0] == (first, "Tel")


def test_rows_that_a_filter_hides_are_read_and_told_apart():
    book = Workbook()
    for row in (*ROWS, ("Ines", "07700 900125")):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    [sheet] = lists.read_file(saved(book))
    assert (sheet.filled, sheet.hidden) == (4, (3,))


def test_marks_within_quotation_marks_are_words_and_an_excel_text_may_say_its_mark():
    [sheet] = lists.read_file(csv_of([("Name", "Address"), ("Ama", "4 Mill Lane, Brackwell; back door")]))
    assert sheet.rows[1] == ("Ama", "4 Mill Lane, Brackwell; back door")
    [sheet] = lists.read_file(b"sep=;\r\nName;Tel\r\nAma, Ms;07700 900123")
    assert sheet.rows == (("Name", "Tel"), ("Ama, Ms", "07700 900123"))


def test_the_dirty_list_has_two_tabs_with_something_in_them_and_remembers_its_merged_cells():
    waiting, old = lists.read_file(dirty_list())
    assert (waiting.name, old.name) == ("Waiting list", "2024, done")
    assert waiting.merges == (Merge(1, 27, 28),)
    assert (waiting.cell(28, 1), waiting.continues(28, 1)) == ("Iona MacLeod", True)


def test_a_tab_that_is_hidden_is_not_read():
    book = Workbook()
    book.active.append(["Name", "Tel"])
    book.create_sheet("Lookups").append(["secret"])
    book["Lookups"].sheet_state = "hidden"
    assert [sheet.name for sheet in lists.read_file(saved(book))] == ["Sheet"]


cells = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8).filter(lambda one: one[:1] not in "=#")


@given(st.lists(st.lists(cells, max_size=3), max_size=6))
def test_any_cells_at_all_that_are_saved_are_read_where_they_stood(rows):
    [sheet] = lists.read_file(workbook([("Name", "Tel", "Date"), *rows]))
    for number, row in enumerate(rows, start=2):
        assert [sheet.cell(number, column) for column in range(len(row))] == [in_words(one) for one in row]


# -- what is refused ---------------------------------------------------------------------------------------------------
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
# Words of which a workbook keeps one copy, in three thousand of its cells.
CELLS = b"".join(
    b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%c%d" t="s"><v>0</v></c>' % (at, row) for at in b"ABCDEFGH"))
    for row in range(1, 401)
)
SAID_OFTEN = b"<worksheet " + MAIN + b"><sheetData>" + CELLS + b"</sheetData></worksheet>"
TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Override PartName="/xl/%(book)s.xml" ContentType="%(of)s.sheet.main+xml"/>'
    b'<Override PartName="/xl/%(words)s.xml" ContentType="%(of)s.%(words)s+xml"/></Types>'
) % {
    b"book": b"workbook",
    b"words": b"sharedStrings",
    b"of": b"application/vnd.openxmlformats-officedocument.spreadsheetml",
}
ONE_WORD = b"<sst " + MAIN + b"><si><t>" + b"x" * 32_000 + b"</t></si></sst>"
OFTEN = {"[Content_Types].xml": TYPES, "xl/worksheets/sheet1.xml": SAID_OFTEN, "xl/sharedStrings.xml": ONE_WORD}
BOMB = zipped(xl__workbook_dot_xml=b"<x/>", xl__big_dot_xml=b"0" * 61_000_000)
NOT_READ = {
    "nothing": (b"", "There is nothing in this file"),
    "nothing but line ends": (b"\r\n \r\n", "There is nothing in this file"),
    "an empty workbook": (saved(Workbook()), "There is nothing in this file"),
    "a picture": (PNG, "This is a picture of a list"),
    "a photo": (b"\xff\xd8\xff\xe0" + bytes(200), "This is a picture of a list"),
    "a photo from a phone": (b"\x00\x00\x00\x18ftypheic" + bytes(200), "This is a picture of a list"),
    "a picture from the web": (b"RIFF\x10\x00\x00\x00WEBPVP8 " + bytes(99), "This is a picture of a list"),
    "a scan": (b"BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00" + bytes(99), "This is a picture of a list"),
    "a PDF": (PDF, "This is a PDF"),
    "an old workbook, or one with a password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "older Excel file"),
    "a letter": (zipped(word__document_dot_xml=b"<x/>"), "This is a text document"),
    "a folder": (zipped(a_dot_txt=b"hello"), "This is a folder of files"),
    "a web page": (b"<!DOCTYPE html><html><table><tr><td>Ama", "This is a web page"),
    "a program": (b"\x7fELF" + bytes(range(256)), "This is not a list we can read"),
    "half of a workbook": (workbook(ROWS)[:900], "This workbook is broken"),
    "a workbook with nothing behind its name": (zipped(xl__workbook_dot_xml=b"<x/>"), "This workbook is broken"),
    "a bomb": (BOMB, "unfolds to far more than a list"),
    "a bomb of one word said often": (
        with_parts(workbook(ROWS), OFTEN),
        "says far more than a list does",
    ),
    "a quotation mark never closed": (b'Name,Tel\n"Ama,' + b"x" * 40_000, "never closed"),
    "too many rows": (csv_of([("Ama", "1")] * (MOST_ROWS + 21)), "more than 5,000 rows"),
    "too many columns": (csv_of([tuple("x" * 61)]), "more than 60 columns"),
    "too many columns of a workbook": (workbook([tuple("x" * 61)]), "more than 60 columns"),
}


@pytest.mark.parametrize("what", NOT_READ)
def test_what_is_no_list_says_what_it_is_and_what_to_do(what):
    data, sentence = NOT_READ[what]
    with pytest.raises(NotPossible, match=sentence) as refusal:
        lists.read_file(data)
    assert refusal.value.field == "file"


def test_a_workbook_whose_xml_unfolds_without_end_is_refused():
    lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><workbook>&b;</workbook>'
    with pytest.raises(NotPossible, match="This workbook is broken"):
        lists.read_file(with_parts(workbook(ROWS), {"xl/workbook.xml": lol.encode()}))


def test_a_part_that_says_it_is_smaller_than_it_is_is_not_unfolded_further():
    book = bytearray(workbook(ROWS))
    with ZipFile(BytesIO(bytes(book))) as folded:
        real = folded.getinfo("xl/worksheets/sheet1.xml").file_size
    lied = bytes(book).replace(real.to_bytes(4, "little"), (real // 2).to_bytes(4, "little"))
    with pytest.raises(NotPossible, match="This workbook is broken"):
        lists.read_file(lied)


def test_formulas_that_nobody_has_worked_out_are_refused_by_their_cell():
    with pytest.raises(NotPossible, match="formula that nobody has worked out") as refusal:
        lists.read_file(workbook([("Name", "Tel"), ("Ama", "=B3")]))
    assert refusal.value.values == {"cell": "B2"}


def test_formulas_that_were_worked_out_are_read_as_what_they_came_to():
    sheet1 = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="str"><f>CONCAT("A","ma")</f><v>Ama</v></c><c r="B1"><f>7700900000+123</f><v>7700900123</v></c>'
        b"</row></sheetData></worksheet>"
    )
    [sheet] = lists.read_file(with_parts(workbook(ROWS), {"xl/worksheets/sheet1.xml": sheet1}))
    assert sheet.rows == (("Ama", "7700900123"),)


@given(st.binary(max_size=300))
def test_any_bytes_at_all_are_read_or_refused(data):
    with suppress(NotPossible):
        assert lists.read_file(data)


@given(st.integers(0, 4_000), st.integers(0, 255))
def test_a_workbook_with_any_byte_changed_is_read_or_refused(at, byte):
    book = bytearray(BOOK)
    book[at % len(book)] = byte
    with suppress(NotPossible):
        assert lists.read_file(bytes(book))


BOOK = workbook(ROWS)
