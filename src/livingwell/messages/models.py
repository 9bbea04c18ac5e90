"""A message to a person: kept whole, so that they can read on their page what was said to them."""

from django.db import models
from django.utils import timezone

from livingwell.people.models import AboutAPerson, WayToReach

from .words import STATES, Sort, State


class Message(AboutAPerson):
    """Something said to a person. Its rules are asked when it is written and again when it is sent."""

    way = models.ForeignKey(WayToReach, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Sort])
    subject = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    state = models.CharField(max_length=20, choices=[(k.value, v) for k, v in STATES.items()], default=State.WAITING)
    why_not = models.CharField(max_length=300, blank=True)
    send_after = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"], name="message_by_person")]
