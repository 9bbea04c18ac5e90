"""What pages show of a journey: who holds and is alongside, next steps, what happened, whom I hold."""

from .around import Alongside, Held, HolderPanel, Step, StepsPanel, alongside
from .moments import Day, Moment, by_day, moments, said_of

__all__ = [
    "Alongside",
    "Day",
    "Held",
    "HolderPanel",
    "Moment",
    "Step",
    "StepsPanel",
    "alongside",
    "by_day",
    "moments",
    "said_of",
]
