"""What is carried. A delivery keeps how far it got; every try is a row beside it that is never changed."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.post.words import SETTLED, Answer, State, Transport
from livingwell.sealed.fields import SealedTextField

# Plain text in every constraint and default: migrations must not lean on today's words.
IS_SETTLED = Q(state__in=sorted(map(str, SETTLED)))
IS_WAITING, IS_TRYING, IS_SENT = (Q(state=str(state)) for state in (State.WAITING, State.TRYING, State.SENT))


class Delivery(models.Model):
    """One thing for one address. `id` is its maker's: handed over twice, it is one delivery."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    transport = models.CharField(max_length=10)
    to = models.TextField()
    sender = models.TextField(blank=True)
    subject = SealedTextField(blank=True)
    body = SealedTextField()
    state = models.CharField(max_length=10, default=str(State.WAITING))
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(null=True, default=timezone.now)  # None: not the machine's to try
    tried_at = models.DateTimeField(null=True)
    last_trouble = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # when the rooms above learned how it ended
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.CheckConstraint(
                condition=Q(transport__in=list(map(str, Transport))), name="post_delivery_by_known_transport"
            ),
            models.CheckConstraint(condition=Q(state__in=list(map(str, State))), name="post_delivery_in_known_state"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=False) | ~Q(to="") & ~Q(body=""),
                name="post_delivery_has_something_to_carry",
            ),
            models.CheckConstraint(
                condition=IS_SETTLED & Q(settled_at__isnull=False) | ~IS_SETTLED & Q(settled_at__isnull=True),
                name="post_delivery_settled_says_when",
            ),
            models.CheckConstraint(condition=~IS_SENT | Q(sent_at__isnull=False), name="post_delivery_sent_says_when"),
            models.CheckConstraint(
                condition=~IS_TRYING | Q(tried_at__isnull=False),
                name="post_delivery_trying_says_since_when",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=IS_WAITING, name="post_delivery_due"),
            models.Index(fields=["tried_at"], condition=IS_TRYING, name="post_delivery_being_tried"),
            models.Index(fields=["settled_at"], condition=IS_SETTLED & Q(told_at=None), name="post_delivery_untold"),
            models.Index(fields=["settled_at"], condition=Q(forgotten_at=None), name="post_delivery_remembered"),
        ]


class Attempt(models.Model):
    """One try at a delivery, and what it came to."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=10)
    trouble = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=list(map(str, Answer))), name="post_attempt_got_known_answer")
        ]
