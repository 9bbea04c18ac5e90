"""The safety plan: one more worksheet, under a part of its own, so that whoever helps at once may read it alone."""

from django.db import models

from .plan import KeptPart, KeptSuggestion, KeptVersion


class SafetyPart(KeptPart):
    """A part of somebody's safety plan. No score stands here."""


class SafetyVersion(KeptVersion):
    """A version of a part of somebody's safety plan."""

    part = models.ForeignKey(SafetyPart, models.PROTECT, related_name="versions")


class SafetySuggestion(KeptSuggestion):
    """A suggestion for somebody's safety plan."""
