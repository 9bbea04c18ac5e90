"""Forms of plans."""

from .goal import (
    AspirationForm,
    EndGoalForm,
    GoalForm,
    RateForm,
    RateForThemForm,
    who_choices,
)
from .plan import (
    MyPartForm,
    TheirPartForm,
)
from .wheel import (
    BesideForm,
    WheelForm,
)

__all__ = [
    "AspirationForm",
    "BesideForm",
    "EndGoalForm",
    "GoalForm",
    "MyPartForm",
    "RateForThemForm",
    "RateForm",
    "TheirPartForm",
    "WheelForm",
    "who_choices",
]
