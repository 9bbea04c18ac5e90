"""Deciding what looking needs: pure."""

from .reviewing import LOOKED_OVER, check_finding, check_reason
from .telling import Lead, whom_to_hand_to, whom_to_tell
from .trying import Sought, check_sought, sentence_for
from .unusual import RULES, Did, Facts, Looked, Noticed, Rule, notice, rule_called

__all__ = [
    "LOOKED_OVER",
    "RULES",
    "Did",
    "Facts",
    "Lead",
    "Looked",
    "Noticed",
    "Rule",
    "Sought",
    "check_finding",
    "check_reason",
    "check_sought",
    "notice",
    "rule_called",
    "sentence_for",
    "whom_to_hand_to",
    "whom_to_tell",
]
