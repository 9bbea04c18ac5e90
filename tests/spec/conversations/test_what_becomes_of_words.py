"""What becomes of words written in a conversation.

The note saves itself as it is written. Two people may write in it, a line may be lost, a page may be left open.
Whatever happens, words are in the note or beside it, and nobody's are replaced by somebody who had not read them.
"""

from livingwell.conversations.rules import Arriving, Standing, leaves_behind, weigh

SHANICES_TABLET, TOMS_DESK = "Shanice's tablet", "Tom's desk"
NOTE = Standing("Ama sings.", revision=3, writer=SHANICES_TABLET)


def become(words: str, note: Standing = NOTE, *, read: int, on: str) -> str:
    """Return what becomes of words: "saved", "already there" or "kept beside the note"."""
    said = {"saved": "saved in the note", "already": "already there", "beside": "kept beside the note"}
    return said[weigh(note, Arriving(words, read, on))]


def test_she_writes_on():
    """Shanice's tablet has the note as it stands, saved three times so far, and she writes another line."""
    assert become("Ama sings. On Sundays.", read=3, on=SHANICES_TABLET) == "saved in the note"


def test_somebody_else_writes_on_having_read_the_newest_words():
    """Tom opened the note after Shanice's last save. What he adds is added to what she wrote."""
    assert become("Ama sings. And drums.", read=3, on=TOMS_DESK) == "saved in the note"


def test_somebody_else_was_writing_at_the_same_time():
    """Tom opened the page an hour ago and has not seen Shanice's last save. His words are kept, and hers stay hers."""
    assert become("Ama drums.", read=2, on=TOMS_DESK) == "kept beside the note"


def test_the_line_dropped_before_the_answer_came():
    """Shanice's words were saved, but her tablet never heard so. It tries again, with a line more: no quarrel."""
    assert become("Ama sings. On Sundays.", read=2, on=SHANICES_TABLET) == "saved in the note"


def test_the_same_words_arrive_again():
    """A double tap, a retry, the same form sent twice."""
    assert become("Ama sings.", read=1, on=TOMS_DESK) == "already there"


def test_it_has_been_read_back_together():
    """What two people read aloud and agreed stays as they read it. A tablet that wakes up late loses nothing."""
    closed = Standing("Ama sings.", revision=3, writer=SHANICES_TABLET, is_closed=True)
    assert become("Ama sings. And drums.", closed, read=3, on=SHANICES_TABLET) == "kept beside the note"


def test_an_older_save_overtakes_a_newer_one():
    """On a bad line the first of two saves may arrive last. What it would take away is kept beside the note."""
    newer = Standing("Ama sings.\nShe has a sister.", revision=4, writer=SHANICES_TABLET)
    assert leaves_behind(newer, Arriving("Ama sings.", 3, SHANICES_TABLET))
    assert not leaves_behind(newer, Arriving("Ama sings.\nShe has a sister, Efua.", 3, SHANICES_TABLET))
