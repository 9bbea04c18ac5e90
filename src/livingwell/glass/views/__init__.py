"""Breaking the glass, and looking it over."""

from .breaking import end, glass
from .matters import answer, matter, review, reviews

__all__ = ["answer", "end", "glass", "matter", "review", "reviews"]
