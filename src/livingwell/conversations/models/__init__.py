"""Guides, conversations, notes, and who is out."""

from .out import Outing, OutMoment, Visit, Whereabouts
from .talks import Conversation, Guide, LeftNote, Move, Note, NoteAside, Reminder

__all__ = [
    "Conversation",
    "Guide",
    "LeftNote",
    "Move",
    "Note",
    "NoteAside",
    "OutMoment",
    "Outing",
    "Reminder",
    "Visit",
    "Whereabouts",
]
