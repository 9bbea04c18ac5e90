"""Forms of plans."""

from .goal import (
    AspirationForm,
    EndGoalForm,
    GoalForm,
    RateForm,
    RateForThemForm,
    my_doers,
    their_doers,
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
    "my_doers",
    "their_doers",
]
