"""What pages show of introductions, as frozen values made from rows already read."""

from .listing import IntroductionCard
from .promises import Promise
from .receipt import ReceiptPanel
from .team import IntroductionPage, LettingGo, Reaching, needs_of
from .words import WordsPanel

__all__ = [
    "IntroductionCard",
    "IntroductionPage",
    "LettingGo",
    "Promise",
    "Reaching",
    "ReceiptPanel",
    "WordsPanel",
    "needs_of",
]
