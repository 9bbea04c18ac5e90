"""Somebody's plan and safety plan. What they keep to themselves is read by nobody else, so it is in no copy we make."""

from livingwell.lib.sentences import N_

from .section import BY, WHEN, WORDS, Section

KEY, TOGETHER = N_("Which part"), N_("Agreed together")
PART = {"key": KEY, "only_me": N_("Only you see it"), "made_at": WHEN}
VERSION = {
    "asked": N_("What was asked"),
    "words": WORDS,
    "together": TOGETHER,
    "by_called": BY,
    "made_at": WHEN,
    "number": N_("Which version"),
    "sheets_version": N_("Of which worksheets"),
    "only_me": N_("Only you see it"),
}
SUGGESTION = {
    "asked": N_("What was asked"),
    "words": WORDS,
    "by_called": BY,
    "made_at": WHEN,
    "answer": N_("Your answer"),
    "answered_at": N_("Answered"),
    "answered_by": N_("Answered by"),
    "answered_together": TOGETHER,
    "key": KEY,
}

PLAN: dict[str, Section] = {
    "plans.PlanPart": Section(N_("The parts of your plan, but those you keep to yourself"), PART),
    "plans.PlanVersion": Section(N_("Your plan, but what you keep to yourself: that is on your page alone"), VERSION),
    "plans.PlanSuggestion": Section(N_("Suggested for your plan"), SUGGESTION, held_back=True),
    "plans.SafetyPart": Section(N_("The parts of your safety plan, but those you keep to yourself"), PART),
    "plans.SafetyVersion": Section(
        N_("Your safety plan, but what you keep to yourself: that is on your page alone"), VERSION
    ),
    "plans.SafetySuggestion": Section(N_("Suggested for your safety plan"), SUGGESTION, held_back=True),
}
