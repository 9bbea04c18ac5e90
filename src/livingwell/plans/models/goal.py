"""What somebody wants to be different, the goals made of it, and how near each was on which day.

Words are never changed: a changed goal is a new goal, which says what it replaced.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.access.words import Kind
from livingwell.journeys.models import Journey
from livingwell.people.models import AboutAPerson
from livingwell.sealed.fields import SealedTextField

from ..words import GOAL_ENDS, LEAST, LONGEST_GOAL, MOST, RATED_BY, SLOTS, RatedBy
from .wheel import WrittenByThem, theirs_or_together


class Aspiration(WrittenByThem):
    """What somebody wants to be different, in their own words; perhaps begun from a part of the wheel."""

    words = SealedTextField(max_length=LONGEST_GOAL)
    segment = models.CharField(max_length=40, blank=True)
    called = models.CharField(max_length=40, blank=True)  # the part of the wheel, as the place then called it
    put_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="aspiration_by_person")]
        constraints = [theirs_or_together()]


class Goal(WrittenByThem):
    """A goal, built from an aspiration: in own words, and how they will know."""

    aspiration = models.ForeignKey(Aspiration, models.PROTECT, related_name="goals")
    words = SealedTextField(max_length=LONGEST_GOAL)
    know = SealedTextField(max_length=LONGEST_GOAL, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="became")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_how = models.CharField(
        max_length=20, blank=True, choices=[(one.value, said) for one, said in GOAL_ENDS.items()]
    )

    class Meta:
        indexes = [models.Index(fields=["person", "made_at"], name="goal_by_person")]
        constraints = [
            theirs_or_together(),
            models.UniqueConstraint(fields=["replaces"], name="a_goal_changes_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_how="") | (Q(ended_at__isnull=False) & ~Q(ended_how="")),
                name="a_goal_ends_somehow",
            ),
        ]


class MarkedGoal(AboutAPerson):
    """One of up to three goals that are counted on a journey. It keeps its place there, whatever becomes of it."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="marked")
    slot = models.PositiveSmallIntegerField()
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey", "slot"], name="one_goal_in_a_place"),
            models.UniqueConstraint(fields=["journey", "goal"], name="a_goal_is_counted_once"),
            models.CheckConstraint(condition=Q(slot__in=SLOTS), name="three_goals_are_counted"),
        ]


class GoalRating(AboutAPerson):
    """How near a goal was on a day, by which channel it was said, and by whom it was written down."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="ratings")
    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField()
    on = models.DateField()
    how = models.CharField(max_length=20, choices=[(one.value, said) for one, said in RATED_BY.items()])
    words = SealedTextField(max_length=LONGEST_GOAL, blank=True)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["person", "on", "made_at"], name="goalrating_by_person")]
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(LEAST, MOST)), name="goalrating_on_the_scale"),
            models.CheckConstraint(
                condition=(~Q(by_kind=Kind.PERSON.value) | Q(how=RatedBy.OWN_PAGE.value))
                & (~Q(by_kind=Kind.PRACTITIONER.value) | ~Q(how=RatedBy.OWN_PAGE.value)),
                name="goalrating_by_its_channel",
            ),
        ]
