"""Forms of a conversation. They validate and never save."""

from .arranging import NewPlanForm, PlanForm, mark
from .out import GoingForm
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
    "GoingForm",
    "GuideForm",
    "NewPlanForm",
    "PlanForm",
    "StepForm",
    "TryNextForm",
    "WorryForm",
    "days_ahead",
    "mark",
]
