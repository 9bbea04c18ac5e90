"""The spine: journeys, and what keeps people safe on them."""

from .safety import Concern, ConcernChange, ToBring, Worry, WorryShared, WorryTold
from .spine import OPEN_STEP, DrawnIn, Event, Holding, Journey, NextStep, OnAJourney, Parting, Try

__all__ = [
    "OPEN_STEP",
    "Concern",
    "ConcernChange",
    "DrawnIn",
    "Event",
    "Holding",
    "Journey",
    "NextStep",
    "OnAJourney",
    "Parting",
    "ToBring",
    "Try",
    "Worry",
    "WorryShared",
    "WorryTold",
]
