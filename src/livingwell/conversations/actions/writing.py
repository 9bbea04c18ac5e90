"""The one note: saved as it is written, by whoever writes, and never over somebody else's words."""

from dataclasses import dataclass

from django.db.models import F, Func, Value
from django.utils import timezone

from livingwell.access.acting import action
from livingwell.access.words import Viewer
from livingwell.lib.refusals import NotPossible
from livingwell.lib.sentences import N_

from .. import rules
from ..models import Conversation, Note, NoteAside
from ..words import LONGEST_NOTE, Kept, State


@dataclass(frozen=True)
class Outcome:
    """What became of the words, and the note as it now is."""

    kept: Kept
    words: str
    revision: int
    by_called: str
    is_closed: bool


@action
def save_note(*, conversation: Conversation, arriving: rules.Arriving, by: Viewer) -> Outcome:
    """Keep words: in the note, or beside it when somebody else wrote meanwhile or it has been read back."""
    if len(arriving.words) > LONGEST_NOTE:
        raise NotPossible(
            N_("Keep the note to %(most)s characters. Nothing you typed is lost."), field="words", most=LONGEST_NOTE
        )
    note = Note.objects.select_for_update().get(conversation_id=conversation.pk)
    state = Conversation.objects.values_list("state", flat=True).get(pk=conversation.pk)
    standing = rules.Standing(note.words, note.revision, note.writer, is_closed=State(state) != State.BEGUN)
    kept = rules.weigh(standing, arriving)
    if kept == Kept.SAVED:
        if rules.leaves_behind(standing, arriving):
            _beside(note, note.words, note.saved_by)
        note = _save(note, arriving, by)
    elif kept == Kept.BESIDE:
        _beside(note, arriving.words, by.called)
    return Outcome(kept, note.words, note.revision, note.saved_by, standing.is_closed)


@action
def talk_about(*, conversation: Conversation, key: str, talked: bool, by: Viewer) -> None:
    """Tick a question off, or untick it. Only that one: two people ticking at once lose nothing of each other's."""
    keys = {one.key for one in conversation.guide.text.questions}
    if key not in keys or State(conversation.state) != State.BEGUN:
        return
    without = Func(F("talked_about"), Value(key), function="array_remove")
    ticked = Func(without, Value(key), function="array_append") if talked else without
    Note.objects.filter(conversation_id=conversation.pk).update(talked_about=ticked)


@action
def take_in(*, aside: NoteAside, by: Viewer) -> None:
    """Say that words kept beside the note are in it now, or need not be."""
    NoteAside.objects.filter(pk=aside.pk, taken_in_at__isnull=True).update(taken_in_at=timezone.now())


def _save(note: Note, arriving: rules.Arriving, by: Viewer) -> Note:
    note.words, note.writer = arriving.words, arriving.writer
    note.revision += 1
    note.saved_at, note.saved_by = timezone.now(), by.called
    note.save(update_fields=["words", "writer", "revision", "saved_at", "saved_by"])
    return note


def _beside(note: Note, words: str, by_called: str) -> None:
    """Keep words beside the note, once."""
    beside = NoteAside.objects.filter(note=note, taken_in_at__isnull=True).values_list("words", flat=True)
    if words.strip() and words not in beside:
        NoteAside.objects.create(note=note, person_id=note.person_id, words=words, by_called=by_called)
