"""The only place that writes huddles."""

from .deciding import add_step, carry, decide, draw_in, keep_step, think_again
from .meeting import add_colleague, add_guest, be_here, bring, close_huddle, gone, open_again, open_huddle
from .morning import write_morning_copy
from .writing import word_decision, write_story

__all__ = [
    "add_colleague",
    "add_guest",
    "add_step",
    "be_here",
    "bring",
    "carry",
    "close_huddle",
    "decide",
    "draw_in",
    "gone",
    "keep_step",
    "open_again",
    "open_huddle",
    "think_again",
    "word_decision",
    "write_morning_copy",
    "write_story",
]
