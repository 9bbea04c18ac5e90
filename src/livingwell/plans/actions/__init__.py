"""Plans are written here and nowhere else."""

from .plan import (
    say_no,
    suggest,
    take_back,
    write,
    write_together,
)

__all__ = [
    "say_no",
    "suggest",
    "take_back",
    "write",
    "write_together",
]
