"""A dated meeting of the team: who is there, who is brought, what is decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.journeys.models import Journey
from livingwell.people.models import AboutAPerson
from livingwell.places.models import Keyed, Practitioner, Team
from livingwell.sealed.fields import SealedTextField

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

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Present(Keyed):
    """Who is there, and from which organisation on that day. A guest on the call has a name and no practitioner."""

    huddle = models.ForeignKey(Huddle, models.PROTECT, related_name="present")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    called = models.CharField(max_length=120)
    organisation = models.CharField(max_length=120, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["huddle", "practitioner"], condition=Q(left_at__isnull=True), name="present_once"
            )
        ]


class Brought(AboutAPerson):
    """A person brought to a huddle as a story in a few lines, and what was decided; carried forward until done.

    `revision` counts decisions. The story and the words of the decision are saved as they are written, so each counts
    its own saves and keeps which open page (`writer`) saved last: two people writing never overwrite one another.
    """

    huddle = models.ForeignKey(Huddle, models.PROTECT, related_name="+")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    why = ArrayField(models.CharField(max_length=20), default=list)
    brought_by = models.CharField(max_length=120, blank=True)
    story = SealedTextField(blank=True)
    story_revision = models.PositiveIntegerField(default=0)
    story_writer = models.CharField(max_length=100, blank=True)
    story_by = models.CharField(max_length=120, blank=True)
    decision = SealedTextField(blank=True)
    decision_revision = models.PositiveIntegerField(default=0)
    decision_writer = models.CharField(max_length=100, blank=True)
    decision_by = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(
        max_length=20, choices=[(k.value, v) for k, v in OUTCOMES.items()], default=Outcome.WAITING
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)
    holder_called = models.CharField(max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["huddle"], name="brought_by_huddle"),
            models.Index(fields=["journey", "huddle"], name="brought_by_journey"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["huddle", "journey"], name="brought_once_to_a_huddle"),
            models.CheckConstraint(
                name="decided_with_somebody_holding",
                condition=~Q(outcome=Outcome.DECIDED) | (Q(decided_at__isnull=False) & ~Q(holder_called="")),
            ),
        ]


class MorningCopy(Keyed):
    """A team's page for when everything is down, as it was one morning: who is there, who is on duty, whom to ring."""

    team = models.OneToOneField(Team, models.PROTECT, related_name="+")
    day = models.DateField()
    made_at = models.DateTimeField()
    words = SealedTextField()


class OnTheCopy(AboutAPerson):
    """One person as they stand on a team's morning copy: a row each, so that whoever may not see them does not.

    Written over each morning. Nothing is left of it once they are alongside that team no more.
    """

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    day = models.DateField()
    words = SealedTextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="once_on_a_copy")]
