"""The forms of this room. They validate, and never save."""

from .another import Alongside, ForSomeone, FromHere
from .door import ForMe
from .lists import ChooseList, Pace, SayColumns
from .questions import DoorForm
from .team import LetGo, LookFirst, NotNow, PleaseRing, ReviewConfidence, SayMore, TakeBack, TellIntroducer, TryToReach

__all__ = [
    "Alongside",
    "ChooseList",
    "DoorForm",
    "ForMe",
    "ForSomeone",
    "FromHere",
    "LetGo",
    "LookFirst",
    "NotNow",
    "Pace",
    "PleaseRing",
    "ReviewConfidence",
    "SayColumns",
    "SayMore",
    "TakeBack",
    "TellIntroducer",
    "TryToReach",
]
