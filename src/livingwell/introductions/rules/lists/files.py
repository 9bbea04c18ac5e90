"""A file somebody chose, read as rows of words. What it is, its first bytes say, whatever it is called."""

from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .sheets import UNWORKED, Sheet
from .texts import read_text
from .workbooks import read_workbook

# What a file begins with that is no list, and what it is: the commonest things that come in a list's place.
NO_LIST = (
    ((b"%PDF",), N_("This is a PDF. Ask whoever made it for the spreadsheet it was made from.")),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*"),
        N_("This is a picture of a list, which cannot be read. Ask for the spreadsheet itself."),
    ),
    (
        (b"\xd0\xcf\x11\xe0",),
        N_("This is an older Excel file, or one with a password. Open it, and save it as .xlsx without a password."),
    ),
    ((b"{\\rtf",), N_("This is a text document. Copy the list into a spreadsheet, and save that.")),
)
PICTURE = NO_LIST[1][1]
EMPTY = N_("There is nothing in this file.")


def read_file(data: bytes) -> tuple[Sheet, ...]:
    """Return the tabs of a workbook that have anything in them, or a text file as one. Raises NotPossible, saying why.

    Nothing of a file is kept by reading it.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise NotPossible(EMPTY, field="file")
    for begins, sentence in NO_LIST:
        if data.startswith(begins):
            raise NotPossible(sentence, field="file")
    if _is_picture(data[:16]):
        raise NotPossible(PICTURE, field="file")
    read = read_workbook(data) if data.startswith(b"PK\x03\x04") else (read_text(data),)
    sheets = tuple(one for one in read if one.filled)
    if not sheets:
        raise NotPossible(EMPTY, field="file")
    if all(one.unworked for one in sheets):
        raise NotPossible(UNWORKED, field="file", cell=sheets[0].unworked)
    return sheets


def _is_picture(begins: bytes) -> bool:
    """Return whether a file is a picture that says so further in: the letters BM may begin a list as well."""
    is_of_a_phone = begins[4:8] == b"ftyp"  # HEIC, AVIF; a film too
    return (
        is_of_a_phone
        or (begins[:4] == b"RIFF" and begins[8:12] == b"WEBP")
        or (begins[:2] == b"BM" and b"\0" in begins)
    )
