"""A journey, who holds it, what happens next, how it ends, and the stream of what happened."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from livingwell.people.models import AboutAPerson
from livingwell.places.models import Organisation, Practitioner, Site, Team
from livingwell.sealed.fields import FactsField, SealedTextField

from ..words import ENDINGS, TRIED_BY, TRY_OUTCOMES, Ending, Happened, StepBy, StepKind


class Journey(AboutAPerson):
    """A stretch of time a person spends with a place. Open until it has an ending; coming back opens another."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    returns_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    first_conversation_by = models.DateField(null=True, blank=True)
    first_conversation_at = models.DateTimeField(null=True, blank=True)
    last_spoken_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["team"], condition=Q(ended_at__isnull=True), name="open_journey_by_team"),
            models.Index(fields=["team", "ended_at"], name="journey_by_team_and_end"),
            models.Index(fields=["person"], name="journey_by_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_journey"),
            models.CheckConstraint(
                condition=Q(paused_until__isnull=True) | Q(paused_at__isnull=False),
                name="a_pause_has_a_beginning",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.ended_at is None

    @property
    def is_paused(self) -> bool:
        return self.is_open and self.paused_at is not None


class OnAJourney(AboutAPerson):
    """A row on a journey: who made it, when, in words that stay readable when they leave."""

    journey = models.ForeignKey(Journey, models.PROTECT, related_name="+")
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True


class Holding(OnAJourney):
    """Who makes sure the next thing happens: a team until a practitioner is named. Exactly one is open."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    until = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["practitioner"], condition=Q(until__isnull=True), name="held_by_practitioner"),
            models.Index(fields=["team"], condition=Q(until__isnull=True), name="held_by_team"),
        ]
        constraints = [models.UniqueConstraint(fields=["journey"], condition=Q(until__isnull=True), name="one_holder")]


OPEN_STEP = Q(kept_at__isnull=True, put_aside_at__isnull=True)


class NextStep(OnAJourney):
    """What happens next, who does it, and by when. Kept, or missed without blame, or put aside with words."""

    what = SealedTextField(max_length=500)
    kind = models.CharField(max_length=30, blank=True, choices=[(k.value, k.value) for k in StepKind])
    done_by = models.CharField(max_length=20, choices=[(k.value, k.value) for k in StepBy])
    practitioner = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    at_words = SealedTextField(max_length=120, blank=True)
    from_id = models.UUIDField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=120, blank=True)
    ended_words = SealedTextField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["journey"],
                condition=OPEN_STEP,
                name="open_step_by_journey",
            ),
            models.Index(
                fields=["practitioner", "due_on"],
                condition=OPEN_STEP,
                name="open_step_by_practitioner",
            ),
            models.Index(fields=["person"], name="step_by_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_step_is_somebodys",
                condition=Q(done_by=StepBy.PERSON, practitioner__isnull=True, team__isnull=True)
                | Q(
                    done_by__in=[StepBy.PRACTITIONER, StepBy.TOGETHER],
                    practitioner__isnull=False,
                    team__isnull=True,
                )
                | Q(done_by=StepBy.TEAM, practitioner__isnull=True, team__isnull=False),
            ),
            models.CheckConstraint(
                name="a_young_lead_is_named",
                condition=~Q(kind=StepKind.YOUNG_LEAD) | Q(kept_at__isnull=True) | Q(practitioner__isnull=False),
            ),
            models.CheckConstraint(
                name="a_step_ends_one_way", condition=Q(kept_at__isnull=True) | Q(put_aside_at__isnull=True)
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.kept_at is None and self.put_aside_at is None


class Try(OnAJourney):
    """One try to reach somebody: how, when, and what came of it."""

    how = models.CharField(max_length=20, choices=[(k.value, v) for k, v in TRIED_BY.items()])
    outcome = models.CharField(max_length=20, choices=[(k.value, v) for k, v in TRY_OUTCOMES.items()])
    at = models.DateTimeField()
    words = SealedTextField(max_length=500, blank=True)


class DrawnIn(OnAJourney):
    """Somebody's expertise brought into the work; the person does not move."""

    practitioner = models.ForeignKey(Practitioner, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    tie_id = models.UUIDField()
    why = SealedTextField(max_length=300)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "practitioner"], condition=Q(until__isnull=True), name="drawn_in_once"
            )
        ]


class Parting(OnAJourney):
    """How a journey ended: the words, and by whom. Not being able to reach somebody takes two practitioners."""

    ending = models.CharField(max_length=30, choices=[(k.value, v.label) for k, v in ENDINGS.items()])
    words = SealedTextField(max_length=500, blank=True)
    second = models.ForeignKey(Practitioner, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journey"], name="a_journey_ends_once"),
            models.CheckConstraint(
                name="letting_go_takes_two",
                condition=~Q(ending=Ending.NOT_REACHED)
                | (Q(second__isnull=False) & ~Q(words="") & Q(by_id__isnull=False) & ~Q(second=models.F("by_id"))),
            ),
        ]


class Event(AboutAPerson):
    """One thing that happened. Only ever added; sealed into the record after commit."""

    journey = models.ForeignKey(Journey, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=40, choices=[(k.value, k.value) for k in Happened])
    at = models.DateTimeField(default=timezone.now)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True, blank=True)
    by_called = models.CharField(max_length=120, blank=True)
    about = FactsField(sealed=("what", "words", "why"), default=dict)
    from_id = models.UUIDField(null=True, blank=True)
    salt = models.BinaryField(max_length=16)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="event_by_person"),
            models.Index(fields=["at"], name="event_by_time"),
        ]
