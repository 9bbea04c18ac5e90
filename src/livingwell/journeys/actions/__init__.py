"""The only place that writes the spine."""

from .answering import answered
from .doubles import say_one, say_two, take_back
from .drawing import draw_in, draw_out, give_page, refuse_mine, refuse_practitioner
from .endings import end
from .holding import Opening, hold, open_journey, open_journeys
from .leaving import leave_team, move_team
from .passing import nobody_has_it_any_more, pass_on_while_nobody_has_it, pass_worry
from .pausing import pause, resume
from .returning import return_
from .righting import put_right
from .safeguarding import change_concern, hand_on_concerns, raise_concern, settle_concern
from .saying import say_who
from .speaking import spoke
from .stepping import keep_step, make_step, name_young_lead, put_step_aside, take_step
from .stream import new_event, record_event, record_events
from .trying import record_try
from .worrying import (
    acknowledge,
    ask_to_bring,
    raise_worry,
    reach_now,
    settle_worry,
    share_worry,
)

__all__ = [
    "Opening",
    "acknowledge",
    "answered",
    "ask_to_bring",
    "change_concern",
    "draw_in",
    "draw_out",
    "end",
    "give_page",
    "hand_on_concerns",
    "hold",
    "keep_step",
    "leave_team",
    "make_step",
    "move_team",
    "name_young_lead",
    "new_event",
    "nobody_has_it_any_more",
    "open_journey",
    "open_journeys",
    "pass_on_while_nobody_has_it",
    "pass_worry",
    "pause",
    "put_right",
    "put_step_aside",
    "raise_concern",
    "raise_worry",
    "reach_now",
    "record_event",
    "record_events",
    "record_try",
    "refuse_mine",
    "refuse_practitioner",
    "resume",
    "return_",
    "say_one",
    "say_two",
    "say_who",
    "settle_concern",
    "settle_worry",
    "share_worry",
    "spoke",
    "take_back",
    "take_step",
]
