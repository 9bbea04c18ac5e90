"""The only place that writes introductions."""

from .arriving import Introduced, link_of, person_of
from .introducing import introduce
from .lists import bring_in, choose, forget_lists, keep_list, take_back
from .reaching import let_go, say_not_now, try_to_reach, welcome_back
from .reading import at_the_door_again, become, read, read_until, talked
from .receipts import add_words, ask_to_ring, ask_to_withdraw
from .telling import review_confidence, tell_introducer

__all__ = [
    "Introduced",
    "add_words",
    "ask_to_ring",
    "ask_to_withdraw",
    "at_the_door_again",
    "become",
    "bring_in",
    "choose",
    "forget_lists",
    "introduce",
    "keep_list",
    "let_go",
    "link_of",
    "person_of",
    "read",
    "read_until",
    "review_confidence",
    "say_not_now",
    "take_back",
    "talked",
    "tell_introducer",
    "try_to_reach",
    "welcome_back",
]
