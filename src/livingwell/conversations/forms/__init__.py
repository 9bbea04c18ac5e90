"""Forms of a conversation. They validate and never save."""

from .arranging import NewPlanForm, PlanForm, mark
from .out import GoingForm
from .talking import (
    BringForm,
    ChangeConcernForm,
    ConcernForm,
    DoneForm,
    GuideForm,
    LeftNoteForm,
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
    "LeftNoteForm",
    "NewPlanForm",
    "PlanForm",
    "StepForm",
    "TryNextForm",
    "WorryForm",
    "days_ahead",
    "mark",
]
