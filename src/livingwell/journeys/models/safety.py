"""What worries us about somebody, what is to be brought to a huddle, and safeguarding concerns."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.lib.standing import standing
from livingwell.people.models import AboutAPerson
from livingwell.places.models import Practitioner
from livingwell.sealed.fields import SealedTextField

from ..words import ConcernMoment, ToldBy
from .spine import OnAJourney


class Worry(OnAJourney):
    """A worry about safety, in words; shared in a huddle and held by names. What cannot wait reaches somebody now."""

    words = SealedTextField()
    cannot_wait = models.BooleanField(default=False)
    reaches = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    settled_words = SealedTextField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["journey"],
                condition=Q(cannot_wait=True, acknowledged_at__isnull=True, settled_at__isnull=True),
                name="worry_not_taken_up",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(cannot_wait=False) | Q(reaches__isnull=False),
                name="what_cannot_wait_reaches_somebody",
            )
        ]


class WorryTold(OnAJourney):
    """Whom a worry that cannot wait has reached, in which order, and by what. Only ever added."""

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="told")
    reaches = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    turn = models.PositiveIntegerField()
    lap = models.PositiveIntegerField(default=1)  # how often it has gone through everybody
    how = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ToldBy])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worry", "turn"], name="one_is_told_at_each_turn")]


class WorryShared(OnAJourney):
    """Who shares a worry, by name."""

    worry = models.ForeignKey(Worry, models.PROTECT, related_name="shared_by")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["worry", "practitioner"], name="a_worry_is_shared_once_by_each")]


class ToBring(OnAJourney):
    """Somebody asked for a person to be brought to a huddle, and why."""

    why = SealedTextField(max_length=300)
    brought_at = models.DateTimeField(null=True, blank=True)


class Concern(AboutAPerson):
    """A safeguarding concern: its own restricted record, with a lead and a next step, by the nation's law."""

    about = models.CharField(max_length=20, choices=[("adult", "adult"), ("child", "child")])
    words = SealedTextField()
    law = models.CharField(max_length=300)
    raised_by = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    lead = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    next_step = SealedTextField(max_length=500)
    due_on = models.DateField()
    raised_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_words = SealedTextField(max_length=500, blank=True)

    @property
    def stands(self) -> str:
        """Who leads, what happens next and by when, for a form to carry."""
        return standing(self.lead_id, self.next_step, self.due_on)


class ConcernChange(AboutAPerson):
    """What became of a concern, and who said so; only what changed is said. Only ever added, and sealed in the record.

    In no stream: a person's stream is read by everybody around them, and a concern by whoever raised it and its lead.
    """

    concern = models.ForeignKey(Concern, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in ConcernMoment])
    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    lead = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    next_step = SealedTextField(max_length=500, blank=True)
    due_on = models.DateField(null=True, blank=True)
    words = SealedTextField(max_length=500, blank=True)
    salt = models.BinaryField(max_length=16)
