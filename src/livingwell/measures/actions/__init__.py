"""The only place that writes check-ins: asked, answered, half answered, stopped, told of."""

from .answering import answer, keep
from .asking import ask, ask_as_due, begin_own, make_link, no_more, some_more, stop
from .telling import tell_of

__all__ = [
    "answer",
    "ask",
    "ask_as_due",
    "begin_own",
    "keep",
    "make_link",
    "no_more",
    "some_more",
    "stop",
    "tell_of",
]
