"""Deciding about journeys: pure, with today passed in."""

from .endings import (
    NOT_HEARD,
    TRIED_ON,
    TRY_MORE,
    TRY_MORE_SINCE,
    TryMade,
    WayInUse,
    check_ending,
    check_left_message,
    check_tried_enough,
    part_of_day,
)
from .reaching import LEADS_FIRST, SAFEGUARDS_FIRST, Candidate, Chosen, Fits, who_leads_on_safeguarding, whom_to_reach
from .stepping import A_WEEK, Doer, Following, after_reaching, check_due, check_step, latest_due

__all__ = [
    "A_WEEK",
    "LEADS_FIRST",
    "NOT_HEARD",
    "SAFEGUARDS_FIRST",
    "TRIED_ON",
    "TRY_MORE",
    "TRY_MORE_SINCE",
    "Candidate",
    "Chosen",
    "Doer",
    "Fits",
    "Following",
    "TryMade",
    "WayInUse",
    "after_reaching",
    "check_due",
    "check_ending",
    "check_left_message",
    "check_step",
    "check_tried_enough",
    "latest_due",
    "part_of_day",
    "who_leads_on_safeguarding",
    "whom_to_reach",
]
