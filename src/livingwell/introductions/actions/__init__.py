"""The only place that writes introductions."""

from .introducing import Introduced, introduce, link_of
from .reaching import let_go, say_not_now, try_to_reach, welcome_back
from .reading import become, read, review_confidence, tell_introducer
from .receipts import add_words, ask_to_ring, ask_to_withdraw

__all__ = [
    "Introduced",
    "add_words",
    "ask_to_ring",
    "ask_to_withdraw",
    "become",
    "introduce",
    "let_go",
    "link_of",
    "read",
    "review_confidence",
    "say_not_now",
    "tell_introducer",
    "try_to_reach",
    "welcome_back",
]
