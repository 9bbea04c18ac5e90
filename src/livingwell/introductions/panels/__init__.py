"""What pages show of introductions, as frozen values made from rows already read."""

from .listing import IntroductionCard
from .lists import CamePanel, ColumnPanel, ListLine, LookPanel
from .promises import Promise
from .receipt import ReceiptPanel, knows_a_number
from .team import IntroductionPage, LettingGo, needs_of
from .words import WordsPanel

__all__ = [
    "CamePanel",
    "ColumnPanel",
    "IntroductionCard",
    "IntroductionPage",
    "LettingGo",
    "ListLine",
    "LookPanel",
    "Promise",
    "ReceiptPanel",
    "WordsPanel",
    "knows_a_number",
    "needs_of",
]
