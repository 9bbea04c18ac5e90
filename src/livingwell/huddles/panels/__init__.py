"""What pages show of the huddle. `HuddlePanel` is for a person's page, `NextHuddle` for Today."""

from .beside import Beside, Line, SinceLastTime
from .board import Agenda, AgendaRow, Group, Here
from .lines import StepLine, WayLine, WorryLine
from .missed import Missed, missed_of
from .morning import MorningPage
from .outside import Decision, HuddlePanel, NextHuddle, TeamHuddle
from .paper import Sheet, sheets
from .person import Chip, PersonBrought, choices_of_holder, who_could_be_alongside
from .saying import fingerprint, in_words, short_day, span

__all__ = [
    "Agenda",
    "AgendaRow",
    "Beside",
    "Chip",
    "Decision",
    "Group",
    "Here",
    "HuddlePanel",
    "Line",
    "Missed",
    "MorningPage",
    "NextHuddle",
    "PersonBrought",
    "Sheet",
    "SinceLastTime",
    "StepLine",
    "TeamHuddle",
    "WayLine",
    "WorryLine",
    "choices_of_holder",
    "fingerprint",
    "in_words",
    "missed_of",
    "sheets",
    "short_day",
    "span",
    "who_could_be_alongside",
]
