"""Plans are written here and nowhere else."""

from .goal import (
    count_goal,
    end_goal,
    put_aside,
    rate_goal,
    say_aspiration,
    set_goal,
)
from .plan import (
    say_no,
    suggest,
    take_back,
    write,
    write_together,
)
from .wheel import (
    turn_wheel,
)

__all__ = [
    "count_goal",
    "end_goal",
    "put_aside",
    "rate_goal",
    "say_aspiration",
    "say_no",
    "set_goal",
    "suggest",
    "take_back",
    "turn_wheel",
    "write",
    "write_together",
]
