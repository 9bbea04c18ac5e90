"""What pages show of conversations, made from rows already read."""

from .around import Before, ComingUp, ConversationRow, ConversationsPanel, UnfinishedNotes, where
from .booked import Coming, Moved, Reminding
from .out import OutLine, OutNow
from .safety import ConcernsPanel, Safety, WorryStatus
from .talk import Ask, Column, Line, Talk, columns_read, why_not_finish
from .week import MyWeek

__all__ = [
    "Ask",
    "Before",
    "Column",
    "Coming",
    "ComingUp",
    "ConcernsPanel",
    "ConversationRow",
    "ConversationsPanel",
    "Line",
    "Moved",
    "MyWeek",
    "OutLine",
    "OutNow",
    "Reminding",
    "Safety",
    "Talk",
    "UnfinishedNotes",
    "WorryStatus",
    "columns_read",
    "where",
    "why_not_finish",
]
