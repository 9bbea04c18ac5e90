"""The only place that writes guides, conversations and notes."""

from .agreeing import agree, take_out
from .ending import TryNext, call_off, finish, miss
from .guides import change_guide, load_guide, load_guide_for
from .leaving import add_to_left_note, call_off_what_was_planned, hand_on, hand_on_notes
from .planning import begin, move, plan, start
from .safety import bring, raise_concern, reach_now, share_a_worry
from .writing import Outcome, save_note, take_in, talk_about

__all__ = [
    "Outcome",
    "TryNext",
    "add_to_left_note",
    "agree",
    "begin",
    "bring",
    "call_off",
    "call_off_what_was_planned",
    "change_guide",
    "finish",
    "hand_on",
    "hand_on_notes",
    "load_guide",
    "load_guide_for",
    "miss",
    "move",
    "plan",
    "raise_concern",
    "reach_now",
    "save_note",
    "share_a_worry",
    "start",
    "take_in",
    "take_out",
    "talk_about",
]
