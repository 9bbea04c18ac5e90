"""A dated meeting of the team: who is there, who is brought, what is decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from livingwell.journeys.models import Journey
from livingwell.people.models import AboutAPerson
from livingwell.places.models import Keyed, Practitioner, Team

from .words import OUTCOMES, Outcome


class Huddle(Keyed):
    """The team together, on a day. `revision` counts what happened in it, so that a poll costs one row."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="huddles")
    on = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.CharField(max_length=120)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "on"], name="one_huddle_a_day")]


class Present(Keyed):
    """Who is there, and from which organisation on that day."""

    huddle = models.ForeignKey(Huddle, models.PROTECT, related_name="present")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    called = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120)
    joined_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["huddle", "practitioner"], name="present_once")]


class Brought(AboutAPerson):
    """A person brought to a huddle as a story in a few lines, and what was decided; carried forward until done."""

    huddle = models.ForeignKey(Huddle, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    why = ArrayField(models.CharField(max_length=20), default=list)
    story = models.TextField(blank=True)
    brought_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, choices=[(k.value, v) for k, v in OUTCOMES.items()], default=Outcome.WAITING)
    decision = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    holder_called = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["huddle"], name="brought_by_huddle")]
        constraints = [models.UniqueConstraint(fields=["huddle", "journey"], name="brought_once_to_a_huddle")]
