"""What was said when: a word found in what was written about one person, by whoever may read it.

The words are sealed, so the rows of this one person are opened and looked through here. What the viewer may not read
the database does not hand over; a safeguarding concern, a record of its own, is not looked through.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from livingwell.conversations import queries as conversations
from livingwell.huddles import queries as huddles
from livingwell.introductions import queries as introductions
from livingwell.introductions.panels import WordsPanel
from livingwell.journeys import queries as journeys
from livingwell.lib.alike import Piece, sentences_with
from livingwell.messages import queries as messages

MOST = 50
EVERY = 10_000


@dataclass(frozen=True)
class Written:
    """Something that was written: when, what it is, by whom, the words; and which conversation it is of."""

    at: datetime
    what: str
    by: str
    words: str
    conversation_id: UUID | None = None


@dataclass(frozen=True)
class Said:
    """Something in which the words were found: its sentences, the words marked."""

    written: Written
    sentences: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class SaidPage:
    """Where some words were found, newest first."""

    words: str
    rows: tuple[Said, ...]
    total: int


def said_of(person_id: UUID, words: str) -> SaidPage:
    """Return where some words stand in what was written about somebody. A fixed number of queries."""
    found = []
    for one in _written(person_id) if words else ():
        sentences = sentences_with(words, one.words)
        if sentences:
            found.append(Said(one, sentences))
    found.sort(key=lambda one: one.written.at, reverse=True)
    return SaidPage(words, tuple(found[:MOST]), len(found))


def _written(person_id: UUID) -> Iterator[Written]:
    for quoted in WordsPanel.of(introductions.passages_of(person_id)).quoted:
        yield Written(quoted.at, quoted.label, quoted.by, quoted.words)
    yield from _in_conversations(person_id)
    yield from _on_journeys(person_id)
    for decided in huddles.decisions_of(person_id, EVERY):
        if decided.decided_at:
            words = "\n".join(filter(None, [decided.story, decided.decision]))
            yield Written(decided.decided_at, _("At the huddle"), decided.decided_by, words)
    for sent in messages.messages_of(person_id, EVERY):
        words = "\n".join(filter(None, [sent.subject, sent.words]))
        yield Written(sent.made_at, _("A message to them"), sent.by_called, words)


def _in_conversations(person_id: UUID) -> Iterator[Written]:
    for note in conversations.every_note(person_id):
        talk = note.conversation
        by = note.saved_by or talk.practitioner.called
        yield Written(talk.spoken_at or talk.at, _("A conversation"), by, note.words, talk.pk)


def _on_journeys(person_id: UUID) -> Iterator[Written]:
    for step in journeys.every_step(person_id):
        words = "\n".join(filter(None, [step.what, step.ended_words]))
        yield Written(step.made_at, _("A next step"), step.by_called, words)
    for worry in journeys.every_worry(person_id):
        words = "\n".join(filter(None, [worry.words, worry.settled_words]))
        yield Written(worry.made_at, _("A worry"), worry.by_called, words)
    for tried in journeys.every_try(person_id):
        yield Written(tried.at, _("A try to be in touch"), tried.by_called, tried.words)
