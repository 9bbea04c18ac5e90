"""A part of somebody's plan, every version of its words, and what others suggested. Words are never changed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.access.words import Kind
from livingwell.people.models import AboutAPerson
from livingwell.sealed.fields import SealedTextField

from ..words import ANSWERS, LONGEST, Answer

ANSWERED = [(one.value, said) for one, said in ANSWERS.items()]


class KeptPart(AboutAPerson):
    """One question of a worksheet as somebody has it. The person alone says whether others see it."""

    key = models.CharField(max_length=81)
    only_me = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="%(class)s_once")]


class KeptVersion(AboutAPerson):
    """The words of a part at a moment: the person's own, or written by a practitioner sitting beside them.

    `only_me` follows the part's, by a foreign key of both (migrations/0002_plan_gates.py).
    """

    only_me = models.BooleanField(default=False)
    number = models.PositiveIntegerField()
    asked = models.CharField(max_length=200)  # the question in the words it then had
    sheets_version = models.PositiveIntegerField(default=1)
    words = SealedTextField(max_length=LONGEST, blank=True)
    together = models.BooleanField(default=False)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            # Two who write on the same version: one of them is told.
            models.UniqueConstraint(fields=["part", "number"], name="%(class)s_in_turn"),
            models.CheckConstraint(
                condition=Q(by_kind=Kind.PRACTITIONER.value, together=True)
                | (~Q(by_kind=Kind.PRACTITIONER.value) & Q(together=False)),
                name="%(class)s_theirs_or_together",
            ),
        ]


class KeptSuggestion(AboutAPerson):
    """What somebody else would write there, until the person says yes, no, or changes it."""

    key = models.CharField(max_length=81)
    asked = models.CharField(max_length=200)
    words = SealedTextField(max_length=LONGEST)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=20, blank=True, choices=ANSWERED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answered_together = models.BooleanField(default=False)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["person"], condition=Q(answer=""), name="%(class)s_waits")]

    @property
    def waits(self) -> bool:
        return self.answer == Answer.WAITS


class PlanPart(KeptPart):
    """A part of somebody's plan."""


class PlanVersion(KeptVersion):
    """A version of a part of somebody's plan."""

    part = models.ForeignKey(PlanPart, models.PROTECT, related_name="versions")


class PlanSuggestion(KeptSuggestion):
    """A suggestion for somebody's plan."""
