"""Saying an example: a way, a person, a message and a moment in, and the sentence that came out."""

from datetime import date, datetime

from livingwell.lib.hours import LONDON
from livingwell.lib.refusals import NotPossible
from livingwell.messages.rules import Message, PersonFacts, WayFacts, may_send
from livingwell.messages.words import Sort
from livingwell.people.words import Channel, GivenBy

THURSDAY = date(2026, 11, 26)
THREE_O_CLOCK = datetime(2026, 11, 26, 15, 0, tzinfo=LONDON)
AMAS_TEXTS = WayFacts(Channel.TEXT, "07700 900123", GivenBy.THEMSELVES, may_message=True)
AMAS_EMAIL = WayFacts(Channel.EMAIL, "ama@example.org", GivenBy.THEMSELVES, may_message=True)
AMAS_LETTERS = WayFacts(Channel.LETTER, "Ama Owusu\n4 Mill Lane\nBrackwell", GivenBy.THEMSELVES, may_message=True)
ALIVE = PersonFacts()
WORDS = "Hello, it's Tom. Is four o'clock Thursday still good?"


def at(hour: int, minute: int = 0, day: date = THURSDAY) -> datetime:
    """A time on a London clock."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)


def said_of(
    way: WayFacts = AMAS_TEXTS,
    person: PersonFacts = ALIVE,
    *,
    words: str = WORDS,
    sort: Sort = Sort.OWN_WORDS,
    subject: str = "Hello from Tom",
    meant_for: datetime = THREE_O_CLOCK,
    now: datetime | None = None,
    by_somebody: bool = True,
    not_said: tuple[str, ...] = (),
) -> str:
    """Return "sent", or the sentence that says why not."""
    message = Message(
        sort=sort, words=words, subject=subject, goes_at=meant_for, by_somebody=by_somebody, not_said=not_said
    )
    try:
        may_send(way, person, message=message, now=now or meant_for)
    except NotPossible as reason:
        return str(reason)
    return "sent"
