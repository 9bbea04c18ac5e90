"""Bringing in a waiting list: keeping it sealed while it is looked over, and then everybody on it at once."""

from .bringing import bring_in
from .keeping import choose, forget_lists, keep_list, take_back

__all__ = ["bring_in", "choose", "forget_lists", "keep_list", "take_back"]
