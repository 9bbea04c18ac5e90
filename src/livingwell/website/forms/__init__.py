"""Forms of the homes, by what they are about."""

from .about import AboutForm
from .bringing import BringingForm, BringsForm
from .doubles import OneOrTwoForm, TakeBackForm
from .finding import FindForm, WordForm
from .homes import AwayForm, CoverForm, DutyForm, LeaveWordsForm, SayForm, WordsForm
from .joining import InviteForm, JoinForm, MembershipForm, MoveForm

__all__ = [
    "AboutForm",
    "AwayForm",
    "BringingForm",
    "BringsForm",
    "CoverForm",
    "DutyForm",
    "FindForm",
    "InviteForm",
    "JoinForm",
    "LeaveWordsForm",
    "MembershipForm",
    "MoveForm",
    "OneOrTwoForm",
    "SayForm",
    "TakeBackForm",
    "WordForm",
    "WordsForm",
]
