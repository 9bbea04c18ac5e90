"""Somebody of us is out: until when, and who notices. It is about a practitioner, and names no person.

Where they are is kept apart, in their own words: it may be somebody's home, so only whoever would look for them reads
it, only while they are out, and never anybody whom that person refused.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from livingwell.people.models import AboutAPerson
from livingwell.places.models import Keyed, Practitioner, Team
from livingwell.sealed.fields import SealedTextField

from ..words import RUNGS, Out
from .talks import Conversation


class Outing(Keyed):
    """Somebody is out until they say they are back, or somebody who has reached them does."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    notices = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    left_at = models.DateTimeField(default=timezone.now)
    back_by = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=120, blank=True)
    back_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["team"], condition=Q(back_at__isnull=True), name="out_now_by_team")]
        constraints = [
            models.UniqueConstraint(
                fields=["practitioner"], condition=Q(back_at__isnull=True), name="out_in_one_place"
            ),
            models.CheckConstraint(condition=~Q(notices=F("practitioner")), name="somebody_else_notices"),
            models.CheckConstraint(condition=Q(back_by__gt=F("left_at")), name="back_after_leaving"),
        ]


class Whereabouts(Keyed):
    """Where whoever is out said they are."""

    outing = models.OneToOneField(Outing, models.PROTECT, related_name="whereabouts")
    words = SealedTextField(max_length=300)


class Visit(AboutAPerson):
    """For which conversation somebody is out: whoever sees the person may know it, and nobody else.

    The outing is known by its key alone, so that nothing leads from one to the person.
    """

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="+")
    outing_id = models.UUIDField(unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.CharField(max_length=120, blank=True)


class OutMoment(Keyed):
    """What happened while somebody was out. Somebody is told once on each rung, for each time they said."""

    outing = models.ForeignKey(Outing, models.PROTECT, related_name="moments")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Out])
    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)  # empty where nobody by name did it: a worker told
    by_called = models.CharField(max_length=120, blank=True)
    rung = models.CharField(max_length=20, blank=True, choices=[(k.value, v) for k, v in RUNGS.items()])
    told = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateTimeField()  # when they said they are back, at that moment

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outing", "rung", "until"], condition=Q(kind=Out.TOLD), name="told_once_on_each_rung"
            )
        ]
