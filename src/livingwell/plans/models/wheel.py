"""A turn of somebody's wheel, and how each part of their life stood that day. Nothing in it is ever changed."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.access.words import Kind
from livingwell.people.models import AboutAPerson

from ..words import LEAST, MOST


def theirs_or_together() -> models.CheckConstraint:
    """Return the promise that a row is by the person, or by a practitioner sitting beside them."""
    return models.CheckConstraint(
        condition=Q(by_kind=Kind.PRACTITIONER.value, together=True)
        | (~Q(by_kind=Kind.PRACTITIONER.value) & Q(together=False)),
        name="%(class)s_theirs_or_together",
    )


class WrittenByThem(AboutAPerson):
    """Something a person wrote: by their own hand, or with a practitioner beside them."""

    together = models.BooleanField(default=False)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class WheelTurn(WrittenByThem):
    """The wheel as it stood on a day."""

    on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="turn_by_person")]
        constraints = [theirs_or_together()]


class WheelRating(AboutAPerson):
    """One part of a life on that day; no number where nothing was said of it."""

    turn = models.ForeignKey(WheelTurn, models.PROTECT, related_name="ratings")
    place = models.PositiveSmallIntegerField()  # where it stands, counted from the top
    segment = models.CharField(max_length=40)
    called = models.CharField(max_length=40)  # as the place then called it
    value = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["turn", "segment"], name="wheelrating_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__range=(LEAST, MOST)), name="wheelrating_on_the_scale"
            ),
        ]
