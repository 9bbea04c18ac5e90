"""What somebody was asked and answered, the figures that came of it, and that somebody said: no more of these."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.journeys.models import Journey, Worry
from livingwell.messages.models import Message
from livingwell.people.models import AboutAPerson
from livingwell.sealed.fields import SealedTextField

from .words import BECAME, BY, MOMENTS


class CheckIn(AboutAPerson):
    """One time that somebody is asked a measure: by whom, by which way, and what came of it.

    Its link is known by a digest alone, and opens until it is answered, stopped or late. `items` says which were
    answered so far, and never how. `told_at`: when somebody of us was told of an answer that could not wait.
    """

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    measure = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    moment = models.CharField(max_length=20, choices=[(one.value, said) for one, said in MOMENTS.items()])
    by = models.CharField(max_length=20, choices=[(one.value, said) for one, said in BY.items()])
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by_id = models.UUIDField(null=True, blank=True)
    asked_by = models.CharField(max_length=120, blank=True)
    message = models.ForeignKey(Message, models.PROTECT, null=True, blank=True, related_name="+")
    link_digest = models.BinaryField(max_length=32, null=True, blank=True)
    expires_at = models.DateTimeField()
    items = models.JSONField(default=list, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    typed_by = models.CharField(max_length=120, blank=True)  # one of us, from what they said or wrote
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=120, blank=True)
    cannot_wait = models.BooleanField(default=False)
    told_at = models.DateTimeField(null=True, blank=True)
    worry = models.ForeignKey(Worry, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-asked_at"], name="check_in_by_person"),
            models.Index(fields=["asked_at"], condition=Q(cannot_wait=True, told_at=None), name="check_in_untold"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["link_digest"], name="one_link_one_check_in"),
            models.UniqueConstraint(
                fields=["person", "measure"],
                condition=Q(answered_at__isnull=True, stopped_at__isnull=True),
                name="asked_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(stopped_at__isnull=True), name="answered_or_stopped"
            ),
        ]


class Answers(AboutAPerson):
    """What somebody answered, whole or so far: JSON by item, sealed. What was left out is not in it."""

    check_in = models.OneToOneField(CheckIn, models.PROTECT, related_name="answers")
    answers = SealedTextField(max_length=4000)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)


class Figure(AboutAPerson):
    """One figure of a check-in, beside the first of its kind, with the threshold it was held against. Never changed."""

    check_in = models.ForeignKey(CheckIn, models.PROTECT, related_name="figures")
    measure = models.CharField(max_length=60)
    version = models.CharField(max_length=40)
    scale = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    answered = models.PositiveSmallIntegerField()
    of = models.PositiveSmallIntegerField()
    first = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    became = models.CharField(max_length=20, choices=[(one.value, said) for one, said in BECAME.items()])
    threshold = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    threshold_source = models.CharField(max_length=200, blank=True)
    threshold_version = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["person", "measure", "at"], name="figure_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["check_in", "scale"], name="a_figure_once"),
            models.CheckConstraint(
                condition=Q(threshold__isnull=True) | (~Q(threshold_source="") & ~Q(threshold_version="")),
                name="a_threshold_says_its_source",
            ),
        ]


class NoMore(AboutAPerson):
    """That somebody does not want to be asked, from then until they say otherwise."""

    since = models.DateTimeField(default=timezone.now)
    by_called = models.CharField(max_length=120)
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(until__isnull=True), name="no_more_once"),
        ]
