"""A message to a person: kept whole, so that they can read on their page what was said to them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.people.models import AboutAPerson, WayToReach
from livingwell.sealed.fields import SealedTextField

from .words import OVER, STATES, Sort, State


class Message(AboutAPerson):
    """Something said to a person. Its rules are asked when it is written and again when it is sent."""

    way = models.ForeignKey(WayToReach, models.PROTECT, related_name="+")
    sort = models.CharField(max_length=20, choices=[(s.value, s.value) for s in Sort])
    subject = SealedTextField(max_length=120, blank=True)
    words = SealedTextField()
    state = models.CharField(max_length=20, choices=[(k.value, v) for k, v in STATES.items()], default=State.WAITING)
    why_not = SealedTextField(max_length=300, blank=True)
    goes_at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)  # empty when no person wrote it
    by_called = models.CharField(max_length=120, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    posted_on = models.DateField(null=True, blank=True)  # a letter: when somebody said they had posted it
    posted_by = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="message_by_person"),
            models.Index(fields=["goes_at"], condition=Q(state=State.WAITING), name="message_to_go"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="message_in_a_known_state"),
            models.CheckConstraint(condition=~Q(words=""), name="message_says_something"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.HELD_BACK, State.WITHDRAWN]) | ~Q(why_not=""),
                name="message_held_back_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER), settled_at__isnull=False)
                | (~Q(state__in=sorted(OVER)) & Q(settled_at__isnull=True)),
                name="message_over_says_when",
            ),
        ]
