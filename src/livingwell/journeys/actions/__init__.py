"""The only place that writes the spine."""

from .drawing import draw_in, draw_out, give_page, refuse_practitioner
from .endings import end, pause, resume, return_
from .holding import hand_back_all, hold, leave_team, open_journey
from .righting import put_right
from .speaking import spoke
from .stepping import keep_step, make_step, put_step_aside
from .stream import record_event
from .trying import record_try
from .worrying import (
    acknowledge,
    ask_to_bring,
    raise_concern,
    raise_worry,
    settle_concern,
    settle_worry,
    share_worry,
)

__all__ = [
    "acknowledge",
    "ask_to_bring",
    "draw_in",
    "draw_out",
    "end",
    "give_page",
    "hand_back_all",
    "hold",
    "keep_step",
    "leave_team",
    "make_step",
    "open_journey",
    "pause",
    "put_right",
    "put_step_aside",
    "raise_concern",
    "raise_worry",
    "record_event",
    "record_try",
    "refuse_practitioner",
    "resume",
    "return_",
    "settle_concern",
    "settle_worry",
    "share_worry",
    "spoke",
]
