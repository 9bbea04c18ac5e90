"""Forms of a conversation. They validate and never save."""

from .arranging import NewPlanForm, PlanForm, mark
from .talking import (
    BringForm,
    ChangeConcernForm,
    ConcernForm,
    DoneForm,
    GuideForm,
    StepForm,
    TryNextForm,
    WorryForm,
    days_ahead,
)

__all__ = [
    "BringForm",
    "ChangeConcernForm",
    "ConcernForm",
    "DoneForm",
    "GuideForm",
    "NewPlanForm",
    "PlanForm",
    "StepForm",
    "TryNextForm",
    "WorryForm",
    "days_ahead",
    "mark",
]
