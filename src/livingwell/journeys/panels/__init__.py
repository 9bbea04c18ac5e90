"""What pages show of a journey: who holds and is alongside, next steps, what happened, whom I hold, who was told."""

from .around import Alongside, Held, HolderPanel, Step, StepsPanel, alongside
from .moments import Day, Moment, by_day, moments, said_of
from .told import Told, ToldSoFar

__all__ = [
    "Alongside",
    "Day",
    "Held",
    "HolderPanel",
    "Moment",
    "Step",
    "StepsPanel",
    "Told",
    "ToldSoFar",
    "alongside",
    "by_day",
    "moments",
    "said_of",
]
