"""The spine: journeys, and what keeps people safe on them."""

from .safety import Concern, ConcernChange, ToBring, Worry, WorryShared
from .spine import DrawnIn, Event, Holding, Journey, NextStep, OnAJourney, Parting, Try

__all__ = [
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
]
