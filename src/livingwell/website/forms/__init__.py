"""Forms of the homes, by what they are about."""

from .about import AboutForm
from .doubles import OneOrTwoForm, TakeBackForm
from .homes import AwayForm, DutyForm, SayForm, WordsForm
from .joining import InviteForm, JoinForm, MembershipForm, MoveForm

__all__ = [
    "AboutForm",
    "AwayForm",
    "DutyForm",
    "InviteForm",
    "JoinForm",
    "MembershipForm",
    "MoveForm",
    "OneOrTwoForm",
    "SayForm",
    "TakeBackForm",
    "WordsForm",
]
