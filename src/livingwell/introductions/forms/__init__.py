"""The forms of this room. They validate, and never save."""

from .another import Alongside, ForSomeone, FromHere
from .door import ForMe
from .questions import DoorForm
from .team import LetGo, LookFirst, NotNow, PleaseRing, ReviewConfidence, SayMore, TakeBack, TellIntroducer, TryToReach

__all__ = [
    "Alongside",
    "DoorForm",
    "ForMe",
    "ForSomeone",
    "FromHere",
    "LetGo",
    "LookFirst",
    "NotNow",
    "PleaseRing",
    "ReviewConfidence",
    "SayMore",
    "TakeBack",
    "TellIntroducer",
    "TryToReach",
]
