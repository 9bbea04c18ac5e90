"""The only place that writes guides, conversations and notes."""

from .agreeing import agree, take_out
from .ending import TryNext, call_off, finish, miss
from .guides import change_guide, load_guide, load_guide_for
from .leaving import add_to_left_note, call_off_what_was_planned, hand_on, hand_on_notes
from .out import be_back, be_longer, go_out, take_up, tell_if_not_back
from .own import choose_another, not_that_day
from .planning import begin, move, plan, start
from .reminding import remind, remind_as_agreed
from .safety import bring, raise_concern, reach_now, share_a_worry
from .writing import Outcome, save_note, take_in, talk_about

__all__ = [
    "Outcome",
    "TryNext",
    "add_to_left_note",
    "agree",
    "be_back",
    "be_longer",
    "begin",
    "bring",
    "call_off",
    "call_off_what_was_planned",
    "change_guide",
    "choose_another",
    "finish",
    "go_out",
    "hand_on",
    "hand_on_notes",
    "load_guide",
    "load_guide_for",
    "miss",
    "move",
    "not_that_day",
    "plan",
    "raise_concern",
    "reach_now",
    "remind",
    "remind_as_agreed",
    "save_note",
    "share_a_worry",
    "start",
    "take_in",
    "take_out",
    "take_up",
    "talk_about",
    "tell_if_not_back",
]
