"""The only place that writes introductions."""

from .introducing import Introduced, introduce
from .reading import become, read, review_confidence, tell_introducer
from .receipts import add_words, ask_to_ring, ask_to_withdraw

__all__ = [
    "Introduced",
    "add_words",
    "ask_to_ring",
    "ask_to_withdraw",
    "become",
    "introduce",
    "read",
    "review_confidence",
    "tell_introducer",
]
