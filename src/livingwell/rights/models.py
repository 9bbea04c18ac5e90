"""What somebody asked by right, what is held back from their copy and why, and the copy they were given."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from livingwell.people.models import AboutAPerson
from livingwell.places.models import Practitioner, Team
from livingwell.sealed.fields import SealedTextField

from .words import GROUNDS, OUTCOMES, RIGHTS, Right


class Asked(AboutAPerson):
    """What a person asked of us by right, or what is owed after a death. Followed by a team until it is answered.

    It hangs on no journey: a right does not end when somebody steps out.
    """

    right = models.CharField(max_length=20, choices=[(one.value, rule.called) for one, rule in RIGHTS.items()])
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    words = SealedTextField(max_length=4000, blank=True)
    whom = models.ForeignKey(
        Practitioner, models.PROTECT, null=True, blank=True, related_name="+"
    )  # they never read it
    asked_at = models.DateTimeField(default=timezone.now)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    due_on = models.DateField()
    outcome = models.CharField(max_length=20, blank=True, choices=[(one.value, said) for one, said in OUTCOMES.items()])
    answer = SealedTextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="asked_by_person"),
            models.Index(fields=["team", "due_on"], condition=Q(answered_at__isnull=True), name="asked_still"),
        ]
        constraints = [
            # Asked twice is asked once: the first is being followed.
            models.UniqueConstraint(
                fields=["person"], condition=Q(answered_at__isnull=True, right=Right.COPY), name="one_copy_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | (~Q(outcome="") & ~Q(answer="")), name="an_answer_is_said"
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.answered_at is None


class Withheld(AboutAPerson):
    """One thing held back from somebody's own copy: on which ground, in words, and by which two of us."""

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="+")
    table = models.CharField(max_length=63)
    row_id = models.UUIDField()
    ground = models.CharField(max_length=20, choices=[(one.value, said) for one, said in GROUNDS.items()])
    words = SealedTextField(max_length=500)
    by_id = models.UUIDField()
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)
    second = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    second_called = models.CharField(max_length=120, blank=True)
    seconded_at = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person"], name="withheld_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["table", "row_id"], condition=Q(until__isnull=True), name="held_back_once"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("by_id")), name="holding_back_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=True, seconded_at__isnull=True)
                | Q(second__isnull=False, seconded_at__isnull=False),
                name="a_second_says_when",
            ),
        ]


class Copy(AboutAPerson):
    """A copy of everything kept about somebody, as it was when it was given to them. Never changed."""

    asked = models.ForeignKey(Asked, models.PROTECT, related_name="+")
    document = SealedTextField()  # JSON, as website/copies/gathering.py lays it out
    rows = models.PositiveIntegerField()
    held_back = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField()
    by_called = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="copy_by_person")]
