"""Reading the spine. Every query shows only what the named viewer may see; the database sees to it."""

from .around import AwayNow, Seeing, away_now, drawn_in, find_drawn_in, held_by, seen_by, theirs_or_covered, who_can_see
from .spine import (
    find_journey,
    find_step,
    latest_journey,
    moments,
    open_steps,
    parting_of,
    steps_of,
    tries,
    where_things_stand,
    young_lead_of,
)
from .worries import (
    Reach,
    find_worry,
    not_taken_up,
    open_worries,
    who_can_be_reached,
    who_leads_on_safeguarding,
    whom_to_reach,
)

__all__ = [
    "AwayNow",
    "Reach",
    "Seeing",
    "away_now",
    "drawn_in",
    "find_drawn_in",
    "find_journey",
    "find_step",
    "find_worry",
    "held_by",
    "latest_journey",
    "moments",
    "not_taken_up",
    "open_steps",
    "open_worries",
    "parting_of",
    "seen_by",
    "steps_of",
    "theirs_or_covered",
    "tries",
    "where_things_stand",
    "who_can_be_reached",
    "who_can_see",
    "who_leads_on_safeguarding",
    "whom_to_reach",
    "young_lead_of",
]
