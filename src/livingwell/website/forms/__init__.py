"""Forms of the homes, by what they are about."""

from .about import AboutForm
from .finding import FindForm, WordForm
from .homes import AwayForm, DutyForm, SayForm, WordsForm
from .joining import InviteForm, JoinForm

__all__ = [
    "AboutForm",
    "AwayForm",
    "DutyForm",
    "FindForm",
    "InviteForm",
    "JoinForm",
    "SayForm",
    "WordForm",
    "WordsForm",
]
