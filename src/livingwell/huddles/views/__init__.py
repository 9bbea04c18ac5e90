"""The team's board, and what is done at it."""

from .deciding import again, agree, carry
from .meeting import bring, close, gone, here, open_, open_again, others_here, today
from .morning import if_all_is_down, morning_copy
from .person import brought, draw_in, step, step_kept, story, words
from .reading import earlier, huddle, print_, pulse, since

__all__ = [
    "again",
    "agree",
    "bring",
    "brought",
    "carry",
    "close",
    "draw_in",
    "earlier",
    "gone",
    "here",
    "huddle",
    "if_all_is_down",
    "morning_copy",
    "open_",
    "open_again",
    "others_here",
    "print_",
    "pulse",
    "since",
    "step",
    "step_kept",
    "story",
    "today",
    "words",
]
